"""What the law and the platform ask of an engagement when a tender notice follows from it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from kernel.clock import day_of
from rulebook.decisions import Decision
from rulebook.profiles import Profile, provision
from rulebook.rules import rule
from tendering.engagement.domain import Engagement


def rules_of_engagement(
    engagement: Engagement, *, is_public_contract: bool | None, unannounced_because: str | None, now: datetime
) -> Iterator[Decision]:
    """Nobody knows what others cannot, each participant's advantage was judged, and the market was told in time.

    Whoever keeps its engagement here has announced that it shares what it shows, so that binds whatever the value is;
    the Act's own notice only where it reaches.
    """
    yield shared_with_all(engagement, now=now)
    if any(each.documents for each in engagement.contacts):
        yield shared_early(engagement, now=now)
    if engagement.contacts:
        yield advantages_assessed(engagement, now=now)
    if engagement.contacts and is_public_contract is not False:
        yield announced_or_explained(engagement, unannounced_because, now=now)
    yield engaged_early(engagement, now=now)


def shared_with_all(engagement: Engagement, *, now: datetime) -> Decision:
    """No supplier was shown what others cannot read (s.16(3))."""
    asked = rule("engagement.sharing", on=day_of(now))
    reasons = [f"The document {sha256} was shown to a supplier and is not public." for sha256 in engagement.unshared]
    said = reasons or ["Everybody can read all that any supplier was shown."]
    inputs = {"engagement": engagement.id, "contacts": len(engagement.contacts)}
    return asked.decide(not reasons, *said, inputs=inputs, now=now, published=True)


def shared_early(engagement: Engagement, *, now: datetime) -> Decision:
    """Whether others had time to read what some supplier was shown."""
    asked = rule("engagement.shared_early", on=day_of(now))
    days = asked.number("days")
    late = engagement.shared_late(by=now - timedelta(days=days))
    reasons = [f"The document {sha256} was shown to a supplier and is not public for {days} days." for sha256 in late]
    said = reasons or [f"All that any supplier was shown is public for {days} days or more."]
    return asked.decide(not reasons, *said, inputs={"engagement": engagement.id}, now=now)


def advantages_assessed(engagement: Engagement, *, now: datetime) -> Decision:
    """For each supplier that took part somebody signed whether that gave it an advantage (s.16(4) and (5))."""
    asked = rule("engagement.advantage", on=day_of(now))
    reasons = [f"The advantage of the supplier {each} is not assessed." for each in engagement.unassessed]
    said = reasons or ["The advantage of each supplier that took part is assessed."]
    return asked.decide(not reasons, *said, inputs={"engagement": engagement.id}, now=now, published=True)


def announced_or_explained(engagement: Engagement, why: str | None, *, now: datetime) -> Decision:
    """There was a preliminary market engagement notice, or the tender notice says why not (s.17)."""
    asked = rule("engagement.notice", on=day_of(now))
    if engagement.announced_at is not None:
        said = f"The engagement was announced on {day_of(engagement.announced_at)}."
    else:
        said = f"It was not announced: {why}" if why else "It was not announced, and nothing says why."
    announced = engagement.announced_at is not None or why is not None
    return asked.decide(announced, said, inputs={"engagement": engagement.id}, now=now)


def engaged_early(engagement: Engagement, *, now: datetime) -> Decision:
    """Whether the market had time to answer before the tender notice."""
    asked = provision(Profile.SOCIAL_ECONOMY, "engagement", on=day_of(now))
    wanted, told = asked.number("minimum_days"), engagement.announced_at
    had = 0 if told is None else (now - told) // timedelta(days=1)
    said = f"The market had {had} days' notice of what is planned; {wanted} are wanted."
    return asked.decide(had >= wanted, said, inputs={"announced_at": told}, now=now)


def not_unfairly_ahead(engagement: Engagement, supplier_id: UUID, *, now: datetime) -> Decision:
    """Whether a supplier gained nothing that cannot be avoided; else it counts as an excluded supplier (s.16(5))."""
    asked = rule("engagement.advantage", on=day_of(now))
    is_fair = supplier_id not in engagement.unfairly_ahead
    said = (
        "gave it no advantage that could not be avoided."
        if is_fair
        else "put it at an advantage that cannot be avoided."
    )
    inputs = {"engagement": engagement.id, "supplier": supplier_id}
    return asked.decide(is_fair, f"The engagement {said}", inputs=inputs, now=now)
