"""One writing place a room: who reads actions.py knows everything that can happen to its rows."""

import ast

import pytest

from tests.house.reading import (
    PACKAGE,
    Finding,
    furniture,
    python_files,
    require_none,
    tree,
)
from tests.house.writers import writes

#: Reviewed: files beside actions.py that write, and why.
OTHER_WRITERS = {
    "casework/attachments/cleaning.py": "pikepdf and pillow say save where they write into memory",
    "casework/intakes/blank/drawing.py": "reportlab and pikepdf say save where they draw into memory",
    "ground/entry/session_store.py": "Django's session machinery calls save and delete itself",
}


def may_write(place: str) -> bool:
    """Whether a file, named by its place in the package, is one that writes."""
    return place in OTHER_WRITERS


def test_only_actions_write() -> None:
    found = [
        Finding(path, line, words)
        for path in python_files()
        if furniture(path) != "actions" and not may_write(str(path.relative_to(PACKAGE)))
        for line, words in writes(tree(path))
    ]
    require_none(
        found,
        "Something writes outside actions.py.",
        "make it an action `verb_noun(*, by, …)`: transaction, access, rule, change, audit entry.",
    )


def test_the_reviewed_writers_exist_and_write() -> None:
    idle = [
        place
        for place in OTHER_WRITERS
        if not (PACKAGE / place).is_file() or not list(writes(tree(PACKAGE / place)))
    ]
    assert not idle, f"These write nothing any more; take them out of OTHER_WRITERS: {idle}"


@pytest.mark.parametrize(
    "planted",
    [
        "Draft.objects.create(code=1)",
        "draft.save()",
        "draft.save(update_fields=['code'])",
        "super().save(*args)",
        "draft.delete()",
        "Draft.objects.filter(pk=1).update(code=2)",
        "Draft.objects.update(code=2)",
        "unit.shifts.all().update(weekday=2)",
        "own_drafts(by).update(code=2)",
        "rows = Draft.objects.filter(pk=1)\nrows.update(code=2)",
        "def f(rows: QuerySet[Draft]): rows.update(code=2)",
        "Draft.objects.bulk_create(x)",
        "await Draft.objects.acreate(code=1)",
        "unit.shifts.create(weekday=1)",
        "Draft.objects.get_or_create(code=1)",
        "form.save()",
        "cursor.execute('DELETE FROM referrals_draft')",
        "cursor.execute('update referrals_draft set code = 1')",
    ],
)
def test_a_planted_write_is_found(planted: str) -> None:
    assert list(writes(ast.parse(planted)))


@pytest.mark.parametrize(
    "harmless",
    [
        "context.update(extra=1)",
        "words = {}\nwords.update({'a': 1})",
        "mac.update(message)",
        "self.fields.update(more)",
        "cache.delete('key')",
        "request.session.save()",
        "Draft.objects.filter(pk=1).first()",
        "text = 'Update of the rules'",
    ],
)
def test_what_only_looks_like_a_write_is_left_alone(harmless: str) -> None:
    assert not list(writes(ast.parse(harmless)))
