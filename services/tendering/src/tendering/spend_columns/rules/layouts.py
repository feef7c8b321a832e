"""What the columns of a table say, from its headings; where two say the same, from what stands in them."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from tendering.spend_columns.domain import Field, FileCode, FileRefused, Layout, Order
from tendering.spend_columns.rules.cells import day_of_text, is_code, pence_of
from tendering.spend_columns.rules.headings import OTHER_BASES, UNLISTED, guess_of, key_of, listed_in, meaning_of

MANDATORY = (Field.PAYEE, Field.DATE, Field.AMOUNT)
#: Which values fit a field, where headings alone do not decide.
FITS: Mapping[Field, Callable[[str], bool]] = {
    Field.AMOUNT: lambda text: pence_of(text) is not None,
    Field.DATE: lambda text: any(day_of_text(text, order) is not None for order in Order),
    Field.PAYEE: lambda text: not is_code(text),
}
MOST = 0.5  # of the values in a column fit what it says, or it says something else
FEWEST_CELLS = 3
FEWEST_LISTED = 2  # headings that are well known, or a row is none of headings


def layout_of(cells: Sequence[str], sample: Sequence[Sequence[str]], *, has_period: bool) -> Layout | None:
    """The layout under a row of headings; None if it is none that names payee, amount and day.

    Raises FileRefused where two columns fit one field and their values do not decide.
    """
    found = _candidates(cells)
    if not is_heading(cells, found, has_period=has_period):
        return None
    choices: list[str] = []
    columns: dict[Field, int] = {}
    spare: list[int] = []
    for field, places in found.items():
        chosen = _chosen(field, places, sample, cells)
        columns[field] = chosen
        if field in MANDATORY and len(places) > 1:
            spare += [place for _, place in places if place != chosen]
            choices.append(f"{field} is {cells[chosen].strip()!r} in column {chosen + 1}, of {len(places)} columns.")
    for field in MANDATORY:
        place = next((it for it in spare if field not in columns and _share(field, it, sample) > MOST), None)
        if place is not None:
            columns[field] = place
            choices.append(f"{field} is column {place + 1}, by what stands in it.")
    if Field.AMOUNT not in columns:
        columns[Field.AMOUNT] = columns[Field.GROSS]
        choices.append("Amounts are gross: the file has no others.")
    if Field.DATE not in columns and not has_period:
        return None
    basis = key_of(cells[columns[Field.DATE]]) if Field.DATE in columns else None
    return Layout(columns, tuple(cells), basis, tuple(choices))


def is_heading(cells: Sequence[str], found: Mapping[Field, object], *, has_period: bool) -> bool:
    """Whether a row names payee or merchant, amount, and day unless a period was stated."""
    who = Field.PAYEE in found or Field.MERCHANT_CATEGORY in found
    amounts = found.get(Field.AMOUNT) or found.get(Field.GROSS)
    twice = isinstance(amounts, list) and len(amounts) > 1  # one of them may turn out to be the day
    listed = listed_in(cells) >= FEWEST_LISTED
    return who and bool(amounts) and (has_period or Field.DATE in found or twice) and listed


def is_headlike(cells: Sequence[str]) -> bool:
    """Whether a row between others looks as if headings began anew."""
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) > FEWEST_LISTED and listed_in(filled) > max(FEWEST_LISTED, len(filled) // 2)


def is_rowlike(cells: Sequence[str]) -> bool:
    """Whether a row above any heading looks like a payment: several cells, an amount among them."""
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) >= FEWEST_CELLS and any(pence_of(cell) is not None for cell in filled)


def joined(upper: Sequence[str], lower: Sequence[str]) -> list[str] | None:
    """Headings that stand in two rows, as one row; None unless the shorter row only completes the other."""
    width = max(len(upper), len(lower))
    above, below = ([*map(str.strip, row), *[""] * (width - len(row))] for row in (upper, lower))
    fuller, other = (above, below) if sum(map(bool, above)) > sum(map(bool, below)) else (below, above)
    if listed_in(fuller) < FEWEST_LISTED or not any(other):
        return None
    made: list[str] = []
    for up, low, full, rest in zip(above, below, fuller, other, strict=True):
        ways = [f"{up} {low}".strip()] if meaning_of(full) else [f"{up} {low}".strip(), rest]
        spelt = next((it for it in ways if rest and meaning_of(it)), None)
        if rest and spelt is None:
            return None
        made.append(spelt or full)
    return made


def is_another_basis(layout: Layout) -> bool:
    """Whether the file's day is that of something else than the payment."""
    return layout.basis in OTHER_BASES


def is_card_list(layout: Layout) -> bool:
    """Whether what was bought by card is listed, and may hold the month's settlement, too."""
    payee = layout.columns.get(Field.PAYEE)
    named = payee is not None and "merchant" in layout.headings[payee].lower()
    return named or Field.MERCHANT_CATEGORY in layout.columns or Field.CARD in layout.columns


def _candidates(cells: Sequence[str]) -> dict[Field, list[tuple[int, int]]]:
    """The columns of each field with how well they say so; guesses only for what no listed heading says."""
    found: dict[Field, list[tuple[int, int]]] = {}
    for place, cell in enumerate(cells):
        meaning = meaning_of(cell) if cell.strip() else None
        if meaning is not None and meaning[0] is not Field.IGNORED:
            found.setdefault(meaning[0], []).append((meaning[1], place))
    guessed: dict[Field, list[tuple[int, int]]] = {}
    for place, cell in enumerate(cells):
        guess = guess_of(cell) if cell.strip() and meaning_of(cell) is None else None
        if guess is not None and guess not in found:
            guessed.setdefault(guess, []).append((UNLISTED, place))
    return {field: sorted(places) for field, places in {**found, **guessed}.items()}


def _chosen(
    field: Field, places: Sequence[tuple[int, int]], sample: Sequence[Sequence[str]], headings: Sequence[str]
) -> int:
    """The column that says it best. Raises FileRefused if two do, of those that a payment needs."""
    best = [place for rank, place in places if rank == places[0][0]]
    if len(best) == 1 or not sample:
        return best[0]
    fitting = [place for place in best if _share(field, place, sample) > MOST] or best
    if len(fitting) == 1 or field not in MANDATORY or _all_alike(fitting, sample):
        return fitting[0]
    named = " and ".join(f"{headings[place].strip()!r} (column {place + 1})" for place in fitting)
    raise FileRefused(FileCode.AMBIGUOUS, f"{named} may both be the {field}, and what stands in them does not decide.")


def _share(field: Field, place: int, sample: Iterable[Sequence[str]]) -> float:
    """Which part of what stands in a column fits the field."""
    values = [row[place] for row in sample if place < len(row) and row[place].strip()]
    fits = FITS.get(field, bool)
    return sum(map(fits, values)) / len(values) if values else 0.0


def _all_alike(places: Sequence[int], sample: Iterable[Sequence[str]]) -> bool:
    """Whether it makes no difference which column is taken."""
    rows = [[row[place].strip() for place in places] for row in sample if max(places) < len(row)]
    return all(len(set(row)) == 1 for row in rows)
