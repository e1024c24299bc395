"""A chart as data: which bars a table of counts gives, and how so many that no page holds them are divided.

Every piece is a chart of its own in the document, and is known by its name: ``units#2/3`` is the second piece of three.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from rsplan.language.swedish import agree, digits, join_list
from rsplan.plan.period import SHARE
from rsplan.report.report import Row, Table

# So many categories keep the order of their table; more are sorted by size, since nobody compares bars pages apart.
_KEEP_ORDER = 12
# So many bars are worth a reader's time; the table has the rest.
_MOST_BARS = 60


class Series(Struct, frozen=True):
    """One status over the categories; ``one`` is what a single item of it is called, in small letters."""

    name: str
    status: str
    values: tuple[int, ...]
    one: str = ""


class Chart(Struct, frozen=True):
    """A chart as data, or a piece of one. ``end`` is where the axis of a piece ends, which is that of the whole's.

    Bars of ``shares`` are all as long as the whole, also where whole per cents add to 99 or 101.
    """

    name: str
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    end: int = 0
    shares: bool = False

    @property
    def description(self) -> str:
        """The alternative text: every figure of the chart in words."""
        rows = (
            f"{category}: " + (join_list(self._figures(number)) or "inga")
            for number, category in enumerate(self.categories)
        )
        return f"Liggande staplar. {self.title}. {'. '.join(rows)}."

    @property
    def legend(self) -> list[str]:
        """The names of its series."""
        return [one.name for one in self.series]

    @property
    def longest(self) -> int:
        """What the longest bar adds up to, in any piece."""
        return self.end or max(sum(one.values[row] for one in self.series) for row in range(len(self.categories)))

    def _figures(self, number: int) -> list[str]:
        return [
            f"{digits(value)} {agree(value, one.one or one.name.lower(), one.name.lower())}"
            for one in self.series
            if (value := one.values[number])
        ]


def chart_of(table: Table) -> Chart | None:
    """The chart of a table of counts: its rows are categories, its columns but the sums are series.

    Many categories stand by size, the largest first, and those of a size in the table's order; of very many, the
    largest are drawn, and the title says so.
    """
    rows = [row for row in table.rows if row.facts]
    if not rows:
        return None
    title = table.caption
    if len(rows) > _KEEP_ORDER:
        rows.sort(key=lambda row: -_number(row, -1))
    if len(rows) > _MOST_BARS:
        rows, title = rows[:_MOST_BARS], f"{title}, de {_MOST_BARS} största"
    series = tuple(
        Series(column.heading, rows[0].facts[number].rpartition(".")[2], values, column.one)
        for number, column in enumerate(table.columns[1:-1], start=1)
        if any(values := tuple(_number(row, number) for row in rows))
    )
    shares = any(f".{SHARE}." in f".{fact}" for fact in rows[0].facts)
    categories = tuple(str(row.cells[0]) for row in rows)
    return Chart(table.id, title, categories, series, shares=shares) if series else None


def _number(row: Row, column: int) -> int:
    return int(str(row.cells[column]))


def pieces_of(chart: Chart, count: int) -> list[Chart]:
    """The chart in so many pieces of about as many bars each, all with the same series and the same scale."""
    if count <= 1:
        return [chart]
    bars = len(chart.categories)
    return [
        _piece(chart, f"#{number}/{count}", f", del {number} av {count}", slice(bars * (number - 1) // count, end))
        for number in range(1, count + 1)
        if (end := bars * number // count) > bars * (number - 1) // count
    ]


def _piece(chart: Chart, mark: str, told: str, bars: slice) -> Chart:
    series = tuple(replace(one, values=one.values[bars]) for one in chart.series)
    named = (f"{chart.name}{mark}", f"{chart.title}{told}")
    return Chart(*named, chart.categories[bars], series, chart.longest, chart.shares)


def chart_named(tables: Mapping[str, Table], name: str) -> Chart | None:
    """The chart, or the piece of one, that has a name in a document; nothing where its table gives no such bars."""
    table_id, _, mark = name.partition("#")
    chart = chart_of(tables[table_id]) if table_id in tables else None
    count = mark.partition("/")[2]
    if chart is None or not count.isdecimal():
        return chart
    return next((piece for piece in pieces_of(chart, int(count)) if piece.name == name), None)
