"""Any quorum opens, nobody less; and what was altered or moved does not open at all."""

from itertools import combinations
from uuid import uuid4

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tendering.sealing.rules import contexts
from tendering.sealing.rules.boxes import (
    BUCKET,
    OVERHEAD,
    Tampered,
    commitment_of,
    filled,
    is_public_key,
    key_pair,
    sealed,
    unsealed,
)
from tendering.sealing.rules.shares import MOST, SHARE, combined, fingerprint, split

secrets = st.binary(min_size=SHARE, max_size=SHARE)
PRIVATE, PUBLIC = key_pair()


@st.composite
def quorums(draw: st.DrawFn) -> tuple[int, int]:
    """A threshold and a number of openers."""
    count = draw(st.integers(2, 7))
    return draw(st.integers(2, count)), count


@given(secret=secrets, quorum=quorums())
def test_any_quorum_gives_the_secret_back_whoever_is_missing(secret: bytes, quorum: tuple[int, int]) -> None:
    threshold, count = quorum
    shares = split(secret, threshold=threshold, count=count)
    for present in combinations(shares, threshold):
        assert combined({number: shares[number] for number in present}) == secret


@given(secret=secrets, quorum=quorums())
def test_one_share_less_gives_something_else(secret: bytes, quorum: tuple[int, int]) -> None:
    threshold, count = quorum
    shares = split(secret, threshold=threshold, count=count)
    for present in combinations(shares, threshold - 1):
        assert combined({number: shares[number] for number in present}) != secret


@given(secret=secrets, quorum=quorums(), bit=st.integers(0, SHARE * 8 - 1))
def test_a_wrong_share_is_known_by_its_fingerprint_and_opens_nothing(
    secret: bytes, quorum: tuple[int, int], bit: int
) -> None:
    threshold, count = quorum
    key, shares = uuid4(), split(secret, threshold=threshold, count=count)
    wrong = flipped(shares[1], bit)
    assert fingerprint(key, 1, wrong) != fingerprint(key, 1, shares[1])
    assert fingerprint(key, 2, shares[1]) != fingerprint(key, 1, shares[1])
    present = {number: shares[number] for number in list(shares)[:threshold]}
    assert combined(present | {1: wrong}) != secret


@given(secret=secrets)
def test_both_halves_are_split_with_randomness_of_their_own(secret: bytes) -> None:
    twice = secret[:16] * 2
    for share in split(twice, threshold=2, count=3).values():
        assert share[:16] != share[16:]


@pytest.mark.parametrize(("threshold", "count"), [(1, 3), (4, 3), (0, 0), (2, MOST + 1)])
def test_numbers_that_make_no_quorum_are_refused(threshold: int, count: int) -> None:
    with pytest.raises(ValueError, match="cannot be made"):
        split(bytes(SHARE), threshold=threshold, count=count)


@given(plain=st.binary(max_size=200), bit=st.integers(0))
def test_one_flipped_bit_anywhere_is_noticed(plain: bytes, bit: int) -> None:
    box = sealed(plain, PUBLIC, b"here")
    assert unsealed(box, PRIVATE, b"here") == plain
    with pytest.raises(Tampered):
        unsealed(flipped(box, bit % (len(box) * 8)), PRIVATE, b"here")


@given(cut=st.integers(0, 60))
def test_a_box_that_was_cut_is_noticed(cut: int) -> None:
    box = sealed(b"1720000.00", PUBLIC, b"here")
    assume(cut < len(box))
    with pytest.raises(Tampered):
        unsealed(box[:cut], PRIVATE, b"here")


def test_an_envelope_opens_for_its_own_bidder_notice_key_and_terms_only() -> None:
    own = [uuid4(), uuid4(), uuid4()]
    box = sealed(b"homes", PUBLIC, contexts.of_bid(own[0], own[1], own[2], "a" * 64))
    assert unsealed(box, PRIVATE, contexts.of_bid(own[0], own[1], own[2], "a" * 64)) == b"homes"
    moved = [
        contexts.of_bid(uuid4(), own[1], own[2], "a" * 64),
        contexts.of_bid(own[0], uuid4(), own[2], "a" * 64),
        contexts.of_bid(own[0], own[1], uuid4(), "a" * 64),
        contexts.of_bid(own[0], own[1], own[2], "b" * 64),
        contexts.of_share(own[0], own[1], 1),
    ]
    for elsewhere in moved:
        with pytest.raises(Tampered):
            unsealed(box, PRIVATE, elsewhere)


@given(phase=st.integers(1, 20), other=st.integers(1, 20))
def test_an_entry_opens_for_its_own_provider_notice_phase_and_key_only(phase: int, other: int) -> None:
    assume(phase != other)
    notice, supplier, key = uuid4(), uuid4(), uuid4()
    box = sealed(b"homes", PUBLIC, contexts.of_entry(notice, phase, supplier, key))
    assert unsealed(box, PRIVATE, contexts.of_entry(notice, phase, supplier, key)) == b"homes"
    moved = [
        contexts.of_entry(notice, other, supplier, key),
        contexts.of_entry(uuid4(), phase, supplier, key),
        contexts.of_entry(notice, phase, uuid4(), key),
        contexts.of_entry(notice, phase, supplier, uuid4()),
        contexts.of_bid(notice, supplier, key, "a" * 64),
    ]
    for elsewhere in moved:
        with pytest.raises(Tampered):
            unsealed(box, PRIVATE, elsewhere)


def test_the_length_of_an_envelope_tells_next_to_nothing() -> None:
    lengths = {len(sealed(filled(b"x" * size), PUBLIC, b"")) for size in (1, 100, BUCKET)}
    assert lengths == {BUCKET + OVERHEAD}
    assert len(filled(b"x" * (BUCKET + 1))) == 2 * BUCKET


def test_the_same_bid_sealed_twice_is_not_the_same() -> None:
    assert commitment_of(sealed(b"homes", PUBLIC, b"")) != commitment_of(sealed(b"homes", PUBLIC, b""))


@pytest.mark.parametrize("key", [bytes(32), b"\1" + bytes(31), b"short", b""])
def test_a_key_that_seals_to_everybody_is_no_key(key: bytes) -> None:
    assert not is_public_key(key)
    assert is_public_key(PUBLIC)


def flipped(text: bytes, bit: int) -> bytes:
    """The same but for one bit."""
    changed = bytearray(text)
    changed[bit // 8] ^= 1 << (bit % 8)
    return bytes(changed)
