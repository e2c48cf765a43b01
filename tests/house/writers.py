"""Finds the places where code writes to the database.

A heuristic over the syntax tree, not a type checker. It knows a query by `.objects`, by a query
method in the chain, by a call as receiver (`own_drafts(by).update(…)`), and by a local name that
was given one of these. `context.update({…})` and `hashing.update(…)` are left alone.
"""

import ast
import re
from collections.abc import Iterator

ALWAYS = {
    "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "save", "delete",
    "asave", "adelete", "acreate", "aupdate", "abulk_create", "abulk_update", "aget_or_create",
    "aupdate_or_create", "save_base", "_raw_delete",
}  # fmt: skip
QUERY_METHODS = {
    "all", "filter", "exclude", "order_by", "select_for_update", "select_related", "annotate",
    "distinct", "using", "none", "get_queryset",
}  # fmt: skip
#: Receivers that have such methods and are no rows.
NO_ROWS = {"cache", "session"}
WRITING_SQL = re.compile(r"^\s*(?:INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|TRUNCATE)\b", re.I)


def writes(parsed: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and words of every write."""
    queries = _query_names(parsed)
    for node in ast.walk(parsed):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if _is_write(node.func, queries):
                yield node.lineno, f".{node.func.attr}(…) on {ast.unparse(node.func.value)[:50]}"
        elif isinstance(node, ast.Constant) and WRITING_SQL.match(str(node.value)):
            yield node.lineno, "a writing SQL statement"


def _is_write(called: ast.Attribute, queries: set[str]) -> bool:
    receiver = called.value
    if called.attr in ALWAYS:
        return _last_name(receiver) not in NO_ROWS
    return called.attr == "update" and (
        isinstance(receiver, ast.Call) or _is_query(receiver, queries)
    )


def _is_query(node: ast.expr, queries: set[str]) -> bool:
    """Whether an expression reads as a manager or a query."""
    if isinstance(node, ast.Name):
        return node.id in queries
    if isinstance(node, ast.Subscript):
        return _is_query(node.value, queries)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and (
            node.func.attr in QUERY_METHODS or _is_query(node.func.value, queries)
        )
    if isinstance(node, ast.Attribute):
        return node.attr == "objects" or _is_query(node.value, queries)
    return False


def _query_names(parsed: ast.Module) -> set[str]:
    """Names that are given a query somewhere in the file."""
    names: set[str] = set()
    for node in ast.walk(parsed):
        if isinstance(node, ast.Assign) and _is_query(node.value, names):
            names |= {each.id for each in node.targets if isinstance(each, ast.Name)}
        if isinstance(node, ast.AnnAssign | ast.arg) and "QuerySet" in _annotation(node):
            name = node.arg if isinstance(node, ast.arg) else ast.unparse(node.target)
            names.add(name)
    return names


def _annotation(node: ast.AnnAssign | ast.arg) -> str:
    return ast.unparse(node.annotation) if node.annotation else ""


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
