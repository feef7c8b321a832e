"""What may be relied on: live that day, undisputed, whatever the order it was found in."""

import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from services.registry.tests.builders import a_fact

from registry.evidence.domain import Evidence, Fact, Standing

TODAY = date(2026, 9, 28)


def test_a_fact_is_live_on_the_day_it_expires_and_no_longer() -> None:
    fact = a_fact("vcse", True, expires_on=TODAY)
    assert Evidence(TODAY, (fact,)).known("vcse") == fact
    assert Evidence(date(2026, 9, 29), (fact,)).known("vcse") is None


def test_a_fact_without_an_end_lives_until_it_is_corrected() -> None:
    assert Evidence(date.max, (a_fact("vcse", True, expires_on=None),)).known("vcse") is not None


def test_a_dispute_outranks_the_order_of_sources() -> None:
    register = a_fact("group_headcount", 120, standing=Standing.REGISTER)
    word = a_fact("group_headcount", 121, standing=Standing.ATTESTATION)
    evidence = Evidence(TODAY, (register, word))
    assert evidence.known("group_headcount") is None
    assert evidence.disputed == ("group_headcount",)


def test_what_has_expired_disputes_nothing() -> None:
    old = a_fact("group_headcount", 90, expires_on=date(2026, 9, 27))
    evidence = Evidence(TODAY, (old, new := a_fact("group_headcount", 120)))
    assert (evidence.known("group_headcount"), evidence.disputed) == (new, ())


def test_one_is_not_true() -> None:
    assert Evidence(TODAY, (a_fact("cio", True), a_fact("cio", 1))).disputed == ("cio",)


def test_of_facts_that_agree_the_one_of_the_highest_standing_is_quoted() -> None:
    facts = [a_fact("cio", True, standing=standing) for standing in Standing]
    assert Evidence(TODAY, tuple(facts)).known("cio") == facts[-1]


def test_a_company_that_is_said_to_be_a_charity_and_a_community_interest_company_is_neither_until_settled() -> None:
    facts = (a_fact("charity_registration", "registered"), a_fact("community_interest_company", True))
    assert Evidence(TODAY, facts).disputed == ("charity_registration", "community_interest_company")
    removed = (a_fact("charity_registration", "removed"), a_fact("community_interest_company", True))
    assert Evidence(TODAY, removed).disputed == ()


def test_more_users_than_members_on_a_board_is_a_dispute_about_both() -> None:
    facts = (a_fact("board_members", 8), a_fact("board_members_users", 9))
    assert Evidence(TODAY, facts).disputed == ("board_members", "board_members_users")


@given(
    st.lists(st.tuples(st.sampled_from(["a", "b", "board_members", "board_members_users"]), st.integers(0, 3))),
    st.randoms(use_true_random=False),
)
def test_the_order_in_which_facts_are_found_changes_nothing(said: list[tuple[str, int]], chance: random.Random) -> None:
    facts = [a_fact(name, value) for name, value in said]
    shuffled: list[Fact] = chance.sample(facts, len(facts))
    one, other = Evidence(TODAY, tuple(facts)), Evidence(TODAY, tuple(shuffled))
    assert one == other
    assert (one.disputed, [one.known(fact.name) for fact in facts]) == (
        other.disputed,
        [other.known(fact.name) for fact in facts],
    )
