"""One value, one digest, however it is written down."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from kernel.digests import digest_of
from kernel.money import Money


@dataclass
class Part:
    weight: Decimal
    price: Money
    on: date | None = None


def test_the_digest_is_that_of_a_text_that_anybody_can_write() -> None:
    text = '{"on":"2026-11-25","price":"1720000.00","weight":"12.5"}'
    part = Part(Decimal("12.50"), Money.parse("1720000.00"), date(2026, 11, 25))
    assert digest_of(part) == sha256(text.encode()).hexdigest()


def test_a_database_that_pads_numbers_changes_nothing() -> None:
    assert digest_of([Decimal("30"), Decimal("100")]) == digest_of((Decimal("30.00"), Decimal("100.0000")))


@given(st.dictionaries(st.text(), st.integers() | st.text() | st.none() | st.booleans()))
def test_the_order_of_names_says_nothing(named: dict[str, object]) -> None:
    assert digest_of(named) == digest_of(dict(reversed(named.items())))


def test_a_word_is_not_the_number_it_spells_and_nothing_is_not_a_word() -> None:
    assert len({digest_of(value) for value in (1, "1", None, "None", True, "true", [1], {"1": 1})}) == 8


def test_an_instant_is_hashed_as_iso_8601_has_it() -> None:
    assert digest_of(datetime(2026, 11, 25, 9, tzinfo=UTC)) == digest_of("2026-11-25T09:00:00+00:00")
