"""What the registry does unasked: registers the sighted, finds duplicates, judges, keeps the days, reads files."""

from chassis.work import Job, ProjectionSpec, ReactionSpec, Work
from events.registry import (
    EvidenceExpired,
    EvidenceRecorded,
    EvidenceWithdrawn,
    OrganisationChanged,
    OrganisationRegistered,
    ReplyMade,
)
from events.transparency import OrganisationSighted
from registry.bodies import reactions as bodies
from registry.classification.commands import classify_what_is_due
from registry.classification.reactions import on_evidence
from registry.duplicates import reactions as duplicates
from registry.eligibility.consumers import HANDLERS as RESERVED_AWARDS
from registry.eligibility.tables import reserved_awards
from registry.evidence.commands import let_evidence_expire
from registry.imports.reactions import read_imports
from registry.organisations.reactions import on_organisation_sighted
from registry.recognition.commands import let_badges_expire
from registry.recognition.consumers import HANDLERS as OFFERS_AND_AWARDS
from registry.recognition.tables import lot_awards, lot_offers
from registry.successions.commands import bring_into_force
from registry.suspensions.commands import let_suspensions_end

#: What changes the evidence, or what of a verdict is public.
EVIDENCE = (EvidenceRecorded, EvidenceWithdrawn, EvidenceExpired, ReplyMade)
WORK = Work(
    "registry",
    projections=[
        ProjectionSpec("reserved_awards", "tendering", RESERVED_AWARDS, [reserved_awards]),
        ProjectionSpec("parity", "tendering", OFFERS_AND_AWARDS, [lot_offers, lot_awards]),
    ],
    reactions=[
        ReactionSpec("sightings", "transparency", {OrganisationSighted: on_organisation_sighted}),
        ReactionSpec("numbers_together", "transparency", {OrganisationSighted: duplicates.on_organisation_sighted}),
        ReactionSpec(
            "likenesses",
            "registry",
            {OrganisationRegistered: duplicates.on_organisation, OrganisationChanged: duplicates.on_organisation},
        ),
        ReactionSpec("classification", "registry", dict.fromkeys(EVIDENCE, on_evidence)),
        ReactionSpec(
            "adoptions",
            "registry",
            {OrganisationRegistered: bodies.on_organisation, OrganisationChanged: bodies.on_organisation},
        ),
    ],
    timers=[let_evidence_expire, classify_what_is_due, let_badges_expire, bring_into_force, let_suspensions_end],
    jobs=[Job("register imports", read_imports)],
)
