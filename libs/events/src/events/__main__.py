"""`python -m events`: write the schema snapshots."""

from events.schemas import write

write()
