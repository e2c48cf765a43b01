"""Row-level security: the second line (security.md 3.17, T34). The first is `access.py`, the third the key.

A table says in `Meta.constraints` whose its rows are; the migration makes a policy of it. The
database then shows the web role the rows of the one unit that is acting, and none at all while
nobody acts: forgetting to say who acts hides rows, it never shows them. Rows of a file that is for
a few named people only are shown to these alone (`files`; ADR 0015).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction

#: The setting that the policies read. Only ever set for one transaction: what is set for a whole
#: session is seen by the next person on a kept connection (ADR 0005).
SETTING = "schutznetz.unit"
#: Who reads: an account, or the worker, which holds no key and must see that something waits.
READER = "schutznetz.reader"
WATCH = "watch"
#: The vault's function that answers whether the reader may see what belongs to a file.
MAY_SEE = "schutznetz_may_see_file"
_ACTING = f"NULLIF(current_setting('{SETTING}', true), '')::uuid"
_NOBODY = ("", "")
_acting: ContextVar[tuple[str, str]] = ContextVar("acting", default=_NOBODY)


@contextmanager
def acting_for(unit_id: UUID, reader: UUID | str | None = None) -> Iterator[None]:
    """For the length of the block the database shows the rows of this unit; one transaction.

    `reader` is the account that reads, or WATCH for the worker. Without one, or as long as nobody
    has said it, rows of files for named people stay hidden; inside a block of the same unit the
    reader stays who it is.
    """
    before = _acting.get()
    wanted = (str(unit_id), str(reader or ""))
    if wanted == before or (reader is None and wanted[0] == before[0]):
        yield
        return
    token = _acting.set(wanted)
    try:
        with transaction.atomic(savepoint=False):
            _say(wanted)
            yield
            if not transaction.get_rollback():
                _say(before)
    finally:
        _acting.reset(token)


def _say(acting: tuple[str, str]) -> None:
    unit, reader = acting
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config(%s, %s, true), set_config(%s, %s, true)",
            [SETTING, unit, READER, reader],
        )


class RowPolicy(models.BaseConstraint):
    """A policy as part of a table's definition, so that migrations carry it."""

    def constraint_sql(self, model: Any, schema_editor: Any) -> str:
        """Nothing stands inside CREATE TABLE; the policy follows when the table is there."""
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))
        return ""

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        """Switch the security on and say whose the rows are."""
        table = schema_editor.quote_name(model._meta.db_table)
        return (
            f"DO $$ BEGIN ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; "
            f"CREATE POLICY {self.name} ON {table} "
            f"USING ({self.whose(model, schema_editor)}); END $$"
        )

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        """Take the policy away; a table without one shows nothing to the web role."""
        return f"DROP POLICY {self.name} ON {schema_editor.quote_name(model._meta.db_table)}"

    def whose(self, model: Any, schema_editor: Any) -> str:
        """The condition on a row, in SQL."""
        raise NotImplementedError

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Nothing that a form could check."""


class OwnRows(RowPolicy):
    """A row belongs to the unit or units named in these fields.

    `files` names, for each of them in order, the field of the file that this unit opens ("one
    other": the first that is there); whoever may not open it does not see the row from this side.
    """

    def __init__(self, *fields: str, name: str, files: Iterable[str] = ()) -> None:
        super().__init__(name=name)
        self.fields = fields
        self.files = tuple(files)

    def whose(self, model: Any, schema_editor: Any) -> str:
        """One of the named units is the acting one, and its file is open to the reader."""
        columns = {each.name: schema_editor.quote_name(each.column) for each in model._meta.fields}
        sides = [f"{columns[field]} = {_ACTING}" for field in self.fields]
        if self.files:
            seen = [", ".join(columns[each] for each in file.split()) for file in self.files]
            sides = [
                f"({own} AND {MAY_SEE}(COALESCE({file})))"
                for own, file in zip(sides, seen, strict=True)
            ]
        return " OR ".join(sides)

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """For the migration."""
        path, _, kwargs = super().deconstruct()
        return path, self.fields, {**kwargs, **({"files": self.files} if self.files else {})}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, OwnRows):
            return NotImplemented
        return (self.name, self.fields, self.files) == (other.name, other.fields, other.files)

    def __hash__(self) -> int:
        return hash((self.name, self.fields, self.files))


class RowsOf(RowPolicy):
    """A row belongs to whom its parent row belongs to: whoever does not see that one, not this."""

    def __init__(self, parent: str, *, name: str) -> None:
        super().__init__(name=name)
        self.parent = parent

    def whose(self, model: Any, schema_editor: Any) -> str:
        """The parent row is visible; its own policy decides that."""
        field = model._meta.get_field(self.parent)
        quote = schema_editor.quote_name
        table, column = quote(field.remote_field.model._meta.db_table), quote(field.column)
        own = f"{quote(model._meta.db_table)}.{column}"
        return f"EXISTS (SELECT 1 FROM {table} parent WHERE parent.id = {own})"  # noqa: S608  # nosec B608 - our own tables

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """For the migration."""
        path, _, kwargs = super().deconstruct()
        return path, (self.parent,), kwargs

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RowsOf):
            return NotImplemented
        return (self.name, self.parent) == (other.name, other.parent)

    def __hash__(self) -> int:
        return hash((self.name, self.parent))
