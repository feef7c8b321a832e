"""Only who may mark is counted, and only enough of them."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tendering.evaluation.rules.panels import Member, Panel

DEADLINE = date(2026, 9, 28)
CITIZENS = [Member(id=f"citizen-{n}", under_25=n in {2, 5}) for n in range(1, 8)]


def test_a_recused_member_leaves_the_whole_lot() -> None:
    panel = Panel.able(CITIZENS, {"citizen-7"}, on=DEADLINE, quorum=5, minimum_under_25=1)
    assert (len(panel.members), panel.members_under_25, panel.is_quorate, panel.is_composed_well) == (6, 2, True, True)
    assert panel.valid({"citizen-7": Fraction(10), "citizen-1": Fraction(4)}) == {"citizen-1": Fraction(4)}


def test_training_counts_on_its_last_day_and_not_on_the_next() -> None:
    members = [Member(id="fresh", trained_until=DEADLINE), Member(id="lapsed", trained_until=date(2026, 9, 27))]
    assert [member.id for member in Panel.able(members, set(), on=DEADLINE, quorum=1).members] == ["fresh"]


@given(
    recused=st.sets(st.sampled_from([member.id for member in CITIZENS])),
    marked=st.sets(st.sampled_from([*(member.id for member in CITIZENS), "stranger"])),
    quorum=st.integers(1, 8),
)
def test_marks_suffice_only_if_enough_able_members_gave_them(recused: set[str], marked: set[str], quorum: int) -> None:
    panel = Panel.able(CITIZENS, recused, on=DEADLINE, quorum=quorum)
    assert panel.suffices(dict.fromkeys(marked, Fraction(5))) == (len(marked - recused - {"stranger"}) >= quorum)
    assert panel.is_quorate or not panel.suffices(dict.fromkeys(marked, Fraction(5)))
