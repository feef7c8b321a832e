"""Keys follow one another without a gap, and open for nobody else."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import pytest

from gateway.identity import keyring
from gateway.identity.domain import AFTER, AHEAD, SIGNS, SigningKey, next_start
from gateway.identity.keyring import Keyring
from gateway.identity.sealing import Seal, WrongSecret

NOW = datetime(2026, 8, 17, 9, tzinfo=UTC)


def a_key(start: datetime) -> SigningKey:
    return SigningKey("kid", b"", start, start + SIGNS)


def test_the_first_key_signs_at_once() -> None:
    assert next_start([], now=NOW) == NOW


def test_the_next_key_is_made_a_day_ahead_and_takes_over_without_a_gap() -> None:
    key = a_key(NOW)
    assert next_start([key], now=key.signs_until - AHEAD - timedelta(seconds=1)) is None
    assert next_start([key], now=key.signs_until - AHEAD) == key.signs_until


def test_a_gateway_that_slept_through_its_keys_makes_one_that_signs_now() -> None:
    assert next_start([a_key(NOW - 2 * SIGNS)], now=NOW) == NOW


def test_of_two_keys_one_signs_at_any_instant_and_both_are_shown_around_the_change() -> None:
    old, new = a_key(NOW), a_key(NOW + SIGNS)
    change = old.signs_until
    for instant in (change - timedelta(microseconds=1), change, change + timedelta(microseconds=1)):
        assert [old.signs(now=instant), new.signs(now=instant)].count(True) == 1
        assert old.is_shown(now=instant)
        assert new.is_shown(now=instant)
    assert not old.is_shown(now=change + AFTER)


class Cut:
    """A database whose connection is cut in mid-word, each time."""

    def __init__(self) -> None:
        self.asked = 0

    def begin(self) -> Any:
        self.asked += 1
        raise asyncpg.InterfaceError("connection is closed")


async def test_whatever_breaks_the_next_hour_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    database: Any = Cut()
    monkeypatch.setattr(keyring, "EVERY", 0)
    renewing = asyncio.create_task(Keyring(database, Seal("one")).keep_renewing())
    for _ in range(20):
        await asyncio.sleep(0)
    assert database.asked > 1
    renewing.cancel()


def test_what_was_sealed_opens_with_the_same_secret_for_the_same_key_only() -> None:
    sealed = Seal("one").close(b"private", "a")
    assert Seal("one").open(sealed, "a") == b"private"
    assert b"private" not in sealed
    for secret, kid in (("two", "a"), ("one", "b")):
        with pytest.raises(WrongSecret, match="another COMMONWEAL_SECRET"):
            Seal(secret).open(sealed, kid)
