"""Figures as tables with pictures, and as CSV."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext as in_this_language

from schutznetz.ground.organisations.models import Unit
from schutznetz.overview.statistics.access import span_of
from schutznetz.overview.statistics.models import StatRelease
from schutznetz.overview.statistics.rules.definitions import TABLES as DEFINED
from schutznetz.overview.statistics.rules.releasing import Shown, from_stored
from schutznetz.overview.statistics.rules.spans import Span, span_named
from schutznetz.overview.statistics.rules.suppression import TOTAL
from schutznetz.overview.statistics.words import COVERED, TABLES, answer_words, span_words

SHARED = frozenset(table.code for table in DEFINED if table.shared)


@dataclass(frozen=True)
class Bar:
    """One row of a picture: its words, its figure (None is covered), its length from 0 to 100."""

    label: str
    figure: int | None
    length: int


@dataclass(frozen=True)
class Picture:
    """One table with its bars; or, with `columns`, a grid of figures."""

    code: str
    title: str
    meaning: str
    bars: tuple[Bar, ...]
    total: int | None
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, tuple[int | None, ...]], ...] = ()

    @property
    def printed(self) -> list[Bar]:
        """The bars whose figures may be shown."""
        return [bar for bar in self.bars if bar.figure is not None]

    @property
    def covered(self) -> list[str]:
        """The words of the bars whose figures stay covered."""
        return [bar.label for bar in self.bars if bar.figure is None]

    @property
    def covered_whole(self) -> bool:
        """Whether not a single figure of it may be shown."""
        return self.total is None


def pictures(tables: Iterable[Shown]) -> list[Picture]:
    """Every table that may be shown, in the order of their definition."""
    names = names_of_places()
    return [_grid(each, names) if each.months else _bars(each, names) for each in tables]


def released_pictures(release: StatRelease) -> list[Picture]:
    """The tables of a release as they were frozen."""
    return pictures(map(from_stored, release.tables))


def definition_of(release: StatRelease) -> str:
    """What was counted, in the words that held when it was released."""
    return in_this_language(release.definition)


def names_of_places() -> dict[str, str]:
    """The names of all units by id."""
    return {str(pk): name for pk, name in Unit.objects.values_list("pk", "name")}


def as_table(release: StatRelease, today: str) -> list[Sequence[object]]:
    """A release as rows for a spreadsheet; a head says what it is, so that it can stand alone."""
    rows: list[Sequence[object]] = [
        [_("Stelle"), release.unit.name],
        [_("Zeitraum"), span_words(span_of(release))],
        [_("Freigegeben"), date_format(release.released_on, "d.m.Y")],
        [_("Auszug vom"), today],
        [_("Was gezählt wird"), definition_of(release)],
        [
            _("Verdeckt"),
            _("< 5 unterdrückt, ebenso jede Zahl, aus der sich eine solche errechnen ließe"),
        ],
    ]
    for picture in released_pictures(release):
        rows += [[], [picture.title, picture.meaning]]
        if picture.columns:
            rows.append(["", *picture.columns])
            rows += [[label, *map(_figure, figures)] for label, figures in picture.rows]
        else:
            rows += [[bar.label, _figure(bar.figure)] for bar in picture.bars]
            rows.append([_("zusammen"), _figure(picture.total)])
    return rows


@dataclass(frozen=True)
class Comparison:
    """One table of several units side by side. No sums: they would uncover what each one covers."""

    title: str
    meaning: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]

    @property
    def covered(self) -> list[str]:
        """The columns in which no unit has a figure to show."""
        return [words for words, figures in self._by_column() if not any(figures)]

    @property
    def printed(self) -> "Comparison":
        """The same without those columns."""
        kept = [
            number for number, (_words, figures) in enumerate(self._by_column()) if any(figures)
        ]
        rows = tuple((name, tuple(figures[n] for n in kept)) for name, figures in self.rows)
        return Comparison(self.title, self.meaning, tuple(self.columns[n] for n in kept), rows)

    def _by_column(self) -> list[tuple[str, list[int | None]]]:
        return [
            (words, [figures[number] for _name, figures in self.rows])
            for number, words in enumerate(self.columns)
        ]


def comparisons(releases: Iterable[StatRelease]) -> list[Comparison]:
    """The shared tables of all units that released the same span."""
    found: dict[str, list[tuple[str, Shown]]] = {}
    for release in releases:
        for shown in map(from_stored, release.tables):
            if shown.code in SHARED:
                found.setdefault(shown.code, []).append((release.unit.name, shown))
    return [_comparison(code, units) for code, units in found.items()]


def comparison_table(
    span: Span, releases: Sequence[StatRelease], today: str
) -> list[Sequence[object]]:
    """The same for a spreadsheet."""
    rows: list[Sequence[object]] = [
        [_("Zeitraum"), span_words(span)],
        [_("Auszug vom"), today],
        [
            _("Verdeckt"),
            _("< 5 unterdrückt, ebenso jede Zahl, aus der sich eine solche errechnen ließe"),
        ],
    ]
    for text in dict.fromkeys(release.definition for release in releases):
        rows.append([_("Was gezählt wird"), in_this_language(text)])
    for each in comparisons(releases):
        rows += [[], [each.title, each.meaning], [_("Stelle"), *each.columns]]
        rows += [[name, *map(_figure, figures)] for name, figures in each.rows]
    return rows


def spans_in(releases: Iterable[StatRelease]) -> list[Span]:
    """Every released span once, latest first."""
    codes = dict.fromkeys(span_of(release).code for release in releases)
    return [span for span in map(span_named, codes) if span is not None]


def _bars(shown: Shown, names: dict[str, str]) -> Picture:
    inner = [(column, figure) for (_row, column), figure in shown.cells.items() if column != TOTAL]
    most = max((figure or 0 for _column, figure in inner), default=0)
    title, meaning = TABLES[shown.code]
    bars = tuple(
        Bar(
            answer_words(shown.code, column, names),
            figure,
            round(100 * figure / most) if figure and most else 0,
        )
        for column, figure in inner
    )
    total = next((f for (_row, column), f in shown.cells.items() if column == TOTAL), None)
    return Picture(shown.code, str(title), str(meaning), bars, total)


def _grid(shown: Shown, names: dict[str, str]) -> Picture:
    title, meaning = TABLES[shown.code]
    months = (*shown.months, TOTAL)
    places = dict.fromkeys(row for row, _column in shown.cells)
    rows = tuple(
        (
            answer_words(shown.code, place, names),
            tuple(shown.cells[place, month] for month in months),
        )
        for place in places
    )
    columns = tuple(_month_words(month) for month in months)
    total = shown.cells[TOTAL, TOTAL]
    return Picture(shown.code, str(title), str(meaning), (), total, columns, rows)


def _comparison(code: str, units: list[tuple[str, Shown]]) -> Comparison:
    title, meaning = TABLES[code]
    answers = dict.fromkeys(column for _name, shown in units for _row, column in shown.cells)
    rows = tuple(
        (name, tuple(shown.cells.get(("", answer)) for answer in answers)) for name, shown in units
    )
    columns = tuple(answer_words(code, answer, {}) for answer in answers)
    return Comparison(str(title), str(meaning), columns, rows)


def _month_words(month: str) -> str:
    span = span_named(month)
    return date_format(span.begins, "M Y") if span else _("zusammen")


def _figure(figure: int | None) -> object:
    return COVERED if figure is None else figure
