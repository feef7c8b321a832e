"""`python -m events`: write the schema snapshots and `docs/events.md`."""

from events.asyncapi import page
from events.schemas import SNAPSHOTS, write

write()
(SNAPSHOTS.parents[2] / "docs" / "events.md").write_text(page())
