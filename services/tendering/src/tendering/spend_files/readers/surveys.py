"""The first reading of a file: where its headings stand, how it writes days, whose it is. Nothing of it is kept."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TypeAlias

from kernel.names import name_key
from tendering.spend_columns.domain import FileCode, FileRefused, Layout, Order, Texts
from tendering.spend_columns.rules.cells import certain_order, day_of_text, is_in_parts, pence_of
from tendering.spend_columns.rules.layouts import is_headlike, is_rowlike, joined, layout_of
from tendering.spend_files.domain import Cells, Stated

DEEPEST, SAMPLE, LAST = 60, 200, 3  # records above a heading, below it, and at the end of a sheet
DAY_FIRST = "No day shows whether day or month comes first: they are read day-first."
NIL = frozenset({"nil return", "nil", "nil returns", "no payments"})
MOST_NOTED = 10_000
Records: TypeAlias = Callable[[], Iterator[Cells]]
Following: TypeAlias = Callable[[], deque[Cells]]


@dataclass
class Survey:
    """What is known of a file before its lines are judged. Records count from 1 through all sheets.

    `layouts` begin at a record and end at the next one's; None: headings that nobody understands. `months` are those
    of days that read one way only.
    """

    stated: Stated
    layouts: dict[int, Layout | None] = field(default_factory=dict)
    headings: set[int] = field(default_factory=set)
    sheets: dict[str, int] = field(default_factory=dict)  # with headings: the record at which the first layout begins
    orders: set[Order] = field(default_factory=set)
    undecided: bool = False  # some days read two ways
    months: set[tuple[int, int]] = field(default_factory=set)
    payers: set[str] = field(default_factory=set)
    noted: set[tuple[str, str]] = field(default_factory=set)  # how rows write their day and their payer
    loose: set[str] = field(default_factory=set)  # sheets with rows above any heading
    nil: bool = False  # it says that there was nothing to publish

    @property
    def order(self) -> Order:
        """Which part of a day comes first; day-first, unless the file proves otherwise."""
        return Order.MONTH_FIRST if self.orders == {Order.MONTH_FIRST} else Order.DAY_FIRST


def surveyed(records: Records, stated: Stated) -> Survey:
    """Read all of a file once, or twice where its headings come last. Raises FileRefused."""
    survey = _once(records(), stated, {})
    last = {sheet: layout for sheet, layout in _sorted_away(records, survey).items() if layout}
    if last:
        survey = _once(records(), stated, last)
    if survey.undecided and not survey.orders:
        survey.layouts = {number: layout and chosen(layout, DAY_FIRST) for number, layout in survey.layouts.items()}
    if len(survey.orders) > 1:
        raise FileRefused(FileCode.MIXED_DATES, "Some days can only be day-first, and some only month-first.")
    if not survey.layouts and not survey.nil:
        raise FileRefused(
            FileCode.NO_HEADING, "No row names payee or merchant, day (or a period is stated) and amount."
        )
    if stated.payers:
        strange = survey.payers - {name_key(payer) for payer in stated.payers}
        if strange:
            raise FileRefused(FileCode.WRONG_PAYER, f"It is of {sorted(strange)[0]}, for whom you do not submit.")
    return survey


def chosen(layout: Layout, choice: str) -> Layout:
    """The layout with one more thing that its file leaves open."""
    return replace(layout, choices=(*layout.choices, choice))


def _once(records: Iterator[Cells], stated: Stated, last: dict[str, Layout]) -> Survey:
    survey, sheet, layout, seen = Survey(stated), None, None, 0
    for number, (record, following) in enumerate(ahead(records), start=1):
        if record.sheet != sheet:
            sheet, seen, layout = record.sheet, 0, last.get(record.sheet)
            if layout is not None:
                survey.layouts[number] = layout
                survey.sheets[record.sheet] = number
        seen += 1
        if number in survey.headings:
            continue
        if layout is not None:
            layout = _below(survey, number, record, following, layout)
        elif seen <= DEEPEST:
            layout = _first_heading(survey, number, record, following)
        if layout is None:
            _note_loose(survey, record)
    return survey


def _below(survey: Survey, number: int, record: Cells, following: Following, layout: Layout) -> Layout:
    """The layout that goes on after this record: most tell nothing that was not told above them."""
    texts = layout.texts(record.cells)
    if (texts.date, texts.payer) in survey.noted:
        return layout
    if (not texts.amount or pence_of(texts.amount) is None) and is_headlike(record.cells):
        again = layout_of(record.cells, _sample(following(), record.sheet), has_period=survey.stated.has_period)
        survey.layouts[number] = again
        survey.headings.add(number)
        return again or layout
    _note(survey, texts)
    return layout


def _first_heading(survey: Survey, number: int, record: Cells, following: Following) -> Layout | None:
    """The layout that begins with this record, if it is a row of headings, alone or with the next."""
    if sum(map(bool, map(str.strip, record.cells))) == 0:
        return None
    coming = following()
    below = coming[0].cells if coming and coming[0].sheet == record.sheet else []
    sample, has_period = _sample(coming, record.sheet), survey.stated.has_period
    both = joined(record.cells, below) if any(map(str.strip, below)) else None
    layout = None
    if both is not None:
        layout = layout_of(both, sample[1:], has_period=has_period)
    rows = 1 if layout is None else 2
    layout = layout or layout_of(record.cells, sample, has_period=has_period)
    if not sample and record.sheet in survey.loose:
        return None  # its rows stand above it
    if layout is not None:
        survey.layouts[number] = layout
        survey.sheets.setdefault(record.sheet, number)
        survey.headings.update(range(number, number + rows))
    return layout


def _note_loose(survey: Survey, record: Cells) -> None:
    """What stands under no heading: that there was nothing to publish, or rows whose heading was sorted away."""
    survey.nil |= any(cell.strip().lower() in NIL for cell in record.cells)
    if record.sheet not in survey.loose and is_rowlike(record.cells):
        survey.loose.add(record.sheet)


def _note(survey: Survey, texts: Texts) -> None:
    """How this row writes its day, and whose it is. A row with a day is no heading: others like it are passed over."""
    order = certain_order(texts.date)
    survey.undecided |= order is None and is_in_parts(texts.date)
    day = day_of_text(texts.date, Order.DAY_FIRST if order is None else order)
    if order is not None:
        survey.orders.add(order)
        if day is not None:
            survey.months.add((day.year, day.month))
    if survey.stated.payers and texts.payer.strip() and len(survey.payers) < SAMPLE:
        survey.payers.add(name_key(texts.payer))
    if day is not None and len(survey.noted) < MOST_NOTED:
        survey.noted.add((texts.date, texts.payer))


def _sorted_away(records: Records, survey: Survey) -> dict[str, Layout | None]:
    """Sheets whose heading is among their last rows. Read again only where rows stand under no heading."""
    astray = survey.loose - survey.sheets.keys()
    if not astray:
        return {}
    ends: dict[str, deque[Cells]] = {}
    for record in records():
        if record.sheet in astray and any(map(str.strip, record.cells)):
            ends.setdefault(record.sheet, deque(maxlen=SAMPLE)).append(record)
    found: dict[str, Layout | None] = {}
    for sheet, end in ends.items():
        rows = [it.cells for it in end]
        for row in rows[-LAST:]:
            found[sheet] = found.get(sheet) or layout_of(row, rows[:-LAST], has_period=survey.stated.has_period)
    return found


def ahead(records: Iterator[Cells]) -> Iterator[tuple[Cells, Following]]:
    """Each record with those that follow it, which are read only for who asks."""
    coming: deque[Cells] = deque()

    def following() -> deque[Cells]:
        coming.extend(islice(records, SAMPLE - len(coming)))
        return coming

    while (record := coming.popleft() if coming else next(records, None)) is not None:
        yield record, following


def _sample(following: Iterable[Cells], sheet: str) -> list[Sequence[str]]:
    return [it.cells for it in following if it.sheet == sheet and any(it.cells)]
