"""Which law stands over a notice, and what it says when the notice is to be published."""

from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from itertools import chain

from kernel.clock import day_of
from kernel.money import Money
from rulebook.clocks import Circumstances, is_qualifying, participation_period_suffices, tendering_period_suffices
from rulebook.decisions import Decision
from rulebook.profiles import Profile
from rulebook.reserved_lots import LotTerms
from rulebook.rules import NotInForce
from rulebook.thresholds import is_public_contract
from tendering.considerations.domain import Asking
from tendering.guards.domain import Reach
from tendering.notices.domain import Notice
from tendering.obligations.domain import Case, Category, Regime
from tendering.obligations.rules import reach
from tendering.reservations.rules import rules_of_reserving
from tendering.terms.domain import Lot
from tendering.terms.rules import rules_of_awarding_directly, rules_of_frameworks, rules_of_market

# Values that leave VAT out meet thresholds that include it (Procurement Act 2023 Sch.3 para.2): the standard rate.
WITH_VAT = Fraction(6, 5)


def rules_of_publication(notice: Notice, *, now: datetime) -> Sequence[Decision]:
    """Whether the Act binds in full, bidders get enough days, and reserved lots may be reserved so."""
    sizes, on = rules_of_size(notice, now=now), commenced_on(notice, now=now)
    profile = reach.regime_profile(case_of(notice, now=now))
    is_public_contract = sizes[0].outcome if sizes else None
    kept = [
        rules_of_reserving(lot.reserved, terms_of(notice, lot, is_public_contract), notice.cpv, now=now)
        for lot in notice.lots
    ]
    return [
        *sizes,
        *(rules_of_frameworks(notice, profile, on=on, now=now) if is_public_contract is not False else []),
        *rules_of_market(notice, on=on, now=now),
        *rules_of_awarding_directly(notice, on=on, now=now),
        *chain.from_iterable(kept),
    ]


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
    told = reach.notifiable(case, now=now)
    if not size.outcome or notice.procedure.is_direct or notice.procedure.is_call_off:
        return [size, *([told] if told else [])]
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
        authority_type=notice.authority_type,
        category=notice.category,
        regime=notice.regime,
        procedure=notice.procedure,
        value=estimate(notice),
        commenced_on=commenced_on(notice, now=now),
        is_framework=notice.framework is not None,
        transfers_staff=notice.transfers_staff,
        is_exempt_from_standstill=notice.is_exempt_from_standstill,
    )


def commenced_on(notice: Notice, *, now: datetime) -> date:
    """The day whose law binds this procurement to its end."""
    return day_of(notice.published_at or now)


def estimate(notice: Notice) -> Money:
    """What the thresholds are compared with: all lots, VAT included."""
    return notice.value if notice.values_include_vat else notice.value.times(WITH_VAT)
