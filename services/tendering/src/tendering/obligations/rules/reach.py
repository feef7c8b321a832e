"""How far the Act reaches into a case: threshold, standstill, indicators, publication of the contract itself."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from kernel.money import Money
from kernel.periods import DatePeriod, months_later
from rulebook.clocks import standstill_rule
from rulebook.decisions import Decision
from rulebook.profiles import Profile, provision
from rulebook.reserved_lots import LotTerms, is_short_enough
from rulebook.rules import NotInForce
from rulebook.thresholds import is_notifiable, threshold
from tendering.obligations.domain import AuthorityType, Case, Category, Jurisdiction, Regime


@dataclass(frozen=True, kw_only=True)
class Reach:
    """What binds. `threshold` is None where no figure is known for that day or that part of the country.

    `is_notifiable` asks of a contract below it whether notices are owed all the same (s.87).
    """

    profile: Profile
    threshold: Money | None
    is_public_contract: bool | None
    is_notifiable: bool | None
    statutory_kpis_required: bool
    kpi_exempt_because: tuple[str, ...]
    minimum_kpis: int
    contract_copy_required: bool
    mandatory_standstill: bool
    standstill_working_days: int


def reach(case: Case) -> Reach:
    """What of the Act binds this case as a whole; the duties themselves are compiled for each contract."""
    on, profile = case.commenced_on, profile_of(case)
    limit = threshold_of(case)
    exempt, told = kpi_exemptions(case), notifiable(case, now=datetime.combine(on, time(), UTC))
    standstill = standstill_rule(regime_profile(case), is_exempt=case.is_exempt_from_standstill, on=on)
    copy = provision(regime_profile(case), "contract_copy", on=on)
    return Reach(
        profile=profile,
        threshold=limit,
        is_public_contract=None if limit is None else case.value >= limit,
        is_notifiable=told.outcome if told else None,
        statutory_kpis_required=not exempt,
        kpi_exempt_because=exempt,
        minimum_kpis=0 if exempt else provision(Profile.FULL, "kpis", on=on).number("minimum"),
        contract_copy_required=case.value > copy.money("value_over"),
        mandatory_standstill=standstill.flag("mandatory") and profile is not Profile.BELOW_THRESHOLD,
        standstill_working_days=max(standstill.number("working_days"), case.announced_standstill or 0),
    )


def regime_profile(case: Case) -> Profile:
    """What the buyer declared, for a procurement that is large enough."""
    return Profile.LIGHT_TOUCH if case.regime is Regime.LIGHT_TOUCH else Profile.FULL


def profile_of(case: Case) -> Profile:
    """The body of rules the case runs under; where no threshold is known, the stricter one."""
    limit = threshold_of(case)
    return Profile.BELOW_THRESHOLD if limit is not None and case.value < limit else regime_profile(case)


def notifiable(case: Case, *, now: datetime) -> Decision | None:
    """Whether a contract below the threshold is told of (s.87); None for one above it, and where no figure is known."""
    limit = threshold_of(case)
    if limit is None or case.value >= limit:
        return None
    try:
        return is_notifiable(
            case.value, case.authority_type, is_concession=case.is_concession, on=case.commenced_on, now=now
        )
    except NotInForce:
        return None


def threshold_of(case: Case) -> Money | None:
    """The figure this case is compared with (Sch.1)."""
    if case.jurisdiction is Jurisdiction.WALES:
        return None
    try:
        return threshold(kind_of(case), on=case.commenced_on)
    except NotInForce:
        return None


def kind_of(case: Case) -> str:
    """The threshold's name."""
    utility = case.authority_type is AuthorityType.UTILITY
    if case.regime is Regime.LIGHT_TOUCH:
        return "light_touch_concession" if case.is_concession else "utilities_light_touch" if utility else "light_touch"
    if case.is_concession or case.category is Category.WORKS:
        return "concession" if case.is_concession else "works"
    if utility:
        return "utilities_goods_services"
    return "central_goods_services" if case.authority_type is AuthorityType.CENTRAL else "subcentral_goods_services"


def kpi_exemptions(case: Case) -> tuple[str, ...]:
    """Why no key performance indicators are required (s.52); nothing if they are."""
    over = provision(Profile.FULL, "kpis", on=case.commenced_on).money("value_over")
    reasons = {
        "light_touch": case.regime is Regime.LIGHT_TOUCH,
        "framework": case.is_framework,
        "concession": case.is_concession,
        "value_not_over_threshold": case.value <= over,
    }
    return tuple(reason for reason, applies in reasons.items() if applies)


def months_of(term: DatePeriod) -> int:
    """The whole months from the first day to the last, both included."""
    if term.last is None:
        raise ValueError("A term without an end has no length.")
    after = term.last + timedelta(days=1)
    months = (after.year - term.first.year) * 12 + after.month - term.first.month
    return months - (months_later(term.first, months) > after)


def is_short_enough_for_a_mutual(term: DatePeriod, extension_months: int, *, on: date) -> bool:
    """Whether a lot of this term, with every extension, may be reserved to mutuals (s.33)."""
    lot = LotTerms(starts_on=term.first, ends_on=term.last, extension_months=extension_months)
    return is_short_enough(lot, on=on) is True
