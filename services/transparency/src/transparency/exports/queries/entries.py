"""What stands in a row of each table. A cell that nobody has told us how to fill stays empty."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events import Party
from events.grants import Grant
from events.tendering import Agreement, Announcement, PaymentMade, RegisterEntryStated
from kernel.money import Money, SignedMoney
from kernel.orgids import parse_org_id
from kernel.periods import DatePeriod
from transparency.exports.domain import Cell, CodeTable, Row
from transparency.spend_lines.queries import Line

UNCONTESTED = frozenset({"direct_award", "user_choice", "direct_call_off"})
AMONG_FEW = frozenset({"mini_competition"})
#: Whether an organisation bears a label, by its id and the label's name; absent where nobody knows.
Classes = Mapping[tuple[UUID, str], bool]


@dataclass(frozen=True, slots=True)
class Prefixes:
    """The registered prefixes that processes and grants are known under."""

    ocid: str
    grant: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """A contract with its notice, and what its buyer says of it for the register."""

    contract: Agreement
    notice: Announcement
    said: RegisterEntryStated | None

    @property
    def department(self) -> str:
        """Who answers for it: the whole authority, unless one of its departments is named."""
        return (self.said and self.said.department) or self.notice.buyer.name


def contract_row(known: Agreed, classes: Classes, prefixes: Prefixes, *, ends_on: date, value: Money) -> Row:
    """A contract as it stood, with what it was then worth and until when it was to run."""
    contract, notice, stated = known.contract, known.notice, known.said
    suppliers, vat = contract.award.suppliers, stated.irrecoverable_vat if stated else None
    said: dict[str, Cell] = {
        "reference_number": str(contract.contract_id),
        "title": contract.title,
        "department": known.department,
        "description": contract.description,
        "supplier_name": joined(it.name for it in suppliers),
        "supplier_details": joined(place_of(it) for it in suppliers),
        "sum_payable": value,
        "irrecoverable_vat": None if vat is None else Money.parse(vat),
        "start_date": contract.starts_on,
        "end_date": ends_on,
        "review_date": stated.review_on if stated else None,
        "process": process_of(notice),
        "sme": all_of(suppliers, "sme", classes),
        "vcse": all_of(suppliers, "vcse", classes),
        "supplier_registration_number": joined(number_of(it) for it in suppliers),
        "ocid": ocid_of(notice, prefixes),
    }
    return Row.of(CodeTable.CONTRACTS_REGISTER, said)


def invitation_row(notice: Announcement, prefixes: Prefixes) -> Row:
    """What an authority asked bids for: its days are those of the contracts that shall follow, of all lots together."""
    starts = [lot.starts_on for lot in notice.lots if lot.starts_on]
    ends = [lot.ends_on for lot in notice.lots if lot.ends_on]
    said: dict[str, Cell] = {
        "reference_number": str(notice.notice_id),
        "title": notice.title,
        "description": notice.description,
        "start_date": min(starts, default=None),
        "end_date": max(ends, default=None),
        "department": notice.buyer.name,
        "ocid": ocid_of(notice, prefixes),
    }
    return Row.of(CodeTable.INVITATIONS, said)


def payment_row(payment: PaymentMade, known: Agreed | None, prefixes: Prefixes) -> Row:
    """A payment of an authority; under a contract it is for what that is for."""
    vat, contract = payment.irrecoverable_vat, known.contract if known else None
    said: dict[str, Cell] = {
        "body_name": payment.payer.name,
        "transaction_date": payment.paid_on,
        "department": payment.department or (known.department if known else payment.payer.name),
        "beneficiary": payment.payee.name,
        "summary_of_purpose": payment.purpose or (contract.title if contract else None),
        "net_amount": Money.parse(payment.amount),
        "irrecoverable_vat": None if vat is None else Money.parse(vat),
        "merchant_category": payment.category or (joined(contract.cpv) if contract else None),
        "transaction_number": payment.reference,
        "procurement_category": joined(contract.cpv) if contract else None,
        "vcse_grant": False,
        "beneficiary_registration_number": number_of(payment.payee),
        "ocid": ocid_of(known.notice, prefixes) if known else None,
    }
    return Row.of(CodeTable.SPEND, said)


def line_row(line: Line, payer: Party) -> Row:
    """A line of a spend file, in its publisher's own words; of an authority's departments it names the one it names."""
    vat = line.irrecoverable_vat
    said: dict[str, Cell] = {
        "body_name": line.payer or payer.name,
        "transaction_date": line.paid_on,
        "department": line.department or payer.name,
        "beneficiary": line.payee,
        "summary_of_purpose": line.purpose,
        "net_amount": SignedMoney.parse(line.amount),
        "irrecoverable_vat": None if vat is None else SignedMoney.parse(vat),
        "merchant_category": line.category,
        "transaction_number": line.reference,
        "procurement_category": line.classification,
        "vcse_grant": line.is_grant,
        "beneficiary_registration_number": line.org_id and line.org_id.split("-", 2)[-1],
    }
    return Row.of(CodeTable.SPEND, said)


def grant_payment_rows(
    grant: Grant, above: Money, days: DatePeriod | None, is_told: Callable[[UUID, date], bool]
) -> Iterator[Row]:
    """What was paid of a grant on these days, unless a file tells it: the Code counts grants as spending, too."""
    for payment in grant.payments:
        amount = Money.parse(payment.amount)
        if amount <= above or (days is not None and payment.paid_on not in days):
            continue
        if is_told(grant.scheme.funder.id, payment.paid_on):
            continue
        said: dict[str, Cell] = {
            "body_name": grant.scheme.funder.name,
            "transaction_date": payment.paid_on,
            "department": grant.scheme.funder.name,
            "beneficiary": grant.recipient.name,
            "summary_of_purpose": grant.title,
            "net_amount": amount,
            "irrecoverable_vat": Money(0),  # a grant is outside the scope of VAT: nothing is supplied for it
            "merchant_category": "Grants",
            "transaction_number": f"{grant.grant_id}-{payment.number}",
            "vcse_grant": True,
            "beneficiary_registration_number": number_of(grant.recipient),
        }
        yield Row.of(CodeTable.SPEND, said)


def grant_row(grant: Grant, prefixes: Prefixes) -> Row:
    """A grant as it was awarded."""
    said: dict[str, Cell] = {
        "date_awarded": grant.awarded_on,
        "period_start": grant.starts_on,
        "period_end": grant.ends_on,
        "department": grant.scheme.funder.name,
        "beneficiary": grant.recipient.name,
        "beneficiary_registration_number": number_of(grant.recipient),
        "summary_of_purpose": grant.description,
        "amount": Money.parse(grant.amount),
        "360giving_identifier": f"{prefixes.grant}-{grant.grant_id}",
    }
    return Row.of(CodeTable.VCSE_GRANTS, said)


def process_of(notice: Announcement) -> str:
    """By which of the Code's processes a contract came about."""
    if notice.justification is not None or notice.procedure in UNCONTESTED:
        return "None"
    return "Invitation to quote" if notice.procedure in AMONG_FEW else "Published invitation to tender"


def all_of(parties: Sequence[Party], label: str, classes: Classes) -> bool | None:
    """Whether each of them bears the label: no as soon as one is known not to, else unknown as soon as one is."""
    known = [classes.get((party.id, label)) for party in parties]
    return False if False in known else None if None in known else True


def number_of(party: Party) -> str | None:
    """Its number in the first register that knows it, as that register spells it."""
    return parse_org_id(party.org_ids[0]).number if party.org_ids else None


def place_of(party: Party) -> str | None:
    """Where it is, in one line."""
    place = party.address
    return None if place is None else joined((place.street, place.locality, place.postcode), ", ")


def ocid_of(notice: Announcement, prefixes: Prefixes) -> str:
    """Under what its releases are published."""
    return f"{prefixes.ocid}-{notice.plan_id or notice.notice_id}"


def joined(texts: Iterable[str | None], between: str = "; ") -> str | None:
    """Those that say something; None where none does."""
    return between.join(text for text in texts if text) or None
