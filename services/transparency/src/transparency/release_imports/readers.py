"""OCDS as portals publish it: release packages, record packages, single releases or records, lists and JSON Lines."""

from collections.abc import Iterator

from kernel.json_text import Span, Unreadable, elements, members, parsed, whole
from transparency.imports.readers.rows import Publication, Row

#: What a package says about itself, as opposed to what it carries.
CARRIED = ("releases", "records", "packages")
ONLY_LINKS = "The record only links to its releases and has no compiled one; links are not followed."


def publication(text: str) -> Publication:
    """The releases of one JSON text. Raises Unreadable when it is not JSON or nothing that carries releases."""
    span = whole(text)
    if span.kind == "[":
        return Publication({}, (row for element in elements(span) for row in _rows_of(element)))
    if span.kind != "{":
        raise Unreadable("It is neither a package nor a release.")
    fields = dict(listed := list(members(span)))
    if len(fields) < len(listed):
        raise Unreadable("A field of the package is there twice.")
    carried = fields.get("records") or (None if "ocid" in fields else fields.get("releases"))
    if carried is None:
        return Publication({}, _rows_of(span))
    if carried.kind != "[":
        raise Unreadable("The releases or records of the package are not a list.")
    envelope = {name: parsed(str(field)) for name, field in fields.items() if name not in CARRIED}
    return Publication(envelope, (row for element in elements(carried) for row in _rows_of(element)))


def _rows_of(span: Span) -> Iterator[Row]:
    """The releases of a release or a record: those it embeds, or else its compiled one."""
    fields = dict(members(span)) if span.kind == "{" else {}
    embedded, compiled = fields.get("releases"), fields.get("compiledRelease")
    if embedded is None and compiled is None:
        yield Row(str(span))
    elif embedded is not None and embedded.kind == "[" and _all_whole(embedded):
        yield from (Row(str(release)) for release in elements(embedded))
    elif compiled is not None:
        yield Row(str(compiled))
    else:
        yield Row(str(span), ONLY_LINKS)


def _all_whole(embedded: Span) -> bool:
    """Whether these are releases, not links to them: Find a Tender abbreviates them to id, date and tag."""
    found = [dict(members(release)).keys() if release.kind == "{" else set() for release in elements(embedded)]
    return bool(found) and all("ocid" in fields and "url" not in fields for fields in found)
