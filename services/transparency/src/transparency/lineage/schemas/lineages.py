"""All that a page says of who controls an organisation."""

from datetime import date
from uuid import UUID

from transparency.lineage.domain import Lineage
from transparency.lineage.rules.drawings import drawn_narrow, drawn_wide
from transparency.lineage.schemas.trees import holdings_of, sentence_of, told, tree_of
from transparency.profiles.queries import Profile


def lineage_of(organisation: UUID, name: str, profile: Profile, on: date) -> Lineage:
    """Who controls it on that day, in words and drawn."""
    names = {**profile.names, organisation: name}
    tree = tree_of(organisation, profile.ownerships, names, on)
    return Lineage(
        sentence=sentence_of(organisation, profile.ownerships.get(organisation), names, on),
        tree=tree,
        wide=drawn_wide(tree),
        narrow=drawn_narrow(tree),
        told=told(tree),
        holdings=holdings_of(organisation, profile.owned, names, on),
    )
