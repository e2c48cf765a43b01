"""T49: a mebibyte in any field is refused by its length, and no pattern of ours can run away."""

import ast
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.urls import get_resolver

from tests.house.reading import Finding, python_files, require_none, tree

MEBIBYTE = "x" * 1024 * 1024
#: Fields whose text the browser does not type: choices, files, dates read by fixed formats.
CHOSEN = (
    forms.ChoiceField,
    forms.TypedChoiceField,
    forms.ModelChoiceField,
    forms.MultipleChoiceField,
)
REPEATS = {"MAX_REPEAT", "MIN_REPEAT"}
Case = tuple[str, str, Any]


def all_forms(kind: type[forms.BaseForm] = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    """Every form class of the house."""
    get_resolver().url_patterns  # noqa: B018 - loads all pages, and with them all forms
    for each in kind.__subclasses__():
        if each.__module__.startswith("schutznetz.") and ".tests." not in each.__module__:
            yield each
        yield from all_forms(each)


def text_fields() -> list[Case]:
    """Every field into which somebody types; at the door the limiter stands before allauth's own."""
    return [
        (form.__name__, name, field)
        for form in dict.fromkeys(all_forms())
        if ".entry." not in form.__module__
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.CharField) and not isinstance(field, CHOSEN)
    ]


@pytest.mark.parametrize(
    ("form", "name", "field"), text_fields(), ids=lambda each: each if isinstance(each, str) else ""
)
def test_a_mebibyte_is_refused_by_its_length(
    form: str, name: str, field: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(self: RegexValidator, value: Any) -> None:
        raise AssertionError("a pattern ran over a mebibyte")

    monkeypatch.setattr(RegexValidator, "__call__", run)
    assert field.max_length, f"{form}.{name} has no limit"
    with pytest.raises(ValidationError) as refused:
        field.clean(MEBIBYTE)
    assert [error.code for error in refused.value.error_list] == ["max_length"]


def patterns_in(parsed: ast.Module) -> Iterator[tuple[int, str]]:
    """Every pattern written in a file, with its line."""
    for node in ast.walk(parsed):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = ast.unparse(node.func)
        if called.startswith("re.") or called.endswith("RegexValidator"):
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield node.lineno, first.value


def is_nested(pattern: str) -> bool:
    """Whether something that repeats without end repeats without end itself: (a+)+."""
    return _nested(re._parser.parse(pattern))  # type: ignore[attr-defined]


def _nested(parsed: Any, inside: bool = False) -> bool:
    for kind, value in parsed:
        endless = str(kind) in REPEATS and value[1] >= 100 and str(value[1]) != "1"
        if endless and inside:
            return True
        for part in value if isinstance(value, tuple | list) else ():
            parts = part if isinstance(part, list) else [part]
            for each in parts:
                if hasattr(each, "data") and _nested(each, inside or endless):
                    return True
    return False


def test_no_pattern_of_ours_can_run_away() -> None:
    found = [
        Finding(path, line, f"{pattern!r} repeats a repetition")
        for path in python_files()
        for line, pattern in patterns_in(tree(path))
        if is_nested(pattern)
    ]
    require_none(found, "A pattern that may take for ever.", "write it without (…+)+.")


@pytest.mark.parametrize("planted", ["(a+)+", "(?:x*y*)*", "([a-z]+ ?)+$", "(?:(?:ab)*c)*"])
def test_a_planted_runaway_is_found(planted: str) -> None:
    assert is_nested(planted)


@pytest.mark.parametrize("good", ["a+b+", "(?:ab)+", "[a-z]*_[a-z]*", "(?:\\d{2}){6}", "a|b+"])
def test_a_pattern_in_a_line_is_left_alone(good: str) -> None:
    assert not is_nested(good)
