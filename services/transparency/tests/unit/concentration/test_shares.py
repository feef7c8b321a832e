"""Who holds how much of a scope, its chains included: exactly a fifth is within the cap."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as some
from services.transparency.tests.unit.flows.test_retained import FLOWS, ORG, below, prime

from kernel.rounding import half_up
from transparency.concentration.domain import GroupShare, Parts
from transparency.concentration.rules import concentration, figures_on, leakage, share_if_won
from transparency.flows.domain import Flow

DAY = date(2026, 11, 30)
FIGURES, NOTHING = figures_on(DAY), Fraction()
GROUPS = [UUID(int=number) for number in range(100, 104)]
# Each organisation is of a group, of itself, or a joint venture of two groups.
PARTS = some.dictionaries(
    some.sampled_from(ORG),
    some.sampled_from(
        [
            {GROUPS[0]: Fraction(1)},
            {GROUPS[1]: Fraction(1)},
            {GROUPS[0]: Fraction(1, 3), GROUPS[2]: Fraction(2, 3)},
        ]
    ),
)
A, B, C, D, E, F = ORG


def pounds(amount: Fraction) -> Fraction:
    return amount / 100


@given(FLOWS, PARTS)
def test_what_is_attributed_to_all_is_the_total(flows: list[Flow], parts: Parts) -> None:
    found = concentration(flows, parts, FIGURES)
    assert sum(each.attributed for each in found.groups) == found.total
    assert sum(each.direct for each in found.groups) == found.total


@given(FLOWS, PARTS, some.randoms())
def test_the_order_of_payments_moves_nothing(flows: list[Flow], parts: Parts, chance: object) -> None:
    shuffled = sorted(flows, key=lambda _: chance.random())  # type: ignore[attr-defined]
    assert concentration(shuffled, parts, FIGURES) == concentration(flows, parts, FIGURES)


@given(FLOWS, some.integers(1, 10_000))
def test_what_moves_inside_a_group_cancels(flows: list[Flow], pence: int) -> None:
    parts: Parts = {each: {GROUPS[0]: Fraction(1)} for each in (A, B)}
    inside = Flow(A, B, Fraction(pence), is_prime=False)
    assert concentration([*flows, inside], parts, FIGURES) == concentration(flows, parts, FIGURES)


@given(some.integers(0, 10_000), some.integers(1, 10_000))
def test_only_more_than_the_cap_is_over_it(own: int, others: int) -> None:
    found = concentration([prime(A, own), prime(B, others)], {}, FIGURES)
    [share] = [each for each in found.groups if each.group == A]
    assert share.breach is (5 * own > own + others)
    assert (share.excess > 0) is share.breach
    assert not (share.breach and share.warning)


def test_exactly_a_fifth_passes_and_warns_and_a_penny_more_is_over() -> None:
    [_, fifth] = concentration([prime(A, 20), prime(B, 80)], {}, FIGURES).groups
    assert (fifth.share, fifth.breach, fifth.warning, fifth.excess) == (Fraction(1, 5), False, True, NOTHING)
    penny = Flow(None, A, Fraction(1), is_prime=True)
    [_, over] = concentration([prime(A, 20), prime(B, 80), penny], {}, FIGURES).groups
    assert (over.breach, over.warning, over.excess) == (True, False, Fraction(4, 5))


def test_money_of_no_known_owner_breaches_nothing_and_counts_in_no_index() -> None:
    found = concentration([prime(None, 60), prime(A, 20), prime(B, 20)], {}, FIGURES)
    nobody = found.groups[0]
    assert [nobody.group, nobody.breach, nobody.direct_breach, nobody.warning] == [None, False, False, False]
    assert nobody.excess == NOTHING
    assert (found.index, found.top_three, len(found.named), found.too_few_groups) == (
        Fraction(800),
        Fraction(2, 5),
        2,
        True,
    )


def test_of_no_money_nothing_can_be_said() -> None:
    found = concentration([prime(A, 10), prime(B, -10)], {}, FIGURES)
    assert (found.index, found.band, found.top_three, found.named, found.over_cap) == (None, None, None, [], [])
    assert {each.breach for each in found.groups} == {each.warning for each in found.groups} == {None}


def test_a_joint_venture_is_its_owners() -> None:
    parts: Parts = {C: {A: Fraction(1, 3), B: Fraction(2, 3)}}
    found = {each.group: each for each in concentration([prime(C, 90), below(C, A, 30)], parts, FIGURES).groups}
    assert {group: pounds(each.attributed) for group, each in found.items()} == {A: 50, B: 40}
    assert pounds(found[A].received) == pounds(found[B].paid_down) == 20


def test_a_group_that_passes_directly_and_breaches_through_its_chain() -> None:
    group: Parts = {each: {GROUPS[0]: Fraction(1)} for each in (A, B)}
    others = [UUID(int=number) for number in range(10, 16)]
    flows = [
        *(
            prime(A, 15_000_000),
            prime(B, 6_400_000),
            prime(None, 8_600_000),
            prime(C, 14_000_000),
            prime(E, 20_000_000),
        ),
        *(prime(each, millions * 1_000_000) for each, millions in zip(others, (9, 4, 11, 12, 18), strict=False)),
        *(below(A, C, 1_400_000), below(B, D, 800_000), below(A, B, 1_000_000)),
        *(below(E, B, 3_100_000), below(C, A, 1_800_000)),
    ]
    found = concentration(flows, group, FIGURES)
    [over] = found.over_cap
    assert (half_up(100 * (over.direct_share or 0), 4), over.direct_breach) == (Decimal("18.1356"), False)
    assert (half_up(100 * (over.share or 0), 4), pounds(over.excess)) == (Decimal("20.4237"), Fraction(500_000))
    assert (pounds(over.paid_down), pounds(over.received)) == (Fraction(2_200_000), Fraction(4_900_000))
    assert (half_up(found.index or 0, 4), found.band) == (Decimal("1248.2189"), "concentrated")
    assert (found.top_three, len(found.named), found.too_few_groups) == (Fraction(1, 2), 9, False)


def test_an_authority_may_publish_figures_of_its_own() -> None:
    own = figures_on(DAY, {"share_cap": Decimal("0.25"), "minimum_groups": Decimal(2)})
    found = concentration([prime(A, 25), prime(B, 75)], {}, own)
    assert [each.group for each in found.over_cap] == [B]
    assert (found.too_few_groups, own.warning, own.concentrated_over) == (False, Fraction(15, 100), Fraction(1000))
    assert figures_on(date(2020, 1, 1)) == FIGURES  # what came before the rules is held against the first of them


@given(some.integers(1, 1000), some.integers(1, 1000), some.integers(0, 1000))
def test_who_wins_more_holds_more_of_more(own: int, others: int, won: int) -> None:
    found = concentration([prime(A, own), prime(B, others)], {}, FIGURES)
    assert share_if_won(found, A, Fraction(100 * won)) == Fraction(own + won, own + others + won)
    assert share_if_won(found, C, Fraction(100 * won)) == Fraction(won, own + others + won)


def test_leakage_is_of_turnover_and_an_estimate_of_what_was_attributed() -> None:
    found = leakage(Fraction(212), Fraction("7.4"), [Fraction("3.1"), Fraction("2.5")], Fraction(24_100_000))
    assert half_up(100 * (found.rate or 0), 4) == Decimal("6.1321")
    assert half_up(100 * (found.dividends_alone or 0), 4) == Decimal("3.4906")
    assert half_up(found.estimated or 0, 2) == Decimal("1477830.19")
    assert leakage(Fraction(0), Fraction(1), [], Fraction(1)).estimated is None


def test_a_group_share_of_nothing_has_no_share() -> None:
    nothing = GroupShare(A, Fraction(), Fraction(), Fraction(), Fraction(), FIGURES)
    assert (nothing.share, nothing.direct_share, nothing.excess) == (None, None, NOTHING)
