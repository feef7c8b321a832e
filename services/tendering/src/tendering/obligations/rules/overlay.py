"""What policy asks beyond the statute. None of it is law; an announced standstill binds who announced it."""

from collections.abc import Iterator

from rulebook.clocks import standstill_rule
from rulebook.profiles import Profile, provision
from rulebook.rules import Rule, rule
from tendering.obligations.domain import Case, Force, Layer, Obligation, Regime, Step
from tendering.obligations.rules.duties import clock
from tendering.obligations.rules.reach import regime_profile
from tendering.obligations.rules.timetable import timetable

#: What the statute does not ask of light touch, by the name of the provision that says so.
VOLUNTARY = {"kpis": "kpis", "UK9": "performance", "UK10": "modification"}


def overlay(case: Case) -> Iterator[Obligation]:
    """The stricter duties: early engagement, the open book, and for light touch what the full regime would ask."""
    on = case.commenced_on
    engagement, book = rule("seed_social_economy.engagement", on=on), rule("seed_social_economy.open_book", on=on)
    early = f"The market is engaged {engagement.number('minimum_days')} days before the UK4."
    yield _voluntary(case, "early_engagement", engagement, early, met=Step.ENGAGEMENT_NOTICE)
    if case.value > book.money("value_over"):
        yield _voluntary(case, "open_book", book, f"It is worth more than £{book.money('value_over')}.")
    if case.regime is Regime.LIGHT_TOUCH or case.is_exempt_from_standstill:
        yield _standstill(case)
    if case.regime is Regime.LIGHT_TOUCH:
        for code, name in VOLUNTARY.items():
            shows = "Voluntary for light touch; it shows users what was promised and what came of it."
            yield _voluntary(case, code, provision(Profile.LIGHT_TOUCH, name, on=on), shows)


def _standstill(case: Case) -> Obligation:
    found = standstill_rule(regime_profile(case), is_exempt=True, on=case.commenced_on)
    because = "No law asks for one; once the award notice states it, it binds."
    if case.announced_standstill is None:
        return _voluntary(case, "standstill", found, because)
    return clock(case, "standstill", found, because, layer=Layer.OVERLAY, due=timetable(case).standstill_last_day)


def _voluntary(case: Case, code: str, found: Rule, because: str, met: Step | None = None) -> Obligation:
    return clock(case, code, found, because, layer=Layer.OVERLAY, force=Force.OPTIONAL, met=met)
