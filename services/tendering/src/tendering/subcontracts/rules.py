"""What the law implies into every subcontract, what policy thinks of silence, and who may know which name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.money import Money
from rulebook.decisions import Decision
from rulebook.rules import rule
from tendering.redactions.domain import Withholding
from tendering.subcontracts.domain import Flag, NonDisclosure, Subcontract


@dataclass(frozen=True)
class Veil:
    """Organisations of one chain whose names are withheld, each with the id of the subcontract that it goes by.

    A name is withheld throughout the chain: told in one place, it would be known in all.
    """

    ids: Mapping[UUID, UUID]

    def over_id(self, organisation_id: UUID) -> UUID:
        """The id that everybody may know it by."""
        return self.ids.get(organisation_id, organisation_id)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What one reader may know of a link: its sides, None for one whose name is withheld, and why that is."""

    payer_id: UUID | None
    payee_id: UUID | None
    withheld: Withholding | None
    classes: frozenset[str]


def shown(link: Subcontract, veil: Veil, classes: frozenset[str], *, reader_id: UUID | None, all_of_it: bool) -> Shown:
    """Buyer and auditors read `all_of_it`; who pays or is paid under a link reads both of its names."""
    knows = all_of_it or reader_id in {link.payer_id, link.payee_id}
    sides = [each if knows or each not in veil.ids else None for each in (link.payer_id, link.payee_id)]
    withheld = link.withheld if link.payee_id in veil.ids else None
    return Shown(payer_id=sides[0], payee_id=sides[1], withheld=withheld, classes=classes)


def implied_days(written: int, *, on: date) -> int:
    """Days to pay: what is written, and never more than the law implies at every tier (s.73)."""
    return min(written, rule("payment.terms", on=on).number("days"))


def decisions_on(written: int, silence: NonDisclosure, *, on: date, now: datetime) -> list[Decision]:
    """What the rules say of its terms of payment and of its silence; neither blocks."""
    terms, free = rule("payment.terms", on=on), rule("subcontract.non_disclosure", on=on)
    days = terms.number("days")
    kept = written <= days
    told = f"{written} days are written." if kept else f"{written} days are written; {days} are implied, and apply."
    forced = silence is NonDisclosure.OTHER
    return [
        terms.decide(kept, told, inputs={"written_days": written}, now=now, informs=True),
        free.decide(
            not forced,
            "No lawful reason is given for its non-disclosure agreement." if forced else "Nobody is forced to silence.",
            inputs={"non_disclosure": silence},
            now=now,
        ),
    ]


def flags_of(
    value: Money, above: Money, beside: Money, *, within: bool, silence: NonDisclosure, longer: bool
) -> Iterator[Flag]:
    """`beside` is the value of the other links under the same one, `above` its own."""
    if value.pence + beside.pence > above.pence:
        yield Flag.OVER_VALUE
    if not within:
        yield Flag.OUTSIDE_TERM
    if silence is NonDisclosure.OTHER:
        yield Flag.FORCED_SILENCE
    if longer:
        yield Flag.LONGER_TERMS
