"""What the registry does when nobody asks it: it registers sighted organisations and lets evidence expire."""

from chassis.work import ReactionSpec, Work
from events.transparency import OrganisationSighted
from registry.evidence.commands import let_evidence_expire
from registry.organisations.reactions import on_organisation_sighted

WORK = Work(
    "registry",
    reactions=[ReactionSpec("sightings", "transparency", {OrganisationSighted: on_organisation_sighted})],
    timers=[let_evidence_expire],
)
