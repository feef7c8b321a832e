"""When a contract may be signed, how long one under a reservation may run, what may be changed, what it is called."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from kernel.clock import day_of
from kernel.errors import RuleBroken
from kernel.money import Money, SignedMoney
from kernel.periods import months_later
from rulebook.clocks import may_sign
from rulebook.decisions import Decision
from rulebook.frameworks import framework_term_suffices
from rulebook.limbs import Reservation
from rulebook.modifications import Change, needs_no_notice
from rulebook.profiles import Profile
from rulebook.reserved_lots import LotTerms, term_suffices
from tendering.awards.domain import Award
from tendering.continuity.domain import ContinuityPlan
from tendering.contracts.domain import NEEDS_PLAN, Contract, EndGround
from tendering.notices.domain import Notice
from tendering.notices.rules import WITH_VAT, case_of, commenced_on, profile_of
from tendering.obligations.domain import Case, Category, Regime
from tendering.terms.rules import kind_of_framework


def standstill_is_over(notice: Notice, award: Award, *, now: datetime) -> Decision:
    """Whether nothing keeps the parties waiting any longer: neither the law, nor what the award announced (s.51)."""
    return may_sign(
        profile_of(notice, now=now),
        day_of(award.decided_at),
        award.standstill_working_days,
        is_exempt=notice.is_exempt_from_standstill,
        on=commenced_on(notice, now=now),
        now=now,
    )


def term_is_lawful(
    notice: Notice, award: Award, *, starts_on: date, ends_on: date, extensible: bool = True, now: datetime
) -> Sequence[Decision]:
    """Whether a contract under s.33 runs five years at most, and a framework as long as it may; nothing for another.

    `extensible` counts the extensions that its lots allow; an amendment that uses one leaves none to count.
    """
    lots = [lot for lot in notice.lots if lot.id in award.lot_ids]
    months = max(lot.extension_months for lot in lots) if extensible else 0
    terms = LotTerms(starts_on=starts_on, ends_on=ends_on, extension_months=months)
    on, profile, found = commenced_on(notice, now=now), profile_of(notice, now=now), []
    if any(lot.reserved is Reservation.PUBLIC_SERVICE_MUTUAL for lot in lots):
        found.append(term_suffices(terms, on=on, now=now))
    said = notice.framework
    if said is not None and profile is not Profile.BELOW_THRESHOLD:
        kind = kind_of_framework(notice, said)
        found.append(framework_term_suffices(profile, terms, kind, said.longer_because, on=on, now=now))
    return found


def case_of_contract(notice: Notice, value: Money, *, now: datetime) -> Case:
    """The procurement with the value of one of its contracts, VAT added: what s.52 is held against."""
    return replace(case_of(notice, now=now), value=value.times(WITH_VAT))


def change_of(
    notice: Notice,
    award: Award,
    contract: Contract,
    *,
    value: Money,
    ends_on: date,
    material_scope_change: bool = False,
    shifts_balance: bool = False,
) -> Change:
    """What the contract would become, against the value that was awarded and the term that was signed."""
    return Change(
        is_light_touch=notice.regime is Regime.LIGHT_TOUCH,
        is_works=notice.category is Category.WORKS,
        contract_value=award.value,
        value_change=SignedMoney.difference(value, award.value),
        term_share=Fraction((ends_on - contract.agreed_end).days, contract.agreed_days),
        material_scope_change=material_scope_change,
        shifts_balance=shifts_balance,
        provided_for=is_provided_for(notice, award, contract, value=value, ends_on=ends_on),
    )


def is_provided_for(notice: Notice, award: Award, contract: Contract, *, value: Money, ends_on: date) -> bool:
    """Whether a longer term is within the renewals of its lots, and another value within their options."""
    lots = [lot for lot in notice.lots if lot.id in award.lot_ids]
    latest = months_later(contract.agreed_end, max(lot.extension_months for lot in lots))
    is_option = value == contract.value or any(lot.options for lot in lots)
    return contract.agreed_end <= ends_on <= latest and is_option


def may_change_at_once(notice: Notice, change: Change, *, now: datetime) -> Sequence[Decision]:
    """Whether no change notice has to come first (s.75); nothing where the contract is no public contract."""
    if profile_of(notice, now=now) is Profile.BELOW_THRESHOLD:
        return []
    return [needs_no_notice(change, on=commenced_on(notice, now=now), now=now)]


def must_be_lawful(notice: Notice, ground: EndGround | None, plan: ContinuityPlan | None) -> None:
    """Raise RuleBroken for a recall without the clause that allows one (s.78), or a forced end without a plan."""
    if ground is EndGround.RECALL and notice.recall_clause is None:
        raise RuleBroken("Nothing in this procurement lets users recall the provider; the notice had to say so.")
    if ground in NEEDS_PLAN and plan is None:
        raise RuleBroken("Who takes a service from its provider says how it goes on for the people who use it.")


def only_matches(references: Collection[str], titles: Mapping[UUID, str]) -> dict[str, UUID]:
    """Which contract each reference is the number or the title of, to the letter; none where it might be two."""
    called: dict[str, set[UUID]] = {}
    for contract_id, title in titles.items():
        for name in (str(contract_id), title):
            called.setdefault(name, set()).add(contract_id)
    return {name: next(iter(called[name])) for name in references if len(called.get(name, ())) == 1}
