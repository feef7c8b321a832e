"""Guards on the terms of a notice. Where the law forbids, they block; where policy asks for more, they flag."""

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction

from kernel.clock import day_of
from rulebook.decisions import Decision
from rulebook.profiles import Profile, provision
from rulebook.rules import NotInForce, rule
from tendering.criteria.domain import Source, points
from tendering.guards.domain import Reach
from tendering.obligations.domain import AuthorityType
from tendering.terms.domain import Terms


def rules_of_terms(terms: Terms, reach: Reach, *, now: datetime) -> Iterator[Decision]:
    """Everything that the terms by themselves can be held against."""
    if not terms.procedure.is_direct:
        yield weights_as_meant(terms, now=now)
        yield from social_value_of_central(terms, reach, now=now)
    if reach.is_public_contract is not False:
        yield from contract_related(terms, now=now)
    else:
        yield local_by_default(terms, now=now)
    if terms.transfers_staff:
        yield workforce_told(reach, now=now)


def weights_as_meant(terms: Terms, *, now: datetime) -> Decision:
    """Price has not too many of a hundred points, social value enough, users' ratings not too many: the overlay."""
    asked = provision(Profile.SOCIAL_ECONOMY, "weights", on=day_of(now))
    price = points(terms.criteria, lambda each: each.source is Source.PRICE)
    social = points(terms.criteria, lambda each: each.is_social_value)
    ratings = points(terms.criteria, lambda each: each.source is Source.USER_RATING)
    most, least, stars = (
        asked.number(name)
        for name in ("price_points_maximum", "social_value_points_minimum", "user_rating_points_maximum")
    )
    wrong = []
    if price > most:
        wrong.append(f"Price has {price:f} of 100 points; {most} at most are meant.")
    if social < least:
        wrong.append(f"Social value has {social:f} of 100 points; {least} at least are meant.")
    if ratings > stars:
        wrong.append(f"Users' ratings have {ratings:f} of 100 points; {stars} at most are meant.")
    said = wrong or ["The weights are as the overlay means them."]
    return asked.decide(not wrong, *said, inputs={"price": price, "social_value": social, "ratings": ratings}, now=now)


def social_value_of_central(terms: Terms, reach: Reach, *, now: datetime) -> Iterator[Decision]:
    """Central bodies give social value a tenth of the points in what the Act reaches (PPN 002); others may."""
    if terms.authority_type is not AuthorityType.CENTRAL or reach.is_public_contract is False:
        return
    try:
        asked = rule("social_value.ppn002", on=day_of(now))
    except NotInForce:
        return
    social, least = points(terms.criteria, lambda each: each.is_social_value), 100 * asked.share("weight_minimum")
    said = f"Social value has {social:f} of 100 points; PPN 002 asks a central body for {least} at least."
    yield asked.decide(Fraction(social) >= least, said, inputs={"social_value": social}, now=now)


def contract_related(terms: Terms, *, now: datetime) -> Iterator[Decision]:
    """What is asked of an employer or taxpayer says why it relates to the contract, or it is unlawful (s.23(2)).

    Other social value that does not say so is unknown, not unlawful.
    """
    asked = rule("award.criteria", on=day_of(now))
    for each in terms.criteria:
        if each.topic is None and not each.is_social_value:
            continue
        why = each.relates_because
        outcome = True if why else False if each.topic else None
        says = f"relates to what is bought: {why}" if why else "does not say why it relates to what is bought."
        inputs = {"criterion": each.name, "topic": each.topic}
        yield asked.decide(outcome, f"The criterion {each.name!r} {says}", inputs=inputs, now=now)


def local_by_default(terms: Terms, *, now: datetime) -> Decision:
    """Below the threshold a contract is kept for providers near or small, or the notice says why not."""
    asked = provision(Profile.SOCIAL_ECONOMY, "local_by_default", on=day_of(now))
    open_to_all = [lot.title for lot in terms.lots if lot.reserved is None]
    why = terms.not_local_because
    if not open_to_all:
        said = "Every lot is reserved."
    else:
        said = f"Not reserved: {', '.join(open_to_all)}. {why or 'Nothing says why.'}"
    return asked.decide(not open_to_all or why is not None, said, inputs={"lots": len(terms.lots)}, now=now)


def workforce_told(reach: Reach, *, now: datetime) -> Decision:
    """Where staff would move with the service, bidders are told of their terms with the notice, without names."""
    asked = rule("tupe.pack", on=day_of(now))
    said = "goes out with the notice." if reach.has_pack else "is missing, and staff would transfer."
    return asked.decide(reach.has_pack, f"An anonymised workforce pack {said}", inputs={}, now=now)
