"""What all our releases have in common, and how one is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from chassis.projections import Write
from events import Event, Party
from transparency.releases.rules import canonical
from transparency.releases.schemas import parties
from transparency.releases.schemas.words import instant
from transparency.releases.tables import releases

KEEP_RELEASE = insert(releases)
NOBODY: Mapping[str, Sequence[Party]] = {}


@dataclass(frozen=True)
class Imprint:
    """The publisher's registered prefix, under which every procurement has its place in the world."""

    prefix: str

    def ocid(self, procurement: UUID) -> str:
        """The prefix, then the id of the plan that came first, else of the notice."""
        return f"{self.prefix}-{procurement}"

    def kept(
        self,
        event: Event,
        ocid: str,
        buyer: Party,
        tags: list[str],
        sections: Mapping[str, Any],
        *,
        players: Mapping[str, Sequence[Party]] = NOBODY,
    ) -> Write:
        """The write that keeps a release: what all have in common, and its own sections; `players` by their roles."""
        release = {
            "ocid": ocid,
            "id": str(event.event_id),
            "date": instant(event.occurred_at),
            "tag": tags,
            "initiationType": "tender",
            "language": "en",
            "parties": parties.parties({"buyer": [buyer], **players}),
            "buyer": parties.reference(buyer),
            **sections,
        }
        return KEEP_RELEASE, {
            "ocid": ocid,
            "id": release["id"],
            "published_at": event.occurred_at,
            "tags": tags,
            "buyers": [str(buyer.id), parties.party_id(buyer), *buyer.org_ids[1:]],
            "buyer_id": buyer.id,
            "text": canonical(release),
        }
