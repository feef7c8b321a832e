"""Only who may mark is counted, and the draw is nobody's choice."""

import hashlib
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.tendering.tests.builders import NOW

from kernel.errors import Conflict, RuleBroken, Unacceptable
from tendering.panels.domain import Kind, Member, Panel
from tendering.panels.rules import Candidate, drawn, must_be_the_seed

DEADLINE = date(2026, 9, 28)
LOT, OTHER = uuid4(), uuid4()
SEED = b"published beforehand"
CANDIDATES = [Candidate(f"person-{n}", "under_25" if n % 3 == 0 else "others") for n in range(12)]


def a_member(**changes: Any) -> Member:
    """A Citizen Commissioner who has declared no interests."""
    facts: dict[str, Any] = {"notice_id": uuid4(), "kind": Kind.CITIZEN, "subject": "citizen", "appointed_at": NOW}
    return Member(**({"declared_at": NOW} | facts | changes))


def test_who_leaves_a_lot_still_judges_the_others() -> None:
    member = a_member()
    member.recuse(LOT, "A sibling is employed by a bidder.", now=NOW)
    assert Panel.able([member], LOT, on=DEADLINE, quorum=1).members == ()
    assert Panel.able([member], OTHER, on=DEADLINE, quorum=1).is_quorate
    with pytest.raises(RuleBroken, match="left this lot"):
        member.must_be_free(LOT)
    with pytest.raises(Conflict):
        member.recuse(LOT, "Again.", now=NOW)


def test_nobody_judges_before_declaring_their_interests() -> None:
    with pytest.raises(RuleBroken, match="Declare your interests"):
        a_member(declared_at=None).must_be_free(LOT)


def test_training_counts_on_its_last_day_and_not_on_the_next() -> None:
    fresh, lapsed = (a_member(trained_until=DEADLINE - timedelta(days=days)) for days in (0, 1))
    assert Panel.able([fresh, lapsed], LOT, on=DEADLINE, quorum=1).members == (fresh,)


@given(recused=st.sets(st.integers(0, 6)), quorum=st.integers(1, 8), young=st.sets(st.integers(0, 6)))
def test_a_panel_is_its_able_members_and_no_more(recused: set[int], quorum: int, young: set[int]) -> None:
    members = [a_member(under_25=place in young) for place in range(7)]
    for place in recused:
        members[place].recuse(LOT, "A conflict.", now=NOW)
    panel = Panel.able(members, LOT, on=DEADLINE, quorum=quorum, minimum_under_25=1)
    assert (len(panel.members), panel.is_quorate) == (7 - len(recused), 7 - len(recused) >= quorum)
    assert panel.is_composed_well is bool(young - recused)


@given(order=st.permutations(CANDIDATES), young=st.integers(1, 4), others=st.integers(1, 8))
def test_the_draw_is_the_same_whoever_prepares_the_list(order: list[Candidate], young: int, others: int) -> None:
    seats = {"under_25": young, "others": others}
    found = drawn(order, seats, SEED)
    assert found == drawn(CANDIDATES, seats, SEED)
    assert [each.stratum for each in found] == ["under_25"] * young + ["others"] * others


def test_another_seed_draws_others() -> None:
    seats = {"others": 4}
    assert drawn(CANDIDATES, seats, SEED) != drawn(CANDIDATES, seats, b"another")


def test_the_seed_is_the_one_that_was_published() -> None:
    must_be_the_seed(SEED, hashlib.sha256(SEED).hexdigest())
    with pytest.raises(RuleBroken, match="not the seed"):
        must_be_the_seed(b"another", hashlib.sha256(SEED).hexdigest())


def test_empty_seats_and_double_names_are_refused() -> None:
    with pytest.raises(RuleBroken, match="4 candidates for 5 seats"):
        drawn(CANDIDATES, {"under_25": 5}, SEED)
    with pytest.raises(Unacceptable):
        drawn([CANDIDATES[0], CANDIDATES[0]], {"under_25": 1}, SEED)
