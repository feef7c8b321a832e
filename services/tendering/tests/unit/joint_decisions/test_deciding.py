"""What an alliance decides: one veto blocks, and time agrees to nothing."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.tendering.tests.unit.alliances.test_members import NOW, an_alliance

from kernel.errors import RuleBroken
from tendering.alliances.domain import Alliance
from tendering.joint_decisions.domain import Choice, Joint, Result
from tendering.joint_decisions.rules import tally

votes = st.sampled_from([Choice.FOR, Choice.AGAINST, Choice.ABSTAIN, None])


def a_decision(alliance: Alliance, *said: Choice | None) -> Joint:
    joint = Joint(alliance_id=alliance.id, title="Move two posts", opened_at=NOW, rung_since=NOW)
    for member, choice in zip(alliance.present, said, strict=False):
        if choice is not None:
            joint.cast(member, choice, now=NOW)
    return joint


@given(st.lists(votes, min_size=4, max_size=4))
def test_one_veto_blocks_and_silence_agrees_to_nothing(said: list[Choice | None]) -> None:
    alliance = an_alliance()
    found = tally(a_decision(alliance, *said), alliance.present)
    assert (found.result is Result.VETOED) == (Choice.AGAINST in said)
    assert (found.result is Result.AGREED) == all(each is Choice.FOR for each in said)
    assert set(found.against) <= set(found.not_for)


def test_a_deadlock_climbs_its_ladder_and_stops_at_the_top_undecided() -> None:
    alliance = an_alliance()
    joint = a_decision(alliance, Choice.FOR, Choice.AGAINST)
    joint.climb(alliance, Result.VETOED, now=NOW)
    assert tally(joint, alliance.present).result is Result.NOT_AGREED
    with pytest.raises(RuleBroken, match="10 days"):
        joint.climb(alliance, Result.NOT_AGREED, now=NOW + timedelta(days=9))
    joint.climb(alliance, Result.NOT_AGREED, now=NOW + timedelta(days=10))
    with pytest.raises(RuleBroken, match="no rung above"):
        joint.climb(alliance, Result.NOT_AGREED, now=NOW + timedelta(days=30))
