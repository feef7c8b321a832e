"""What may be wrong with a row of a batch, and what is only flagged."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.errors import NotFound, RuleBroken
from kernel.money import Money
from tendering.payments.domain import SENTENCES, Invoice, Payment, Place, Refusal
from tendering.payments.rules import Found, Row, fault_of, flags_of, place_of

TODAY = date(2027, 4, 1)
BUYER, SUPPLIER, BELOW, CONTRACT = (UUID(int=number) for number in range(1, 5))
PRIME = Place(BUYER, BUYER, SUPPLIER, 1, CONTRACT)
REGISTER = Found([], frozenset({BUYER, SUPPLIER, BELOW}), frozenset({BUYER}))


def row(**changes: object) -> Row:
    return Row(**{"reference": "1", "pence": 100, "currency": "GBP", "day": TODAY, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"pence": -1}, Refusal.NEGATIVE),
        ({"pence": 0}, Refusal.NEGATIVE),
        ({"currency": "EUR"}, Refusal.OTHER_CURRENCY),
        ({"day": date(2027, 4, 2)}, Refusal.IN_FUTURE),
        ({}, None),
    ],
)
def test_a_row_is_refused_by_name(changes: dict[str, object], code: Refusal | None) -> None:
    assert fault_of(row(**changes), TODAY) is code


@pytest.mark.parametrize(
    ("changes", "payer", "place"),
    [
        ({"payee_id": SUPPLIER}, BUYER, Place(BUYER, BUYER, SUPPLIER, 1)),
        ({"payee_id": BELOW, "buyer_id": BUYER}, SUPPLIER, Place(BUYER, SUPPLIER, BELOW, 2)),
        ({"payee_id": BELOW, "buyer_id": BUYER, "tier": 4}, SUPPLIER, Place(BUYER, SUPPLIER, BELOW, 4)),
        ({"payee_id": BELOW, "buyer_id": BUYER, "tier": 1}, SUPPLIER, Refusal.WRONG_PARTY),
        ({"payee_id": SUPPLIER, "tier": 2}, BUYER, Refusal.WRONG_PARTY),
        ({"payee_id": BELOW}, SUPPLIER, Refusal.UNKNOWN_BUYER),
        ({"payee_id": BELOW, "buyer_id": SUPPLIER}, SUPPLIER, Refusal.UNKNOWN_BUYER),
        ({"payee_id": BUYER}, BUYER, Refusal.PAYS_ITSELF),
        ({"payee_id": UUID(int=9)}, BUYER, Refusal.UNKNOWN_PAYEE),
        ({}, BUYER, Refusal.UNKNOWN_PAYEE),
        ({"payee_id": SUPPLIER, "contract_id": CONTRACT}, BUYER, Refusal.UNKNOWN_CONTRACT),
        ({"invoice": "7"}, BUYER, Refusal.UNKNOWN_INVOICE),
    ],
)
def test_a_row_says_where_in_whose_chain_the_money_moves(
    changes: dict[str, object], payer: UUID, place: Place | Refusal
) -> None:
    assert place_of(row(**changes), payer, REGISTER, is_buyer=payer == BUYER) == place


def test_under_a_contract_only_its_parties_pay_each_other() -> None:
    found = Found([PRIME], REGISTER.payees, REGISTER.buyers)
    for payee in (None, SUPPLIER):
        assert place_of(row(payee_id=payee, contract_id=CONTRACT), BUYER, found, is_buyer=True) == PRIME
    assert place_of(row(payee_id=BELOW, contract_id=CONTRACT), BUYER, found, is_buyer=True) is Refusal.WRONG_PARTY
    assert place_of(row(payee_id=SUPPLIER, contract_id=CONTRACT), BELOW, found, is_buyer=False) is Refusal.WRONG_PARTY


def test_oddities_are_flagged_and_nothing_is_lost() -> None:
    invoice = an_invoice()
    assert flags_of(PRIME, row(pence=60), invoice, Money(40)) == []
    assert flags_of(PRIME, row(pence=61), invoice, Money(40)) == ["over_invoice"]
    early = row(day=date(2027, 2, 28))
    assert flags_of(Place(BUYER, BUYER, SUPPLIER, 1), early, invoice, Money(0)) == [
        "without_contract",
        "before_receipt",
    ]


def an_invoice() -> Invoice:
    return Invoice(
        id=UUID(int=8), reference="7", place=PRIME, amount=Money(100), received_on=date(2027, 3, 1), recorded_at=NOW
    )


NOW = datetime(2027, 4, 1, tzinfo=UTC)


def test_a_dispute_is_settled_once() -> None:
    invoice = an_invoice()
    invoice.dispute("?", on=date(2027, 3, 5))
    with pytest.raises(RuleBroken):
        invoice.dispute("?", on=date(2027, 3, 6))
    invoice.settle(on=date(2027, 3, 9))
    with pytest.raises(RuleBroken):
        invoice.settle(on=date(2027, 3, 10))
    assert invoice.paused_until(date(2027, 4, 1)) == 4


def test_only_its_payee_confirms_a_payment_and_once() -> None:
    payment = Payment(
        id=UUID(int=9),
        reference="1",
        place=PRIME,
        invoice_id=None,
        amount=Money(1),
        paid_on=TODAY,
        dataset=None,
        recorded_at=NOW,
    )
    with pytest.raises(NotFound):
        payment.confirm(BELOW, TODAY)
    with pytest.raises(RuleBroken):
        payment.confirm(SUPPLIER, date(2027, 3, 31))
    payment.confirm(SUPPLIER, TODAY)
    with pytest.raises(RuleBroken):
        payment.confirm(SUPPLIER, TODAY)


def test_every_refusal_has_its_sentence() -> None:
    assert SENTENCES.keys() == set(Refusal)


@given(st.integers(-40, 40), st.none() | st.integers(-40, 40))
def test_what_was_asked_for_after_a_subcontract_ended_is_flagged(paid: int, asked: int | None) -> None:
    end = date(2027, 5, 31)
    invoice = None
    if asked is not None:
        invoice = an_invoice()
        invoice.received_on = end + timedelta(days=asked)
    flags = flags_of(PRIME, row(day=end + timedelta(days=paid)), invoice, Money(0), end)
    assert ("after_end" in flags) is ((paid if asked is None else asked) > 0)
    assert "after_end" not in flags_of(PRIME, row(day=end + timedelta(days=paid)), invoice, Money(0))
