"""What may be recorded: values that make sense, found by today, under the standing that the speaker may claim."""

from datetime import date

from kernel.errors import Forbidden, Unacceptable
from kernel.periods import months_later
from registry.catalogue.domain import fault_of_scalar
from registry.catalogue.rules import CATALOGUE
from registry.evidence.domain import Standing, Statement
from rulebook.rules import rule


def must_make_sense(said: Statement, *, registrar: bool = True, place: str = "") -> None:
    """Raise Unacceptable, at `place`, for a value that its name does not allow and for a name that no rule knows.

    A register says more than any rule asks for yet, so a registrar may record names beyond the catalogue.
    """
    known = CATALOGUE.get(said.name)
    if known is None and not registrar:
        sentence = f"No rule asks for {said.name}; GET /registry/v1/fact-names lists what may be attested."
        raise Unacceptable(f"{place}/name", sentence)
    fault = (known.fault_of(said.value) if known else None) or fault_of_scalar(said.value)
    if fault is not None:
        raise Unacceptable(f"{place}/value", f"{said.name}: {fault}")


def must_be_dated(said: Statement, today: date, *, place: str = "") -> None:
    """Raise Unacceptable, at `place`, for what somebody will find tomorrow and for what ended before it was found."""
    if said.retrieved_on > today:
        raise Unacceptable(f"{place}/retrieved_on", f"It is {today}: nothing was found on {said.retrieved_on} yet.")
    if said.expires_on is not None and said.expires_on < said.retrieved_on:
        raise Unacceptable(f"{place}/expires_on", "A fact does not expire before it was found.")


def must_be_allowed(standing: Standing, *, registrar: bool) -> None:
    """Raise Forbidden where an organisation claims more for its own word than that it is its word."""
    if standing is not Standing.ATTESTATION and not registrar:
        raise Forbidden("An organisation attests; a registrar records what registers, accounts and documents say.")


def attested_until(retrieved_on: date) -> date:
    """The last day of an attestation that names none."""
    return months_later(retrieved_on, rule("evidence.attestation", on=retrieved_on).number("months"))
