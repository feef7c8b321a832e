"""Whoever holds the same tellings finds the same digest, and nobody who holds others does."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.evidence import digest_of_snapshot, digest_of_telling, service_code_of

NOTICE, TRUST, RIVAL = (UUID(int=number) for number in (1, 2, 3))
TOLD = datetime(2026, 8, 17, 9, tzinfo=UTC)
TELLING: dict[str, Any] = {"organisation_id": TRUST, "stars": [1, 0, 2, 3, 1], "salt": "5a", "as_of": TOLD}
SNAPSHOT: dict[str, Any] = {
    "notice_id": NOTICE,
    "service_code": "85311000",
    "as_of": TOLD,
    "tellings": {TRUST: "a" * 64},
}


def test_a_telling_is_bound_by_the_text_that_everybody_can_write() -> None:
    text = (
        '{"as_of":"2026-08-17T09:00:00+00:00","organisation_id":"00000000-0000-0000-0000-000000000002",'
        '"salt":"5a","stars":[1,0,2,3,1]}'
    )
    assert digest_of_telling(**TELLING) == sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    "changed", [{"organisation_id": RIVAL}, {"stars": [1, 0, 2, 3, 2]}, {"salt": "5b"}, {"as_of": TOLD + timedelta(1)}]
)
def test_a_telling_with_anything_else_in_it_is_another(changed: dict[str, Any]) -> None:
    assert digest_of_telling(**TELLING | changed) != digest_of_telling(**TELLING)


@pytest.mark.parametrize(
    "changed",
    [
        {"notice_id": TRUST},
        {"service_code": "85312000"},
        {"as_of": TOLD + timedelta(1)},
        {"tellings": {}},
        {"tellings": {RIVAL: "a" * 64}},
        {"tellings": {TRUST: "b" * 64}},
    ],
)
def test_a_snapshot_with_anything_else_in_it_is_another(changed: dict[str, Any]) -> None:
    assert digest_of_snapshot(**SNAPSHOT | changed) != digest_of_snapshot(**SNAPSHOT)


@given(st.dictionaries(st.uuids(), st.text("0123456789abcdef", min_size=64, max_size=64)))
def test_in_which_order_tellings_came_makes_no_difference(tellings: dict[UUID, str]) -> None:
    backwards = dict(reversed(tellings.items()))
    bound = [digest_of_snapshot(NOTICE, "", TOLD, each) for each in (tellings, backwards)]
    assert bound[0] == bound[1]


def test_the_first_code_says_for_which_service_ratings_are_looked_at() -> None:
    assert service_code_of(["85311000", "85312000"]) == "85311000"
    assert service_code_of([]) == ""
