"""Where each body of a tree stands on the page: the top of the group at the top, the organisation at the foot."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from transparency.lineage.domain import Box, Drawing, Holder

WIDE, NARROW = 220, 260  # a box's width
GAP, RISE, INDENT = 20, 34, 18
LINE, PADDING = 21, 14  # a line of text, and what surrounds all of them
LETTER = 8.4  # an ordinary letter of the name; what is said is set smaller
LETTER_SMALL = 7.4
ABREAST = 3  # bodies that fit side by side; a wider tree is drawn as on a narrow screen


def drawn_wide(tree: Holder) -> Drawing:
    """Storeys above one another, each body centred below its owners."""
    if tree.width > ABREAST:
        return drawn_narrow(tree)
    heights = [max(_height(each, WIDE) for each in storey) for storey in storeys(tree)]
    tops = [sum(heights[level + 1 :]) + RISE * (len(heights) - level - 1) + 1 for level in range(len(heights))]
    boxes: list[Box] = []
    strokes: list[str] = []

    def place(body: Holder, level: int, left: int) -> int:
        """Put a body, and everybody above it, from `left` on; where its middle is."""
        middle = left + (body.width * (WIDE + GAP) - GAP) // 2
        boxes.append(_box(body, middle - WIDE // 2, tops[level], WIDE, heights[level]))
        for owner in body.above:
            at = place(owner, level + 1, left)
            strokes.append(f"M{at} {tops[level] - RISE}V{tops[level] - RISE // 2}H{middle}V{tops[level]}")
            left += owner.width * (WIDE + GAP)
        return middle

    place(tree, 0, 1)
    return Drawing(tree.width * (WIDE + GAP) - GAP + 2, tops[0] + heights[0] + 1, boxes, strokes)


def drawn_narrow(tree: Holder) -> Drawing:
    """One below the other: owners above what they own, and further in."""
    rows = list(_rows(tree, 0))
    boxes: list[Box] = []
    y = 1
    for body, level, _ in rows:
        width = NARROW - INDENT * level
        boxes.append(_box(body, 1 + INDENT * level, y, width, _height(body, width)))
        y += boxes[-1].height + GAP
    strokes = []
    for owner, (_, level, below) in zip(boxes, rows, strict=True):
        if below is not None:
            line = 1 + INDENT * level - INDENT // 2
            strokes.append(f"M{owner.x} {owner.y + owner.height // 2}H{line}V{boxes[below].y}")
    return Drawing(NARROW + 2, y - GAP + 1, boxes, strokes)


def _rows(body: Holder, level: int, start: int = 0) -> Iterator[tuple[Holder, int, int | None]]:
    """Everybody, owners first, with how far in they stand and the row of the body that they own."""
    places: list[tuple[Holder, int, int | None]] = []
    for owner in body.above:
        within = list(_rows(owner, level + 1, start + len(places)))
        places += within
    own = start + len(places)
    for holder, depth, below in places:
        yield holder, depth, own if depth == level + 1 else below
    yield body, level, None


def storeys(tree: Holder) -> Sequence[Sequence[Holder]]:
    """The organisation, then its owners, then theirs."""
    found, storey = [], [tree]
    while storey:
        found.append(storey)
        storey = [owner for body in storey for owner in body.above]
    return found


def _box(body: Holder, x: int, y: int, width: int, height: int) -> Box:
    name, said = _lines(body, width)
    return Box(x, y, width, height, name, said, _kind(body))


def _height(body: Holder, width: int) -> int:
    name, said = _lines(body, width)
    return PADDING * 2 + LINE * (len(name) + len(said)) - 4


def _lines(body: Holder, width: int) -> tuple[list[str], list[str]]:
    """What stands in a box: the name; then the country, and what it holds of the body below."""
    room = width - 2 * PADDING
    said = [body.place, *body.holds] if body.holds else ["This organisation"]
    small = int(room / LETTER_SMALL)
    return _wrapped(body.name, int(room / LETTER)), [line for each in said if each for line in _wrapped(each, small)]


def _wrapped(text: str, room: int) -> list[str]:
    return wrap(text, room, break_on_hyphens=False)


def _kind(body: Holder) -> str:
    if not body.holds:
        return "self"
    return "overseas" if body.place and body.place != "United Kingdom" else "home"
