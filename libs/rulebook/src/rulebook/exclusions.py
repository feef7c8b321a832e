"""Grounds of exclusion (Procurement Act 2023 s.30, Schedules 6 and 7), and how far back what happened still counts."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from kernel.periods import years_later
from rulebook.decisions import Decision
from rulebook.rules import Rule, rule

#: The Act commenced that day; what happened before counts for a shorter time under some grounds.
COMMENCEMENT = date(2025, 2, 24)


class Ground(StrEnum):
    """What may keep a supplier out. Each is a rule of the same name, which says whether it is mandatory."""

    CORPORATE_MANSLAUGHTER_OR_HOMICIDE = "corporate_manslaughter_or_homicide"
    TERRORISM = "terrorism"
    THEFT_FRAUD_OR_BRIBERY = "theft_fraud_or_bribery"
    SLAVERY_OR_LABOUR_OFFENCE = "slavery_or_labour_offence"
    ORGANISED_CRIME = "organised_crime"
    TAX_OFFENCE = "tax_offence"
    CARTEL_OFFENCE = "cartel_offence"
    TAX_MISCONDUCT = "tax_misconduct"
    COMPETITION_INFRINGEMENT = "competition_infringement"
    FAILURE_TO_CO_OPERATE = "failure_to_co_operate"
    UNFAIR_ADVANTAGE = "unfair_advantage"
    LABOUR_MISCONDUCT = "labour_misconduct"
    ENVIRONMENTAL_MISCONDUCT = "environmental_misconduct"
    INSOLVENCY = "insolvency"
    POTENTIAL_COMPETITION_INFRINGEMENT = "potential_competition_infringement"
    PROFESSIONAL_MISCONDUCT = "professional_misconduct"
    BREACH_OR_POOR_PERFORMANCE = "breach_or_poor_performance"
    ACTING_IMPROPERLY = "acting_improperly"
    NATIONAL_SECURITY = "national_security"

    @property
    def words(self) -> str:
        """The name as a sentence takes it."""
        return self.value.replace("_", " ")

    def rule(self, *, on: date) -> Rule:
        """What the Schedule says of it. Raises NotInForce for a procurement from before the Act."""
        return rule(f"exclusion.{self}", on=on)

    def is_mandatory(self, *, on: date) -> bool:
        """Whether its supplier must be excluded; if not, it may be."""
        return self.rule(on=on).flag("mandatory")

    def needs_minister(self, *, on: date) -> bool:
        """Whether nobody is kept out by it unless a Minister agrees (s.29)."""
        return self.rule(on=on).values.get("minister_agrees") is True


def first_day_counted(ground: Ground, occurred_on: date, *, on: date, commenced_on: date) -> date | None:
    """The first day of the period, ending with `on`, in which what happened still counts; None: however long ago."""
    values = ground.rule(on=commenced_on).values
    before = values.get("look_back_years_before_the_act") if occurred_on < COMMENCEMENT else None
    years = before or values.get("look_back_years")
    return None if years is None else years_later(on, -int(years)) + timedelta(days=1)


def still_counts(ground: Ground, occurred_on: date, *, on: date, commenced_on: date, now: datetime) -> Decision:
    """Whether what happened, by the day of its last occurrence, may still be held against a supplier on a day."""
    first = first_day_counted(ground, occurred_on, on=on, commenced_on=commenced_on)
    reason = (
        "This ground looks at how things stand, however long ago they began."
        if first is None
        else f"What happened on {occurred_on} counts if that was on {first} or later."
    )
    inputs = {"ground": ground, "occurred_on": occurred_on, "on": on, "commenced_on": commenced_on}
    return ground.rule(on=commenced_on).decide(first is None or first <= occurred_on, reason, inputs=inputs, now=now)
