"""T50: what a notice says could be read by anybody who looks over a shoulder; and there is no mail."""

import ast

import pytest
from django.utils import translation

from schutznetz.ground.care import duties, messages
from schutznetz.ground.organisations.models import Unit
from schutznetz.overview.rehearsal.people import PEOPLE, UNITS
from tests.cast import TYPED
from tests.house.reading import Finding, python_files, require_none, tree

#: Ways to send something out of the house.
SENDING = {"django.core.mail", "smtplib", "email.message", "pywebpush", "twilio"}


def words_of_notices() -> list[tuple[str, str]]:
    """Everything that a notice can say, in both languages, by its code."""
    said: list[tuple[str, str]] = []
    for language in ("de", "en"):
        with translation.override(language):
            said += [(code, str(duty.words)) for code, duty in duties._DUTIES.items()]
            for code in messages.codes():
                message = messages.message_for(code)
                said += [(code, str(message.words)), (code, str(message.advice))]
    return said


@pytest.mark.parametrize(("code", "words"), words_of_notices())
def test_t50_a_notice_names_nobody_and_nothing(code: str, words: str) -> None:
    assert words and words.endswith((".", "!", "?"))
    assert not set("{}%<>") & set(words), "a notice is filled in with something"
    names = {word for person in PEOPLE for word in person.name.split()}
    names |= {unit.name for unit in UNITS} | {unit.agency for unit in UNITS}
    names |= {value for value in TYPED.values() if len(value) > 7}
    assert not [name for name in names if name in words]
    kinds = {str(kind.label) for kind in Unit.Kind}
    assert not [kind for kind in kinds if kind in words], "a notice says whose it is"


def test_t50_the_code_of_a_notice_is_generic() -> None:
    for code in {code for code, _ in words_of_notices()}:
        assert code.replace("_", "").isalpha() and code.islower(), code


def imports(parsed: ast.Module) -> list[tuple[int, str]]:
    """Line and name of every module a file imports."""
    found = []
    for node in ast.walk(parsed):
        if isinstance(node, ast.Import):
            found += [(node.lineno, each.name) for each in node.names]
        if isinstance(node, ast.ImportFrom) and node.module:
            found.append((node.lineno, node.module))
    return found


def test_t50_nothing_is_sent_out_of_the_house() -> None:
    found = [
        Finding(path, line, f"imports {name}")
        for path in python_files()
        for line, name in imports(tree(path))
        if name in SENDING
    ]
    advice = (
        "the first mail needs a test that renders it with canaries, and a subject without agency."
    )
    require_none(found, "Something leaves the house by mail or push.", advice)


def test_a_planted_mail_is_found() -> None:
    planted = imports(ast.parse("from django.core.mail import send_mail\nimport smtplib"))
    assert {name for _, name in planted} <= SENDING
