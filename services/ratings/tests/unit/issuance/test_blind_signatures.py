"""Blind signatures as RFC 9474 has them, number for number."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from Crypto.PublicKey import RSA

from ratings.credentials.rules.blinding import BadSignature, blind, encode, finalized, is_signed, prepared
from ratings.issuance.rules import Unsignable, modulus_of, new_key, sign

A1 = json.loads((Path(__file__).parent / "rfc9474_a1.json").read_text())
MESSAGE = b"thirty-two bytes that are random"


def octets(name: str) -> bytes:
    return bytes.fromhex(A1[name])


def number(name: str) -> int:
    return int(A1[name], 16)


def published_key() -> bytes:
    """The key of the RFC's example."""
    parts: tuple[Any, ...] = tuple(map(number, ("n", "e", "d", "p", "q")))
    return RSA.construct(parts).export_key("DER", pkcs=8)


@cache
def a_key() -> bytes:
    return new_key(2048)


def test_the_example_of_rfc_9474_comes_out_byte_for_byte() -> None:
    modulus, message = number("n"), octets("prepared_msg")
    assert message == octets("msg_prefix") + octets("msg")
    assert encode(message, modulus.bit_length() - 1, octets("salt")) == octets("encoded_msg")
    blinded = blind(modulus, message, salt=octets("salt"), inverse=number("inv"))
    assert blinded.request == octets("blinded_msg")
    answer = sign(published_key(), blinded.request)
    assert answer == octets("blind_sig")
    assert finalized(modulus, message, answer, blinded.inverse) == octets("sig")
    assert is_signed(modulus, message, octets("sig"))


def test_what_is_signed_is_never_seen_twice_alike_and_proves_the_message_only() -> None:
    modulus, message = modulus_of(a_key()), prepared(MESSAGE)
    first, second = blind(modulus, message), blind(modulus, message)
    assert first.request != second.request
    signature = finalized(modulus, message, sign(a_key(), first.request), first.inverse)
    assert is_signed(modulus, message, signature)
    assert not is_signed(modulus, prepared(MESSAGE), signature)
    assert not is_signed(modulus_of(new_key(2048)), message, signature)
    assert not is_signed(modulus, message, b"")


def test_an_answer_to_something_else_is_noticed() -> None:
    modulus, message = modulus_of(a_key()), prepared(MESSAGE)
    mine, other = blind(modulus, message), blind(modulus, message)
    for answer in (sign(a_key(), other.request), b"short"):
        with pytest.raises(BadSignature):
            finalized(modulus, message, answer, mine.inverse)


@pytest.mark.parametrize("distance", [0, 1])
@pytest.mark.parametrize("of_modulus", [False, True])
def test_what_signs_itself_is_not_signed(distance: int, of_modulus: bool) -> None:
    modulus = modulus_of(a_key())
    for value in (modulus + distance, modulus - distance) if of_modulus else (distance,):
        with pytest.raises(Unsignable):
            sign(a_key(), value.to_bytes(256, "big"))


def test_a_message_of_another_length_is_not_signed() -> None:
    for size in (0, 255, 257):
        with pytest.raises(Unsignable):
            sign(a_key(), b"\2" * size)
