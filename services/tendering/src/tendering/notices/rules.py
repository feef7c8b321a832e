"""Which law stands over a notice, and what it says when the notice is to be published."""

from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from itertools import chain

from kernel.clock import day_of
from kernel.money import Money
from rulebook.clocks import Circumstances, is_qualifying, participation_period_suffices, tendering_period_suffices
from rulebook.decisions import Decision
from rulebook.frameworks import framework_term_suffices
from rulebook.profiles import Profile, provision
from rulebook.reserved_lots import LotTerms
from rulebook.rules import NotInForce, rule
from rulebook.thresholds import is_public_contract
from tendering.considerations.domain import Asking
from tendering.guards.domain import Reach
from tendering.notices.domain import Notice
from tendering.obligations.domain import Case, Category, Procedure, Regime
from tendering.obligations.rules import reach
from tendering.reservations.rules import rules_of_reserving
from tendering.terms.domain import Lot

# Values that leave VAT out meet thresholds that include it (Procurement Act 2023 Sch.3 para.2): the standard rate.
WITH_VAT = Fraction(6, 5)
USER_CHOICE = "user choice"


def rules_of_publication(notice: Notice, *, now: datetime) -> Sequence[Decision]:
    """Whether the Act binds in full, bidders get enough days, and reserved lots may be reserved so."""
    sizes = rules_of_size(notice, now=now)
    is_public_contract = sizes[0].outcome if sizes else None
    kept = [
        rules_of_reserving(lot.reserved, terms_of(notice, lot, is_public_contract), notice.cpv, now=now)
        for lot in notice.lots
    ]
    return [
        *sizes,
        *rules_of_frameworks(notice, is_public_contract, now=now),
        *rules_of_market(notice, now=now),
        *rules_of_awarding_directly(notice, now=now),
        *chain.from_iterable(kept),
    ]


def rules_of_frameworks(notice: Notice, is_public_contract: bool | None, *, now: datetime) -> Sequence[Decision]:
    """Whether each framework ends in time (s.47); below the threshold the law sets no limit."""
    if notice.framework is None or is_public_contract is False:
        return []
    profile, on = reach.regime_profile(case_of(notice, now=now)), commenced_on(notice, now=now)
    terms = [terms_of(notice, lot, is_public_contract) for lot in notice.lots]
    is_open = notice.framework.is_open
    return [framework_term_suffices(profile, each, is_open=is_open, on=on, now=now) for each in terms]


def rules_of_market(notice: Notice, *, now: datetime) -> Sequence[Decision]:
    """Whether what is bought under a dynamic market is bought by the procedure for it (s.34)."""
    if notice.market_id is None:
        return []
    asked = rule("market.procedure", on=commenced_on(notice, now=now))
    lawful = notice.procedure is Procedure.COMPETITIVE_FLEXIBLE
    says = "Members of a dynamic market compete by a competitive flexible procedure."
    return [asked.decide(lawful, says, inputs={"procedure": notice.procedure}, now=now)]


def rules_of_awarding_directly(notice: Notice, *, now: datetime) -> Sequence[Decision]:
    """Whether the law knows the ground on which nobody else is asked (ss.41-43), and users may choose here."""
    if notice.justification is None:
        return []
    on, ground = commenced_on(notice, now=now), notice.justification.ground
    asked = rule("award.direct", on=on)
    name = asked.values["grounds"].get(ground)
    says = f"The ground is {name} ({ground})." if name else f"The law knows no ground {ground!r}."
    found = [asked.decide(name is not None, says, inputs={"ground": ground, "commenced_on": on}, now=now)]
    if notice.procedure is Procedure.USER_CHOICE or name == USER_CHOICE:
        allowed = notice.regime is Regime.LIGHT_TOUCH and notice.procedure is Procedure.USER_CHOICE
        lawful = provision(Profile.LIGHT_TOUCH, "user_choice", on=on)
        says = "Users choose among light-touch services, by the paragraph and the procedure of user choice."
        inputs = {"ground": ground, "regime": notice.regime, "procedure": notice.procedure}
        found.append(lawful.decide(allowed and name == USER_CHOICE, says, inputs=inputs, now=now))
    return found


def asking_of(notice: Notice, *, now: datetime) -> Asking:
    """The notice as those see it who ask what came before it."""
    return Asking(
        is_public_contract=is_above_threshold(notice, now=now),
        is_service=notice.category is Category.SERVICES,
        unannounced_because=notice.unannounced_because,
    )


def guarded_by(notice: Notice, *, now: datetime) -> Reach:
    """What else decides which guards its terms meet."""
    return Reach(is_public_contract=is_above_threshold(notice, now=now), has_pack=notice.workforce_digest is not None)


def terms_of(notice: Notice, lot: Lot, is_public_contract: bool | None) -> LotTerms:
    """How the lot is bought, as the rules of reservation ask it."""
    return LotTerms(
        title=lot.title,
        procedure=notice.procedure,
        is_light_touch=notice.regime is Regime.LIGHT_TOUCH,
        is_public_contract=is_public_contract,
        starts_on=lot.starts_on,
        ends_on=lot.ends_on,
        extension_months=lot.extension_months,
    )


def rules_of_size(notice: Notice, *, now: datetime) -> Sequence[Decision]:
    """Whether the Act binds in full (s.3) and, if so, whether bidders get enough days (s.54).

    The first only says which rules apply, so its no forbids nothing. On a day whose thresholds are unknown nothing
    is decided: an unknown is not a no.
    """
    on, case = day_of(now), case_of(notice, now=now)
    try:
        size = is_public_contract(case.value, reach.kind_of(case), on=on, now=now)
    except NotInForce:
        return []
    if not size.outcome or notice.procedure.is_direct:
        return [size]
    profile, closes_on = reach.regime_profile(case), day_of(notice.open_until)
    if notice.flexible and notice.flexible.asks_to_take_part:
        return [size, participation_period_suffices(profile, on, closes_on, on=on, now=now)]
    return [size, tendering_period_suffices(profile, on, closes_on, circumstances(notice, on), on=on, now=now)]


def circumstances(notice: Notice, on: date) -> Circumstances:
    """What shortens the time for bids for a notice of that day: a planned procurement notice early enough (s.15)."""
    qualifies = notice.planned_on is not None and is_qualifying(notice.planned_on, on, on=on)
    return Circumstances(qualifying_planned_notice=qualifies)


def profile_of(notice: Notice, *, now: datetime) -> Profile:
    """The body of rules that this procurement runs under: those of the day it was published."""
    return reach.profile_of(case_of(notice, now=now))


def is_above_threshold(notice: Notice, *, now: datetime) -> bool | None:
    """Whether it leads to a public contract (s.3); None where no figure is known."""
    return reach.reach(case_of(notice, now=now)).is_public_contract


def case_of(notice: Notice, *, now: datetime) -> Case:
    """The procurement as the law looks at it."""
    return Case(
        category=notice.category,
        regime=notice.regime,
        procedure=notice.procedure,
        value=estimate(notice),
        commenced_on=commenced_on(notice, now=now),
        is_framework=notice.framework is not None,
        transfers_staff=notice.transfers_staff,
    )


def commenced_on(notice: Notice, *, now: datetime) -> date:
    """The day whose law binds this procurement to its end."""
    return day_of(notice.published_at or now)


def estimate(notice: Notice) -> Money:
    """What the thresholds are compared with: all lots, VAT included."""
    return notice.value if notice.values_include_vat else notice.value.times(WITH_VAT)
