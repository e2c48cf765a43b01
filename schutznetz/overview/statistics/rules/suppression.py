"""Which figures of a table stay covered, so that none can be worked out from the rest. Pure.

1. A figure behind which fewer than five facts stand is covered. Nought too: "nobody from this
   station" tells somebody who waits for it just that. A covered figure looks the same for every
   reason, so that covering does not tell how small it is.
2. Further figures are covered until no covered one can be worked out from totals, and until what
   is covered in one row or column is at least five together.
3. Where that cannot be reached by covering inner figures, the table is given up as a whole.

"Worked out" is meant strictly: the reader is assumed to know these rules, to know which figures
were covered in step 1 (nought to four) and which in step 2 (at least five, at most the smallest
one left open that could have been chosen instead), and to add and subtract whatever is printed. A
covered figure is safe if there is another table with the same printed figures in which it differs.

A table with totals is a network: each figure lies in one row and one column and flows from the
one to the other, each total flows back. All tables with the same printed figures are then reached
from the true one by steps of one along closed ways, so looking for such a way decides the
question exactly (circulations are totally unimodular); no linear program is needed.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

SMALL: Final = 5
TOTAL: Final = "total"

Key = tuple[str, str]
Node = Hashable


@dataclass(frozen=True)
class Count:
    """A true figure, and how many facts stand behind it.

    The two differ where one fact counts for several, such as a report for all its children: five
    children of one family are one report.
    """

    figure: int
    facts: int


@dataclass(frozen=True)
class Line:
    """A row or a column: its figures, and the total printed at its end."""

    members: tuple[Key, ...]
    total: Key


@dataclass(frozen=True)
class Flow:
    """One figure as a stream from one node of the network to another."""

    count: Count
    tail: Node
    head: Node


@dataclass(frozen=True)
class Grid:
    """A table with its totals. `weighted`: a figure may count more than the facts behind it."""

    flows: Mapping[Key, Flow]
    lines: tuple[Line, ...]
    grand: Key
    weighted: bool = False


def line_of(
    counts: Mapping[str, Count], *, row: str = "", weighted_total: int | None = None
) -> Grid:
    """A single row of figures with its total.

    `weighted_total` is the number of facts behind the total where one fact may stand behind
    several figures; None where every fact is counted exactly once.
    """
    flows = {(row, name): Flow(count, "row", "rest") for name, count in counts.items()}
    line, grand = Line(tuple(flows), (row, TOTAL)), (row, TOTAL)
    total = _sum(counts.values(), facts=weighted_total)
    flows[grand] = Flow(total, "rest", "row")
    return Grid(flows, (line,), grand, weighted=weighted_total is not None)


def grid_of(counts: Mapping[Key, Count]) -> Grid:
    """Rows and columns with totals of both and one of everything."""
    rows = tuple(dict.fromkeys(row for row, _ in counts))
    columns = tuple(dict.fromkeys(column for _, column in counts))
    flows = {(r, c): Flow(counts[r, c], ("row", r), ("column", c)) for r in rows for c in columns}
    lines = [Line(tuple((r, c) for c in columns), (r, TOTAL)) for r in rows]
    lines += [Line(tuple((r, c) for r in rows), (TOTAL, c)) for c in columns]
    for line in lines:
        row, column = line.total
        total = _sum(flows[key].count for key in line.members)
        flows[line.total] = Flow(total, ("column", column), ("row", row))
    grand = (TOTAL, TOTAL)
    flows[grand] = Flow(_sum(counts.values()), ("row", TOTAL), ("column", TOTAL))
    lines.append(Line(tuple((r, TOTAL) for r in rows), grand))
    lines.append(Line(tuple((TOTAL, c) for c in columns), grand))
    return Grid(flows, tuple(lines), grand)


def covered(grid: Grid) -> frozenset[Key]:
    """The keys of all figures that stay covered; with the grand total among them, all of them."""
    cover = _Cover(grid)
    cover.first = {key for key, flow in grid.flows.items() if flow.count.facts < SMALL}
    while (weakness := _weakness(cover)) is not None:
        pool = _could_be_covered(cover, weakness)
        if not pool:
            return frozenset(grid.flows)
        smallest = min(pool, key=lambda key: grid.flows[key].count.figure)
        cover.second[smallest] = tuple(pool)
    hidden = cover.first | cover.second.keys()
    return frozenset(grid.flows if grid.grand in hidden else hidden)


@dataclass
class _Cover:
    """What is covered so far; for figures of step 2, what could have been taken instead."""

    grid: Grid
    first: set[Key] = field(default_factory=set)
    second: dict[Key, tuple[Key, ...]] = field(default_factory=dict)

    def covers(self, key: Key) -> bool:
        return key in self.first or key in self.second

    def figure(self, key: Key) -> int:
        return self.grid.flows[key].count.figure

    def may_be_more(self, key: Key) -> bool:
        """Whether the reader cannot rule out that a covered figure is one more than it is."""
        if key in self.first:
            return self.grid.weighted or self.figure(key) < SMALL - 1
        left = [self.figure(each) for each in self.second[key] if not self.covers(each)]
        return self.figure(key) < min(left, default=self.figure(key) + 1)

    def may_be_less(self, key: Key) -> bool:
        """Whether the reader cannot rule out that a covered figure is one less than it is."""
        return self.figure(key) > (0 if key in self.first else SMALL)


@dataclass(frozen=True)
class _Weakness:
    """Where something can be worked out, and what may be covered against it."""

    nodes: frozenset[Node]
    remedies: tuple[Key, ...]


def _weakness(cover: _Cover) -> _Weakness | None:
    """The first place at which something can be worked out, or None."""
    flows = cover.grid.flows
    for line in cover.grid.lines:
        if _gives_away_a_small_sum(cover, line):
            hidden = [flows[key] for key in line.members if cover.covers(key)]
            nodes = frozenset(node for flow in hidden for node in (flow.tail, flow.head))
            return _Weakness(nodes, tuple(k for k in line.members if not cover.covers(k)))
    for key, flow in flows.items():
        if cover.covers(key) and not _is_safe(cover, key):
            left = (k for k in flows if k != cover.grid.grand and not cover.covers(k))
            return _Weakness(frozenset((flow.tail, flow.head)), tuple(left))
    return None


def _could_be_covered(cover: _Cover, weakness: _Weakness) -> list[Key]:
    """The remedies that are tied in best: they close a way between covered figures, or prolong it."""
    tied = set(weakness.nodes)
    streams = [flow for key, flow in cover.grid.flows.items() if cover.covers(key)]
    while grown := {
        node
        for flow in streams
        for node in (flow.tail, flow.head)
        if node not in tied and (flow.tail in tied or flow.head in tied)
    }:
        tied |= grown
    flows = cover.grid.flows
    loose = {
        key: sum(node not in tied for node in (flows[key].tail, flows[key].head))
        for key in weakness.remedies
    }
    return [key for key, ends in loose.items() if ends == min(loose.values())]


def _gives_away_a_small_sum(cover: _Cover, line: Line) -> bool:
    """Whether the covered figures of a line can be added up and are fewer than five together."""
    hidden = [key for key in line.members if cover.covers(key)]
    if not hidden or cover.covers(line.total) or len(hidden) == len(line.members):
        return False
    facts = [cover.grid.flows[key].count.facts for key in hidden]
    return (max(facts) if cover.grid.weighted else sum(facts)) < SMALL


def _is_safe(cover: _Cover, key: Key) -> bool:
    """Whether another table with the same printed figures has another figure here."""
    flow = cover.grid.flows[key]
    return (cover.may_be_more(key) and _leads(cover, key, flow.head, flow.tail)) or (
        cover.may_be_less(key) and _leads(cover, key, flow.tail, flow.head)
    )


def _leads(cover: _Cover, without: Key, start: Node, goal: Node) -> bool:
    """Whether steps of one, up or down along covered figures, lead from `start` to `goal`."""
    ways: dict[Node, set[Node]] = {}
    for key, flow in cover.grid.flows.items():
        if key == without or not cover.covers(key):
            continue
        if cover.may_be_more(key):
            ways.setdefault(flow.tail, set()).add(flow.head)
        if cover.may_be_less(key):
            ways.setdefault(flow.head, set()).add(flow.tail)
    seen, waiting = {start}, [start]
    while waiting:
        new = ways.get(waiting.pop(), set()) - seen
        seen |= new
        waiting += new
    return goal in seen


def _sum(counts: Iterable[Count], *, facts: int | None = None) -> Count:
    several = list(counts)
    behind = sum(count.facts for count in several) if facts is None else facts
    return Count(sum(count.figure for count in several), behind)
