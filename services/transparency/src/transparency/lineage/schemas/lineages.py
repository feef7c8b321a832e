"""All that a page says of who controls an organisation."""

from datetime import date
from uuid import UUID

from transparency.lineage.domain import Lineage
from transparency.lineage.rules.drawings import drawn_narrow, drawn_wide
from transparency.lineage.schemas.trees import holdings_of, position_on, sentence_of, told, tree_of
from transparency.profiles.queries import Profile


def lineage_of(organisation: UUID, name: str, profile: Profile, on: date) -> Lineage:
    """Who controls it on that day, in words and drawn."""
    names = {**profile.names, organisation: name}
    own, evidenced = profile.ownerships.get(organisation), _country_of_controller(profile)
    position = position_on(own, on)
    countries = {position.controller.id: evidenced} if position and evidenced else {}
    tree = tree_of(organisation, profile.ownerships, names, on, countries)
    return Lineage(
        sentence=sentence_of(organisation, own, names, on, evidenced),
        tree=tree,
        wide=drawn_wide(tree),
        narrow=drawn_narrow(tree),
        told=told(tree),
        holdings=holdings_of(organisation, profile.owned, names, on),
    )


def _country_of_controller(profile: Profile) -> str | None:
    """Where evidence says that its controller is, whoever that is."""
    facts = profile.classified.facts if profile.classified else []
    return next((str(fact.value) for fact in facts if fact.name == "ultimate_controller_country"), None)
