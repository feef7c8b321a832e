"""Who qualifies for a reserved contract, and how that is put on record (Procurement Act 2023 ss.32 and 33)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from kernel.logic import Outcome, every
from kernel.periods import DatePeriod
from rulebook.decisions import Basis, Decision
from rulebook.limbs import Known, Limb, Question, Reservation, limbs_of, window_of
from rulebook.rules import Rule, rule

#: Whose conditions a reservation has; the others have those of the below-threshold regulations.
RULES = MappingProxyType(
    {
        Reservation.PUBLIC_SERVICE_MUTUAL: "reserved.mutual",
        Reservation.SUPPORTED_EMPLOYMENT: "reserved.supported_employment",
        Reservation.USER_LED: "seed_social_economy.user_led_only",
        Reservation.NOT_FOR_PROFIT: "seed_social_economy.not_for_profit_only",
    }
)
BELOW_THRESHOLD = "uk_below_threshold_2026.reservation"


@dataclass(frozen=True, slots=True)
class Qualification:
    """Whether an organisation may be given a reserved lot on a day, each condition with its reason."""

    question: Question
    rule: Rule
    limbs: tuple[Limb, ...]
    known: Known = field(repr=False)

    @property
    def outcome(self) -> Outcome:
        """Three-valued: what is missing is never a no, and never a yes."""
        return every(limb.outcome for limb in self.limbs)

    @property
    def fails(self) -> tuple[str, ...]:
        """Every condition that is not met or not evidenced, in the law's order."""
        return tuple(fail for limb in self.limbs if (fail := limb.fail))

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts for want of which a condition is unknown."""
        return tuple(dict.fromkeys(name for limb in self.limbs for name in limb.missing))

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that were looked at, and are known."""
        looked_at = dict.fromkeys(name for limb in self.limbs for name in limb.facts)
        return tuple(name for name in looked_at if name not in self.missing)

    @property
    def window(self) -> DatePeriod | None:
        """The days on which a comparable award stands in the way; None where the law does not ask."""
        is_mutual = self.question.reservation is Reservation.PUBLIC_SERVICE_MUTUAL
        return window_of(self.rule, self.question.on) if is_mutual else None

    def decision(self, *, now: datetime) -> Decision:
        """The answer for the record: yes, no or unknown."""
        return self._decided(self.outcome, now=now, published=False)

    def gate(self, *, now: datetime) -> Decision:
        """Whether a lot that was announced as reserved may go to it.

        Where the law reserves, what is not shown is a no; where only the authority's own policy does, want of
        evidence keeps nobody out.
        """
        shown = self.outcome is True if self.rule.basis is Basis.LAW else self.outcome
        return self._decided(shown, now=now, published=True)

    def _decided(self, outcome: Outcome, *, now: datetime, published: bool) -> Decision:
        asked = self.question
        values = {name: self.known.values[name] for name in self.facts}
        history = ", ".join(sorted(str(award.awarded_on) for award in asked.history)) or None
        return self.rule.decide(
            outcome,
            *(limb.reason for limb in self.limbs),
            inputs={
                "reservation": asked.reservation,
                "authority": asked.authority,
                "on": asked.on,
                "earlier_awards": history,
                **values,
            },
            now=now,
            published=published,
        )


def qualify(known: Known, question: Question) -> Qualification:
    """Whether an organisation of which this is known may be given a lot that is kept so.

    Raises NotInForce for a day on which nothing could be reserved so.
    """
    found = rule(RULES.get(question.reservation, BELOW_THRESHOLD), on=question.on)
    return Qualification(question, found, limbs_of(known, question, found), known)


def window(award_on: date) -> DatePeriod:
    """The days on which a comparable award stands in the way of an award under s.33. Raises NotInForce."""
    return window_of(rule(RULES[Reservation.PUBLIC_SERVICE_MUTUAL], on=award_on), award_on)


def is_comparable(cpv: Sequence[str], other: Sequence[str], *, on: date) -> bool:
    """Whether two reserved contracts are of one kind, by their CPV codes; of an unknown kind they are taken to be."""
    if not cpv or not other:
        return True
    digits = rule("reserved.comparable", on=on).number("cpv_digits")
    return not {code[:digits] for code in cpv}.isdisjoint(code[:digits] for code in other)
