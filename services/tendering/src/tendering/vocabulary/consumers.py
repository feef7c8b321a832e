"""What tendering makes of a code list: the CPV is known, whole."""

from collections.abc import Iterator, Mapping

from sqlalchemy import delete, insert

from chassis.projections import Handler, Write
from events import Event
from events.registry import CodeListRead
from tendering.vocabulary.tables import cpv_codes

CPV = "cpv"
FORGET, KEEP = delete(cpv_codes), insert(cpv_codes)


def on_read(event: CodeListRead) -> Iterator[Write]:
    """Told whole, so the last one wins; other lists are nothing to a notice."""
    if event.name == CPV:
        yield FORGET, {}
        yield from ((KEEP, {"code": code}) for code in event.codes)


HANDLERS: Mapping[type[Event], Handler] = {CodeListRead: on_read}
