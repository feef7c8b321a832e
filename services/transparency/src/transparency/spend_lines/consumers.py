"""How spend files follow tendering: the last event of one says which lines lie where."""

from collections.abc import Iterator

from chassis.projections import ProjectionSpec, Write
from events.tendering import SpendLinesPublished
from transparency.directory.consumers import keeping, whole
from transparency.spend_lines.tables import authority_spend_files

KEEP = keeping(authority_spend_files)


def on_lines(event: SpendLinesPublished) -> Iterator[Write]:
    """The lines of a file were published, or a name came down from them."""
    row = {"id": event.entity, "buyer_id": event.payer.id, "months": event.months}
    yield KEEP, {**row, "facts": whole(event)}


SPECS = [ProjectionSpec("spend_lines", "tendering", {SpendLinesPublished: on_lines}, [authority_spend_files])]
