"""Shares are by group, make one together, and flag over a fifth; a company cut in pieces has the share it had."""

from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from kernel.money import Money
from tendering.referrals.domain import Counted, Standing
from tendering.referrals.rules import Figures, band, concentration

ON = date(2026, 11, 25)
FIGURES = Figures.on(ON)
GROUPS = [UUID(int=number) for number in range(1, 9)]
AWARDS = st.lists(st.tuples(st.sampled_from(GROUPS), st.integers(0, 10**9), st.booleans()), max_size=12)


def an_award(group: UUID, pence: int, *, direct: bool = False, decided_on: date = ON) -> Counted:
    return Counted(
        award_id=uuid4(),
        notice_id=uuid4(),
        buyer_id=uuid4(),
        supplier_id=uuid4(),
        group_id=group,
        value=Money(pence),
        decided_on=decided_on,
        is_direct=direct,
    )


def test_a_fifth_is_within_the_cap_and_a_penny_more_is_not() -> None:
    even = concentration([an_award(group, 100) for group in GROUPS[:5]], FIGURES, on=ON)
    assert {each.standing for each in even.groups} == {Standing.WARNING}
    assert (even.calls_for_referral, even.index, band(even.index, FIGURES)) == (False, Fraction(2000), "concentrated")
    more = concentration([an_award(g, 101 if g == GROUPS[0] else 100) for g in GROUPS[:5]], FIGURES, on=ON)
    assert (more.groups[0].standing, more.groups[0].share) == (Standing.BREACH, Fraction(101, 501))
    assert more.calls_for_referral


def test_with_four_groups_the_cap_cannot_be_kept_so_it_only_warns() -> None:
    found = concentration([an_award(group, 100) for group in GROUPS[:4]], FIGURES, on=ON)
    assert (found.is_feasible, found.calls_for_referral) == (False, False)
    assert {each.standing for each in found.groups} == {Standing.WARNING}


@given(AWARDS)
def test_shares_make_one_and_every_award_is_counted_once(awards: list[tuple[UUID, int, bool]]) -> None:
    made = [an_award(group, pence, direct=direct) for group, pence, direct in awards]
    found = concentration(made, FIGURES, on=ON)
    assert sorted(a.award_id for g in found.groups for a in g.awards) == sorted(a.award_id for a in made)
    if found.total.pence:
        assert sum(each.share or 0 for each in found.groups) == 1
    else:
        assert {each.share for each in found.groups} <= {None}


@given(AWARDS, st.integers(2, 6))
def test_splitting_an_award_among_shells_of_one_group_changes_no_share(
    awards: list[tuple[UUID, int, bool]], pieces: int
) -> None:
    whole = concentration([an_award(g, pence * pieces) for g, pence, _ in awards], FIGURES, on=ON)
    split = concentration([an_award(g, pence) for g, pence, _ in awards for _ in range(pieces)], FIGURES, on=ON)
    assert [(g.group_id, g.share, g.standing) for g in whole.groups] == [
        (g.group_id, g.share, g.standing) for g in split.groups
    ]
    assert whole.index == split.index


def test_direct_awards_of_one_group_add_up_and_repeating_them_shows() -> None:
    one, other = GROUPS[:2]
    made = [an_award(one, 60, direct=True), an_award(one, 60, direct=True), an_award(one, 5), an_award(other, 9)]
    first, second = concentration(made, FIGURES, on=ON).groups
    assert (first.value, len(first.direct), first.repeats_direct_awards) == (Money(125), 2, True)
    assert (second.direct, second.repeats_direct_awards) == ((), False)


def test_only_the_months_of_the_rulebook_count_to_the_day() -> None:
    first = FIGURES.period(ON).first
    assert first == date(2025, 11, 26)
    inside, outside = (an_award(GROUPS[0], 100, decided_on=first - timedelta(days=days)) for days in (0, 1))
    found = concentration([inside, outside], FIGURES, on=ON)
    assert [each.award_id for each in found.groups[0].awards] == [inside.award_id]


def test_of_nothing_there_is_no_share_and_no_index() -> None:
    nothing = concentration([], FIGURES, on=ON)
    assert (nothing.index, band(nothing.index, FIGURES), nothing.groups) == (None, None, ())
