"""360Giving as JSON: packages, lists, single grants."""

from collections.abc import Iterator

from kernel.json_text import Span, Unreadable, elements, members, parsed, whole
from transparency.imports.readers.rows import Publication, Row


def publication(text: str) -> Publication:
    """The grants of one JSON text. Raises Unreadable when it is not JSON or nothing that carries grants."""
    span = whole(text)
    if span.kind == "[":
        return Publication({}, rows_of(span))
    if span.kind != "{":
        raise Unreadable("It is neither a package nor a grant.")
    fields = dict(listed := list(members(span)))
    if len(fields) < len(listed):
        raise Unreadable("A field of the package is there twice.")
    carried = fields.get("grants")
    if carried is None:
        return Publication({}, iter([Row(str(span))]))
    if carried.kind != "[":
        raise Unreadable("The grants of the package are not a list.")
    return Publication(
        {name: parsed(str(field)) for name, field in fields.items() if name != "grants"}, rows_of(carried)
    )


def rows_of(listed: Span) -> Iterator[Row]:
    """Each in its own text."""
    return (Row(str(grant)) for grant in elements(listed))
