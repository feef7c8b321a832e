"""What the law and policy ask of an authority before it buys, and again at each notice."""

from collections.abc import Iterator
from datetime import datetime

from kernel.clock import day_of
from rulebook.decisions import Decision
from rulebook.profiles import Profile, provision
from rulebook.rules import rule
from tendering.considerations.domain import Asking, ConflictsAssessment, Preparation, Subsidiarity, WellBeing
from tendering.contributions.rules import rules_of_contributions
from tendering.engagement.rules import rules_of_engagement

NOT_HERE = "The notice names no engagement, so nothing is known here of what was considered."


def rules_of_preparation(before: Preparation, asking: Asking, *, now: datetime) -> Iterator[Decision]:
    """Everything that a tender notice needs to have come before it, in the order in which it comes.

    The 2012 Act reaches services above the threshold, conflicts assessments whatever is above it.
    """
    engagement, is_kept_here = before.engagement, before.engagement is not None
    if engagement is not None:
        why = asking.unannounced_because
        yield from rules_of_engagement(
            engagement, is_public_contract=asking.is_public_contract, unannounced_because=why, now=now
        )
        yield from rules_of_contributions(before.contributions, now=now)
    binds = asking.is_service and asking.is_public_contract is True
    yield well_being_considered(before.well_being, is_kept_here=is_kept_here, binds=binds, now=now)
    yield subsidiarity_considered(before.subsidiarity, is_kept_here=is_kept_here, now=now)
    if asking.is_public_contract is True:
        yield from rules_of_conflicts(before.conflicts, is_kept_here=is_kept_here, since=None, now=now)


def well_being_considered(considered: WellBeing | None, *, is_kept_here: bool, binds: bool, now: datetime) -> Decision:
    """Whether well-being was considered before the procurement began: by the Act, or beyond it as policy asks.

    Without an engagement nothing is known: the authority may have considered it elsewhere.
    """
    on = day_of(now)
    asked = rule("social_value.act", on=on) if binds else provision(Profile.SOCIAL_ECONOMY, "social_value", on=on)
    if not is_kept_here:
        return asked.decide(None, NOT_HERE, inputs={}, now=now)
    at = considered and considered.considered_at
    said = f"Well-being was considered on {day_of(at)}." if at else "Well-being was not considered beforehand."
    return asked.decide(considered is not None, said, inputs={"considered_at": at}, now=now)


def subsidiarity_considered(considered: Subsidiarity | None, *, is_kept_here: bool, now: datetime) -> Decision:
    """Whether the lowest tier that is able commissions, or it is said why a higher one does. It flags, and no more."""
    asked = provision(Profile.SOCIAL_ECONOMY, "subsidiarity", on=day_of(now))
    if not is_kept_here:
        return asked.decide(None, NOT_HERE, inputs={}, now=now)
    if considered is None:
        return asked.decide(False, "Nobody said at which tier the need is commissioned.", inputs={}, now=now)
    tier, lowest, reason = considered.tier, considered.lowest, considered.reason
    said = f"The lowest tier that is able commissions: {_named(tier)}."
    if tier is not lowest:
        why = f"the reason is {_named(reason)}" if reason else "no reason is given"
        said = f"Commissioned by {_named(tier)} although {_named(lowest)} is able; {why}."
    inputs = {"tier": tier, "able": " ".join(considered.able), "reason": reason}
    return asked.decide(considered.is_accounted_for, said, inputs=inputs, now=now)


def _named(word: str) -> str:
    return word.replace("_", " ")


def rules_of_conflicts(
    assessment: ConflictsAssessment | None, *, is_kept_here: bool, since: datetime | None, now: datetime
) -> Iterator[Decision]:
    """Whether a conflicts assessment was prepared, something is done about each, and it was revised for this notice.

    `since` is when the notice before was published (s.83(5) and (6)); None for the first.
    """
    asked = rule("conflicts.assessment", on=day_of(now))
    if not is_kept_here:
        yield asked.decide(None, NOT_HERE, inputs={}, now=now)
        return
    if assessment is None:
        yield asked.decide(False, "No conflicts assessment was prepared.", inputs={}, now=now)
        return
    inputs = {"revision": assessment.number, "reviewed_at": assessment.reviewed_at, "since": since}
    fresh = since is None or assessment.reviewed_at > since
    said = "was revised" if fresh else "was not reviewed since the notice before"
    yield asked.decide(
        fresh, f"The conflicts assessment {said}, on {day_of(assessment.reviewed_at)}.", inputs=inputs, now=now
    )
    yield mitigated(assessment, now=now)


def mitigated(assessment: ConflictsAssessment, *, now: datetime) -> Decision:
    """Whether something is done about each conflict, real or apparent (s.82)."""
    asked = rule("conflicts.mitigation", on=day_of(now))
    left = len(assessment.unmitigated)
    said = f"Nothing is done about {left} of {len(assessment.interests)} interests."
    if not left:
        said = "Steps are taken about every interest." if assessment.interests else "No interest was found."
    return asked.decide(not left, said, inputs={"revision": assessment.number}, now=now)
