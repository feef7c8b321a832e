"""What a lot must be like to be reserved lawfully: how it is bought, for how long, and from which value on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kernel.logic import Outcome, every
from kernel.periods import months_later, years_later
from rulebook.decisions import Decision
from rulebook.limbs import Limb, Reservation
from rulebook.reservations import BELOW_THRESHOLD, RULES
from rulebook.rules import Rule, rule


@dataclass(frozen=True, slots=True, kw_only=True)
class LotTerms:
    """How a lot is bought; None is what nobody has said. `extension_months` are all extensions together."""

    title: str | None = None
    procedure: str | None = None
    is_light_touch: bool | None = None
    is_public_contract: bool | None = None  # whether its procurement reaches the threshold
    starts_on: date | None = None
    ends_on: date | None = None  # the last day, included
    extension_months: int = 0


def lot_fails(reservation: Reservation, lot: LotTerms, *, on: date) -> tuple[str, ...]:
    """What keeps everybody from a lot that is so reserved: a procedure and a term that s.33 does not allow."""
    if reservation is not Reservation.PUBLIC_SERVICE_MUTUAL:
        return ()
    found = rule(RULES[reservation], on=on)
    return tuple(limb.broken for limb in (_procedure(lot, found), _term(lot, found)) if limb.outcome is False)


def is_short_enough(lot: LotTerms, *, on: date) -> Outcome:
    """Whether its term with every extension lasts five years at most, to the day (s.33); None where it is not said."""
    return _term(lot, rule(RULES[Reservation.PUBLIC_SERVICE_MUTUAL], on=on)).outcome


def term_suffices(lot: LotTerms, *, on: date, now: datetime) -> Decision:
    """Whether a contract under s.33 runs five years at most, all its extensions included."""
    found = rule(RULES[Reservation.PUBLIC_SERVICE_MUTUAL], on=on)
    limb = _term(lot, found)
    inputs = {"starts_on": lot.starts_on, "ends_on": lot.ends_on, "extension_months": lot.extension_months}
    return found.decide(limb.outcome, limb.reason, inputs=inputs, now=now)


def may_reserve(reservation: Reservation, lot: LotTerms, *, on: date, now: datetime) -> Decision:
    """Whether the law gives a ground to keep a lot so.

    A no names what would be lawful instead. Below the threshold, for whom the regulations do not name it is unknown.
    """
    if reservation in (Reservation.PUBLIC_SERVICE_MUTUAL, Reservation.SUPPORTED_EMPLOYMENT):
        found = rule(RULES[reservation], on=on)
        limbs = [_procedure(lot, found), _light_touch(lot), _term(lot, found)] if "procedure" in found.values else []
        reasons = [limb.reason for limb in limbs] or [f"{found.source} reserves contracts so, whatever their value."]
        return _decided(found, every(limb.outcome for limb in limbs), reasons, reservation, lot, now=now)
    if lot.is_public_contract is not False:
        found = rule("reserved.grounds", on=on)
        reason = f"No law reserves a public contract so. {found.values['suggestion']}"
        outcome = None if lot.is_public_contract is None else False
        return _decided(found, outcome, [reason], reservation, lot, now=now)
    found = rule(BELOW_THRESHOLD, on=on)
    named = reservation in found.words("reservations")
    reason = "Below the threshold English best-value authorities and parishes may reserve a competition so."
    other = f"The regulations do not name this class. {found.values['suggestion']}"
    return _decided(found, True if named else None, [reason if named else other], reservation, lot, now=now)


def may_be_reserved(cpv: Sequence[str], *, on: date, now: datetime) -> Decision:
    """Whether services of these kinds are among those s.33 speaks of. A stand-in for a table: it only informs."""
    found = rule("reserved.cpv", on=on)
    first, last = found.values["cpv_from"], found.values["cpv_to"]
    outcome = all(first <= code <= last for code in cpv) if cpv else None
    reason = f"Services that may be reserved are taken to have CPV codes from {first} to {last}."
    return found.decide(outcome, reason, inputs={"cpv": ", ".join(cpv)}, now=now, informs=True)


def _decided(
    found: Rule, outcome: Outcome, reasons: Sequence[str], reservation: Reservation, lot: LotTerms, *, now: datetime
) -> Decision:
    inputs = {
        "reservation": reservation,
        "lot": lot.title,
        "procedure": lot.procedure,
        "is_light_touch": lot.is_light_touch,
        "is_public_contract": lot.is_public_contract,
        "starts_on": lot.starts_on,
        "ends_on": lot.ends_on,
        "extension_months": lot.extension_months,
    }
    return found.decide(outcome, *reasons, inputs=inputs, now=now)


def _procedure(lot: LotTerms, found: Rule) -> Limb:
    wanted = str(found.values["procedure"])
    name = f"procedure_{wanted.replace(' ', '_')}"
    outcome = None if lot.procedure is None else lot.procedure == wanted.replace(" ", "_")
    reason = f"The procedure must be {wanted}; it is {(lot.procedure or 'not said').replace('_', ' ')}."
    return Limb(name, outcome, reason, broken=f"procedure_not_{wanted.replace(' ', '_')}")


def _light_touch(lot: LotTerms) -> Limb:
    is_said = {True: "it is", False: "it is not", None: "nobody has said"}[lot.is_light_touch]
    return Limb("light_touch", lot.is_light_touch, f"It must be a light-touch contract; {is_said}.")


def _term(lot: LotTerms, found: Rule) -> Limb:
    years = found.number("maximum_term_years")
    broken, outcome, runs = f"maximum_term_over_{years}_years", None, "its term is not said"
    if lot.starts_on and lot.ends_on:
        over = months_later(lot.ends_on + timedelta(days=1), lot.extension_months)
        outcome = over <= years_later(lot.starts_on, years)
        runs = f"it runs from {lot.starts_on} to {over - timedelta(days=1)}"
    return Limb("maximum_term", outcome, f"With every extension it lasts {years} years at most; {runs}.", broken=broken)
