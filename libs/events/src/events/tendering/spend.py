"""What publishers' own lists of payments came to, and what was paid under contracts."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Event, Part, Party


class SpendFileRead(Event):
    """A publisher's spend file was read to its end, with what became of its lines. The entity is the import.

    read = accepted + rejected + quarantined + not_rows; the sum is of accepted lines, credits included, settlements
    of cards not. With `same_as` its payments are those of another import, and count nothing.
    """

    type: ClassVar[str] = "tendering.spend_file.read.v1"

    filename: str
    digest: str  # SHA-256
    payer: Party | None  # None: the platform imported what others publish, and their lines name the payer
    first: date | None  # the period, if one was stated
    last: date | None
    accepted: int
    rejected: int
    quarantined: int
    not_rows: int
    credits: int
    sum: str  # pounds, two decimals, may be below zero
    same_as: UUID | None


class SpendLinesPublished(Event):
    """The lines of an authority's own spend file lie in the store, and again whenever a name came down from them.

    The entity is the import. JSON Lines under `path`: record, payer, payee (`[taken down]` where it was), org_id,
    paid_on, amount, irrecoverable_vat, reference, department, purpose, category, classification, is_grant. They are
    all the money of their `months`: what else was posted of these is the same money.
    """

    type: ClassVar[str] = "tendering.spend_file.lines_published.v1"

    payer: Party
    filename: str
    months: list[date]  # each by its first day
    lines: int
    path: str  # in the store of documents; replaced in its place


class NameTakenDown(Event):
    """The name of a natural person was taken down from a spend file, and from others with the same payments.

    The entity is the import. No total changed. The name is not told, nor where it stood.
    """

    type: ClassVar[str] = "tendering.spend_file.name_taken_down.v1"

    payer: Party | None
    digest: str  # SHA-256 of the file
    cause: str  # personal_data, safety, court_order
    lines: int


class SubcontractDeclared(Event):
    """Somebody works for a supplier, or for who works for one. The entity is the subcontract.

    Tier 2 is paid by the supplier itself. `payment_days` is what applies: 30 at most are implied at every tier.
    """

    type: ClassVar[str] = "tendering.subcontract.declared.v1"

    contract_id: UUID
    above_id: UUID | None
    buyer: Party
    payer: Party
    payee: Party
    tier: int
    service: str
    cpv_division: str | None
    value: str
    starts_on: date
    ends_on: date
    payment_days: int
    non_disclosure: str  # none, personal_data, trade_secret, other
    flags: list[str]  # over_value, outside_term, forced_silence, longer_terms
    withheld_because: str | None = None  # sensitive_commercial, national_security, personal: the payee is not named
    withheld_until: date | None = None


class SubcontractDisclosed(Event):
    """The buyer found that a withheld payee is to be named before its time, and why. The entity is the subcontract."""

    type: ClassVar[str] = "tendering.subcontract.disclosed.v1"

    contract_id: UUID
    buyer: Party
    payer: Party
    payee: Party
    reason: str


class SubcontractEnded(Event):
    """It was cut short on that day, its last, and why. The entity is the subcontract."""

    type: ClassVar[str] = "tendering.subcontract.ended.v1"

    contract_id: UUID
    buyer: Party
    payer: Party
    payee: Party
    ended_on: date
    reason: str


class PaymentMade(Event):
    """Money moved in a buyer's supply chain; tier 1 is paid by the buyer. The entity is the payment.

    What bears a `dataset` is a collection of figures of its own, and never summed with another.
    """

    type: ClassVar[str] = "tendering.payment.made.v1"

    reference: str
    buyer: Party
    payer: Party
    payee: Party
    tier: int
    contract_id: UUID | None
    subcontract_id: UUID | None
    invoice: str | None  # the payer's reference of it
    received_on: date | None  # of the invoice
    amount: str
    paid_on: date
    dataset: str | None
    flags: list[str]  # without_contract, over_invoice, before_receipt
    department: str | None = None  # of the payer, in this and the three below: for the list of spending
    purpose: str | None = None
    category: str | None = None  # of the merchant or of what was bought
    irrecoverable_vat: str | None = None  # None: nobody has said


class DatasetOpened(Event):
    """An authority opened a dataset: payments of one body, of a market or of the whole, over days. The entity is it.

    `reference` is the authority's own, and what its payments bear. No dataset is ever summed with another.
    """

    type: ClassVar[str] = "tendering.dataset.opened.v1"

    buyer: Party
    reference: str
    title: str
    kind: str  # body, market, whole
    division: str | None  # of the CPV: what is bought in the chain of another is not of this market
    first: date
    last: date
    figures: dict[str, str] = {}  # that the authority publishes in the place of the rulebook's, by their names there


class DatasetPaymentTold(Event):
    """A payment that a dataset tells of. The entity is the payment; credits are below zero.

    At tier 1 the payer is the authority where the dataset is of a body, and nobody where it is of a market or the
    whole. No payee: the owner of that money is not known.
    """

    type: ClassVar[str] = "tendering.dataset_payment.told.v1"

    dataset: str
    reference: str
    buyer: Party  # whose dataset it is
    payer: Party | None
    payee: Party | None
    tier: int
    division: str | None
    amount: str
    paid_on: date


class PaymentConfirmed(Event):
    """The payee says that the money has arrived. The entity is the payment."""

    type: ClassVar[str] = "tendering.payment.confirmed.v1"

    payee: Party
    amount: str
    paid_on: date
    received_on: date


class Retention(Part):
    """What a group of organisations received and paid on under one contract, and what it so retained."""

    group_id: UUID
    organisations: list[UUID]
    received: str
    paid_on: str
    retained: str  # may be below zero: more was paid on than received


class RetentionStated(Event):
    """Who retained what of a contract's money, whole. The entity is the contract.

    The retained add up to the prime payments. Only payments without a dataset count.
    """

    type: ClassVar[str] = "tendering.retention.stated.v1"

    buyer: Party
    prime_payments: str
    retentions: list[Retention]
    over_paid_down: list[UUID]  # organisations that paid on more than they received


class Approval(Part):
    """Who approved a notice, by name and office: a director of the authority, or somebody of that rank."""

    name: str
    title: str


class TierPaid(Part):
    """How quickly one tier of an authority's chain was paid; tier 1 by the authority itself."""

    tier: int
    payments_made: int
    average_days: str | None  # None if nothing was paid


class PaymentsNoticePublished(Event):
    """An authority published how quickly it paid in a half-year (UK17, s.69). The entity is the notice.

    Parts are in hundredths, None if nothing was paid or became payable.
    """

    type: ClassVar[str] = "tendering.payments_notice.published.v1"

    buyer: Party
    first: date
    last: date
    due_on: date
    in_time: bool
    payments_made: int
    average_days: str | None
    paid_within_30_pct: str | None
    paid_31_to_60_pct: str | None
    paid_61_or_more_pct: str | None
    became_payable: int
    payable_not_paid_pct: str | None
    approved_by: Approval
    tiers: list[TierPaid] = []
