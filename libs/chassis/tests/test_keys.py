"""The gateway's keys are fetched seldom, by one at a time, and outlive the gateway's silence."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
from joserfc.jwk import ECKey, OKPKey

from chassis.keys import COOL_DOWN, FRESH, KeySet
from chassis.problems import Problem


class Gateway:
    """Publishes keys, counts who asks, and may be silent."""

    def __init__(self, *kids: str) -> None:
        self.kids, self.asked, self.silent, self.now = list(kids), 0, False, 1000.0
        self.set = KeySet(self.publish, clock=lambda: self.now)

    async def publish(self) -> Mapping[str, Any]:
        self.asked += 1
        await asyncio.sleep(0)
        if self.silent:
            raise OSError("connection refused")
        return {"keys": [OKPKey.generate_key("Ed25519", {"kid": kid}).as_dict(private=False) for kid in self.kids]}


async def test_a_hundred_who_ask_at_once_are_one_reading() -> None:
    gateway = Gateway("a")
    found = await asyncio.gather(*(gateway.set.find("a") for _ in range(100)))
    assert (gateway.asked, len({id(key) for key in found})) == (1, 1)


async def test_a_new_key_is_found_at_once_but_unknown_ones_cannot_flood_the_gateway() -> None:
    gateway = Gateway("a")
    await gateway.set.find("a")
    gateway.kids.append("b")
    gateway.now += COOL_DOWN + 1
    assert await gateway.set.find("b") is not None
    for n in range(50):
        assert await gateway.set.find(f"invented-{n}") is None
    assert gateway.asked == 2


async def test_a_withdrawn_key_is_gone_when_the_set_is_read_again() -> None:
    gateway = Gateway("a", "b")
    await gateway.set.find("a")
    gateway.kids.remove("a")
    gateway.now += FRESH - 1
    assert await gateway.set.find("a") is not None
    gateway.now += 2
    assert await gateway.set.find("a") is None


async def test_known_keys_outlive_the_gateways_silence_and_it_is_not_pestered() -> None:
    gateway = Gateway("a")
    known = await gateway.set.find("a")
    gateway.silent, gateway.now = True, gateway.now + FRESH + 1
    for _ in range(20):
        assert await gateway.set.find("a") is known
    assert gateway.asked == 2
    gateway.silent, gateway.now = False, gateway.now + COOL_DOWN + 1
    assert await gateway.set.find("a") is not known
    assert gateway.asked == 3


async def test_while_the_set_is_read_anew_nobody_who_knows_the_key_waits() -> None:
    gateway = Gateway("a")
    known = await gateway.set.find("a")
    gateway.now += FRESH + 1
    reading = asyncio.create_task(gateway.set.find("a"))
    await asyncio.sleep(0)
    assert gateway.asked == 2
    assert await gateway.set.find("a") is known
    assert await reading is not known


async def test_without_any_key_nobody_is_called_a_liar() -> None:
    gateway = Gateway()
    gateway.silent = True
    with pytest.raises(Problem) as refusal:
        await gateway.set.find("a")
    assert (refusal.value.kind.status, refusal.value.headers) == (503, {"Retry-After": "1"})


async def test_keys_of_another_kind_are_not_taken() -> None:
    other = ECKey.generate_key("P-256", {"kid": "ec"}).as_dict(private=False)
    x25519 = OKPKey.generate_key("X25519", {"kid": "x"}).as_dict(private=False)
    ours = OKPKey.generate_key("Ed25519", {"kid": "ours"}).as_dict(private=False)
    keys = KeySet.of({"keys": [other, x25519, {"kty": "OKP", "crv": "Ed25519", "kid": "bad", "x": "!"}, ours]})
    assert await keys.find("ours") is not None
    assert list(keys.keys) == ["ours"]
