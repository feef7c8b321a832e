"""The conditions for a reserved contract, one by one: ss.32 and 33, and those below the threshold.

Both the register and tendering ask them, each of the facts that it keeps; so they stand here and know neither.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from uuid import UUID

from kernel.logic import Outcome, every, negated, word_of
from kernel.periods import DatePeriod, years_later
from rulebook.rules import Rule

Value = bool | int | str


class Reservation(StrEnum):
    """For whom a lot may be kept. For the last two no law gives a ground (`reserved.grounds`)."""

    PUBLIC_SERVICE_MUTUAL = "public_service_mutual"
    SUPPORTED_EMPLOYMENT = "supported_employment"
    UNITED_KINGDOM = "united_kingdom"
    LOCAL_AREA = "local_area"
    SME = "sme"
    VCSE = "vcse"
    USER_LED = "user_led"
    NOT_FOR_PROFIT = "not_for_profit"


#: s.33(6), in the order of the Act: the fact, and what it says of an organisation.
MUTUAL = MappingProxyType(
    {
        "public_services_mainly_reservable": "It delivers public services, mainly ones that may be reserved",
        "not_for_profit_or_member_only_profit": "It makes no profit for others: none, or only for its members",
        "employee_management_and_control": "Its employees manage and control it",
    }
)
#: The areas that it works in, where the area is named; else whether it works in the buyer's.
LOCAL = ("operating_areas", "substantive_site_in_area")
SUPPORTED = ("workforce_disabled_or_disadvantaged", "workforce")
#: Below the threshold, and where no law reserves: the one fact that decides.
SINGLE = MappingProxyType(
    {
        Reservation.UNITED_KINGDOM: ("united_kingdom", "It is based in the United Kingdom"),
        Reservation.SME: ("sme", "It is a small or medium-sized enterprise"),
        Reservation.VCSE: ("vcse", "It is a voluntary, community or social enterprise"),
        Reservation.USER_LED: ("user_led", "The people who use its services have the majority of its board"),
    }
)
GRADE, GRADES = "not_for_profit_grade", ("N0", "N1", "N2", "N3")
#: Reservations that ask for a class, which is judged from facts, and not for a fact.
CLASSES = MappingProxyType(
    {
        Reservation.SME: "sme",
        Reservation.VCSE: "vcse",
        Reservation.USER_LED: "user_led",
        Reservation.NOT_FOR_PROFIT: GRADE,
    }
)
#: Every fact that some condition looks at; who keeps these and the classes can answer without asking anybody.
FACTS = (*MUTUAL, "employment_support", *SUPPORTED, *LOCAL)


@dataclass(frozen=True, slots=True)
class Known:
    """What is evidenced of an organisation on a day, its classes included; a disputed fact has no value."""

    values: Mapping[str, Value]
    disputed: frozenset[str] = frozenset()

    def flag(self, name: str) -> Outcome:
        """A yes or no; None where it is missing, disputed, or neither."""
        value = self._value(name)
        return value if isinstance(value, bool) else None

    def count(self, name: str) -> int | None:
        """A number of people or things."""
        value = self._value(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def word(self, name: str) -> str | None:
        """A word of a code list."""
        value = self._value(name)
        return value if isinstance(value, str) else None

    def _value(self, name: str) -> Value | None:
        return None if name in self.disputed else self.values.get(name)


@dataclass(frozen=True, slots=True)
class PastAward:
    """An earlier award under s.33. `comparable` to what is asked about: None if nobody has said."""

    authority: UUID
    awarded_on: date
    comparable: Outcome = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: whom the lot is kept for, by which authority, on which day it is awarded or signed for."""

    reservation: Reservation
    authority: UUID
    on: date
    areas: Sequence[str] = ()  # GSS codes, of a lot reserved to a local area
    history: Sequence[PastAward] = ()


@dataclass(frozen=True, slots=True)
class Limb:
    """One condition. `facts` are those it looks at, `missing` those of them that are not known, or disputed."""

    name: str
    outcome: Outcome
    reason: str
    facts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    broken: str = ""  # what a no is called, where that is not the condition's own name

    @property
    def fail(self) -> str | None:
        """What it is called where it stands in the way; None where it does not."""
        if self.outcome is None:
            return f"{self.name}_not_evidenced"
        return None if self.outcome else self.broken or self.name


def limbs_of(known: Known, question: Question, found: Rule) -> tuple[Limb, ...]:
    """The conditions of a reservation under that version of its rule, as far as they are met."""
    return tuple(LIMBS[question.reservation](known, question, found))


def window_of(found: Rule, award_on: date) -> DatePeriod:
    """The years ending with the award day in which a comparable award stands in the way, both days included."""
    return DatePeriod(years_later(award_on, -found.number("lookback_years")) + timedelta(days=1), award_on)


def _mutual(known: Known, asked: Question, found: Rule) -> list[Limb]:
    return [*(_fact(known, name, says) for name, says in MUTUAL.items()), _not_again(asked, found)]


def _not_again(asked: Question, found: Rule) -> Limb:
    window, years = window_of(found, asked.on), found.number("lookback_years")
    earlier = [award for award in asked.history if award.authority == asked.authority and award.awarded_on in window]
    outcome = every(negated(award.comparable) for award in earlier)
    says = f"It was awarded no comparable reserved contract of this authority from {window.first} to {window.last}"
    if outcome is None:
        says = f"{says}: unknown, because nobody has said whether an earlier one is comparable"
    elif outcome is False:
        says = f"{says}: no, it was, on {max(award.awarded_on for award in earlier if award.comparable)}"
    else:
        says = f"{says}: yes"
    broken = f"comparable_contract_within_{years}_years"
    missing = ("reserved_contract_history",) if outcome is None else ()
    return Limb(f"no_{broken}", outcome, f"{says}.", (), missing, broken)


def _supported(known: Known, asked: Question, found: Rule) -> list[Limb]:
    least = found.share("workforce_share_minimum")
    part, whole = (known.count(fact) for fact in SUPPORTED)
    outcome = Fraction(part, whole) >= least if part is not None and whole else None
    says = f"At least {least * 100} in a hundred of its workforce are disabled or disadvantaged people"
    missing = tuple(fact for fact, count in zip(SUPPORTED, (part, whole or None), strict=True) if count is None)
    share = Limb("workforce_share", outcome, _said(says, outcome, known, SUPPORTED), SUPPORTED, missing)
    purpose = "It exists, at least in part, to give disabled or disadvantaged people work or help in finding it"
    return [_fact(known, "employment_support", purpose), share]


def _single(known: Known, asked: Question, found: Rule) -> list[Limb]:
    return [_fact(known, *SINGLE[asked.reservation])]


def _local(known: Known, asked: Question, found: Rule) -> list[Limb]:
    sites, in_area = LOCAL
    works_there = not set(asked.areas).isdisjoint((known.word(sites) or "").split())
    outcome = True if works_there else known.flag(in_area)
    reason = _said("It has a site of substance in the area", outcome, known, LOCAL)
    fact = sites if works_there else in_area
    return [Limb("local_area", outcome, reason, (fact,), (fact,) if outcome is None else ())]


def _not_for_profit(known: Known, asked: Question, found: Rule) -> list[Limb]:
    least = str(found.values["minimum_grade"])
    grade = known.word(GRADE)
    outcome = GRADES.index(grade) >= GRADES.index(least) if grade in GRADES else None
    reason = _said(f"Its not-for-profit grade is {least} or better", outcome, known, [GRADE])
    return [Limb(GRADE, outcome, reason, (GRADE,), (GRADE,) if outcome is None else ())]


def _fact(known: Known, name: str, says: str) -> Limb:
    """A condition that one fact decides."""
    outcome = known.flag(name)
    return Limb(name, outcome, _said(says, outcome, known, [name]), (name,), (name,) if outcome is None else ())


def _said(says: str, outcome: Outcome, known: Known, facts: Sequence[str]) -> str:
    if outcome is not None:
        return f"{says}: {word_of(outcome)}."
    disputed = [fact for fact in facts if fact in known.disputed]
    why = f"the evidence for {' and '.join(disputed)} is disputed" if disputed else "there is no live evidence"
    return f"{says}: unknown, because {why}."


LIMBS: Mapping[Reservation, Callable[[Known, Question, Rule], list[Limb]]] = MappingProxyType(
    dict.fromkeys(SINGLE, _single)
    | {
        Reservation.PUBLIC_SERVICE_MUTUAL: _mutual,
        Reservation.SUPPORTED_EMPLOYMENT: _supported,
        Reservation.LOCAL_AREA: _local,
        Reservation.NOT_FOR_PROFIT: _not_for_profit,
    }
)
