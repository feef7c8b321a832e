"""Which numbers are one body."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as some

from kernel.orgids import OrgId, parse_org_id
from registry.bodies.rules.joining import bodies
from registry.registers.domain import Link, LinkKind, Standing

A, B, C = (OrgId("GB-CHC", f"100000{digit}") for digit in "123")
X, Y = OrgId("GB-COH", "00000011"), OrgId("GB-COH", "00000012")
SCOTTISH, SOCIETY = OrgId("GB-SC", "SC000001"), OrgId("GB-MPR", "1234R")
LIVE, ENDED = Standing.LIVE, Standing.ENDED


def same(one: OrgId, other: OrgId) -> Link:
    return Link(LinkKind.SAME_BODY, one, other)


def again(old: OrgId, new: OrgId) -> Link:
    return Link(LinkKind.REREGISTERED_AS, old, new)


def groups(*links: Link, **standing: Standing) -> set[frozenset[OrgId]]:
    names = {"a": A, "b": B, "c": C, "x": X, "y": Y}
    return set(bodies(links, {names[name]: it for name, it in standing.items()}))


def test_a_charity_with_a_company_and_a_scottish_number_is_one_body() -> None:
    assert groups(same(A, X), same(SCOTTISH, A)) == {frozenset({A, X, SCOTTISH})}


def test_old_numbers_follow_to_the_newest_along_a_chain() -> None:
    assert groups(again(A, B), again(B, C), same(C, X)) == {frozenset({A, B, C, X})}


def test_two_charities_that_quote_one_company_are_not_joined_by_it() -> None:
    assert groups(same(A, X), same(B, X), a=LIVE, b=LIVE) == set()
    assert groups(same(A, X), same(B, X)) == set()


def test_of_two_that_quote_one_company_the_only_live_one_is_believed() -> None:
    assert groups(same(A, X), same(B, X), a=ENDED, b=LIVE) == {frozenset({B, X})}


def test_an_old_and_a_new_number_of_one_charity_may_quote_one_company() -> None:
    assert groups(same(A, X), same(B, X), again(A, B), a=ENDED, b=LIVE) == {frozenset({A, B, X})}


def test_a_charity_that_is_said_to_be_two_companies_is_neither_unless_one_is_live() -> None:
    assert groups(same(A, X), same(A, Y)) == set()
    assert groups(same(A, X), same(A, Y), x=LIVE, y=ENDED) == {frozenset({A, X})}


def test_a_society_may_be_mirrored_under_several_numbers() -> None:
    assert groups(same(SOCIETY, X), same(SOCIETY, Y)) == {frozenset({SOCIETY, X, Y})}


def test_mergers_and_linked_charities_join_nobody() -> None:
    others = [it for it in LinkKind if not it.joins]
    assert groups(*(Link(kind, A, B) for kind in others)) == set()


NUMBERS = (A, B, C, X, Y, SCOTTISH, SOCIETY, parse_org_id("GB-NIC-100001"))
LINKS = some.lists(
    some.builds(
        Link,
        some.sampled_from([LinkKind.SAME_BODY, LinkKind.REREGISTERED_AS]),
        some.sampled_from(NUMBERS),
        some.sampled_from(NUMBERS),
    ),
    max_size=12,
)
STANDING = some.dictionaries(some.sampled_from(NUMBERS), some.sampled_from([*Standing]))


@given(LINKS, STANDING, some.randoms(use_true_random=False))
def test_the_order_of_links_does_not_matter(links: list[Link], standing: dict[OrgId, Standing], chance: object) -> None:
    shuffled = list(links)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert set(bodies(shuffled, standing)) == set(bodies(links, standing))


@given(LINKS, STANDING)
def test_no_number_is_in_two_bodies_and_every_body_is_linked(
    links: list[Link], standing: dict[OrgId, Standing]
) -> None:
    found = bodies(links, standing)
    numbers = [it for group in found for it in group]
    assert len(numbers) == len(set(numbers))
    assert set(numbers) <= ends(links)
    assert all(len(group) > 1 for group in found)


def ends(links: Iterable[Link]) -> set[OrgId]:
    return {it for link in links for it in (link.start, link.end)}
