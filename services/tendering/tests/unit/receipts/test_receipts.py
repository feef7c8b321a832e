"""A receipt proves what it says to anybody, and nothing that it does not say."""

import json
from base64 import urlsafe_b64decode
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jws
from services.tendering.tests.builders import NOW

from tendering.receipts.domain import Receipt
from tendering.receipts.rules import Forged, Signer, verified

OURS, ANOTHER = Signer(b"1" * 32), Signer(b"2" * 32)
RECEIPT = Receipt(
    bid_id=UUID(int=1),
    notice_id=UUID(int=2),
    bidder_id=UUID(int=3),
    received_at=NOW,
    withdrawn_at=None,
    commitment="0" * 64,
    terms_hash="1" * 64,
    version=1,
)
PUBLISHED = {"keys": [ANOTHER.public, OURS.public]}
SIGNED = OURS.sign(RECEIPT)


def test_who_holds_a_receipt_reads_from_it_what_came_and_when() -> None:
    assert verified(SIGNED, PUBLISHED) == RECEIPT.claims()
    assert RECEIPT.claims()["received_at"] == "2026-08-17T09:00:00Z"


@given(place=st.integers(0, len(SIGNED) - 2), letter=st.sampled_from("AZaz09-_"))
def test_no_letter_of_a_receipt_can_be_changed(place: int, letter: str) -> None:
    altered = SIGNED[:place] + letter + SIGNED[place + 1 :]
    if altered != SIGNED:
        with pytest.raises(Forged):
            verified(altered, PUBLISHED)


@pytest.mark.parametrize("published", [{"keys": [ANOTHER.public]}, {"keys": []}, {}], ids=["another", "none", "empty"])
def test_what_a_key_signed_that_is_not_published_is_forged(published: dict[str, list[dict[str, str]]]) -> None:
    with pytest.raises(Forged):
        verified(SIGNED, published)


@pytest.mark.parametrize("nonsense", ["", "a.b.c", "not a receipt", SIGNED.rpartition(".")[0] + "."])
def test_nonsense_is_no_receipt(nonsense: str) -> None:
    with pytest.raises(Forged):
        verified(nonsense, PUBLISHED)


def test_what_the_key_signed_for_another_purpose_is_no_receipt() -> None:
    header = {"alg": "EdDSA", "typ": "at+jwt", "kid": OURS.kid}
    other = jws.serialize_compact(header, json.dumps(RECEIPT.claims()), OURS.key, algorithms=["EdDSA"])
    with pytest.raises(Forged, match="something else"):
        verified(other, PUBLISHED)


def test_the_same_secret_gives_the_same_key_under_the_same_name() -> None:
    again = Signer(b"1" * 32)
    assert again.public == OURS.public
    assert "d" not in again.public
    header = json.loads(urlsafe_b64decode(SIGNED.partition(".")[0] + "=="))
    assert header == {"alg": "EdDSA", "typ": "commonweal-receipt+jwt", "kid": OURS.kid}
