"""What the registry does when nobody asks it: registers the organisations that transparency sighted."""

from chassis.work import ReactionSpec, Work
from events.transparency import OrganisationSighted
from registry.organisations.reactions import on_organisation_sighted

WORK = Work(
    "registry",
    reactions=[ReactionSpec("sightings", "transparency", {OrganisationSighted: on_organisation_sighted})],
)
