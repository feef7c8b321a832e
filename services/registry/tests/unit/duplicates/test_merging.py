"""Merging two records and parting them again changes nothing, whoever they were."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.registry.tests.builders import COMPANY, COUNCIL, TRUST, an_organisation

from kernel.errors import RuleBroken, Unacceptable
from kernel.orgids import parse_org_id
from registry.duplicates.rules.merges import Merge, merge
from registry.organisations.domain import Identifier, Organisation, Status, Successor
from registry.particulars.domain import NameKind, OtherName, Role

NOW, TODAY = datetime(2026, 8, 17, 9, tzinfo=UTC), date(2026, 8, 17)


def merged(survivor: Organisation, other: Organisation) -> Merge:
    return merge(uuid4(), survivor, other, "One office, one board.", now=NOW, today=TODAY)


def parted(decision: Merge, survivor: Organisation, other: Organisation) -> None:
    decision.part(survivor, other, "Two boards after all.", NOW)


def state(organisation: Organisation) -> Any:
    """All that the register holds of it but its version."""
    numbers = [(it.org_id, it.source, it.rank) for it in organisation.identifiers]
    rest = {name: value for name, value in vars(organisation).items() if name not in {"version", "identifiers"}}
    return numbers, rest


kinds = st.sampled_from(NameKind)
spellings = st.sampled_from(["Ashgate", "ASHGATE", "Ashgate Trust", "Quayside", "Harbour Homes"])
other_names = st.lists(st.builds(OtherName, spellings, kinds), max_size=4, unique=True).map(tuple)


@st.composite
def two_records(draw: st.DrawFn) -> tuple[Organisation, Organisation]:
    numbers = draw(st.lists(st.integers(200_000, 9_999_999), max_size=6, unique=True))
    cut = draw(st.integers(0, len(numbers)))
    pair = []
    for own in (numbers[:cut], numbers[cut:]):
        organisation = an_organisation(
            name=draw(spellings),
            roles=draw(st.frozensets(st.sampled_from(Role))),
            other_names=draw(other_names),
            source=draw(st.sampled_from(["self", "registrar:GB-CHC"])),
            verified=draw(st.booleans()),
        )
        sources = draw(st.lists(st.sampled_from(["self", "ocds:Find a Tender"]), min_size=6, max_size=6))
        organisation.identifiers = [
            Identifier(parse_org_id(f"GB-CHC-{number}"), source, rank)
            for rank, (number, source) in enumerate(zip(own, sources, strict=False))
        ]
        organisation.status = draw(st.sampled_from([Status.ACTIVE, Status.DISSOLVED, Status.REMOVED]))
        organisation.status_since = draw(st.none() | st.just(date(2020, 1, 1)))
        pair.append(organisation)
    return pair[0], pair[1]


@given(two_records())
def test_merging_and_parting_is_as_if_nothing_had_been(pair: tuple[Organisation, Organisation]) -> None:
    survivor, other = pair
    before = [state(it) for it in pair]
    decision = merged(survivor, other)
    assert state(other) != before[1]
    parted(decision, survivor, other)
    assert [state(it) for it in pair] == before


@given(two_records())
def test_the_survivor_bears_every_number_and_role_and_is_found_by_every_name(
    pair: tuple[Organisation, Organisation],
) -> None:
    survivor, other = pair
    numbers = [*survivor.org_ids, *other.org_ids]
    roles, names = {*survivor.roles, *other.roles}, {other.search_name, *other.search_other_names.split(" | ")}
    merged(survivor, other)
    assert ([*survivor.org_ids], {*survivor.roles}, other.org_ids) == (numbers, roles, ())
    assert [it.rank for it in survivor.identifiers] == list(range(len(numbers)))
    assert names - {""} <= {survivor.search_name, *survivor.search_other_names.split(" | ")}


def test_the_merged_record_says_where_it_went_and_changes_no_more() -> None:
    survivor, other = an_organisation(TRUST), an_organisation(COMPANY)
    merged(survivor, other)
    assert (other.status, other.status_since, other.merged_into) == (Status.MERGED, TODAY, survivor.id)


def test_what_was_said_of_the_survivor_since_stays() -> None:
    survivor, other = an_organisation(TRUST), an_organisation(COMPANY, roles=frozenset({Role.FUNDER}))
    decision = merged(survivor, other)
    survivor.sight([parse_org_id(COUNCIL)], [Role.BUYER], source="ocds:Find a Tender")
    survivor.identifiers = [it for it in survivor.identifiers if str(it.org_id) != COMPANY]
    parted(decision, survivor, other)
    assert [str(it) for it in survivor.org_ids] == [TRUST, COUNCIL]
    assert survivor.roles == (Role.BUYER, Role.PROVIDER)
    assert [str(it) for it in other.org_ids] == [COMPANY]


def test_a_chain_is_parted_from_its_end() -> None:
    first, second, third = an_organisation(TRUST), an_organisation(COMPANY), an_organisation(COUNCIL)
    before = [state(it) for it in (first, second, third)]
    inner, outer = merged(second, first), merged(third, second)
    with pytest.raises(RuleBroken, match="itself merged"):
        parted(inner, second, first)
    parted(outer, third, second)
    parted(inner, second, first)
    with pytest.raises(RuleBroken, match="already"):
        parted(inner, second, first)
    assert [state(it) for it in (first, second, third)] == before


def test_no_record_is_merged_twice_nor_into_itself_nor_around() -> None:
    one, other, third = an_organisation(TRUST), an_organisation(COMPANY), an_organisation(COUNCIL)
    with pytest.raises(Unacceptable):
        merged(one, one)
    merged(one, other)
    for survivor, gone in ((other, one), (third, other), (other, third)):
        with pytest.raises(RuleBroken, match="already"):
            merged(survivor, gone)


def test_a_body_that_others_took_over_from_is_the_one_to_keep() -> None:
    ended, other = an_organisation(COUNCIL), an_organisation(TRUST)
    ended.be_succeeded([Successor(uuid4(), TODAY)])
    with pytest.raises(RuleBroken, match="survivor"):
        merged(other, ended)
    merged(ended, other)
    assert ended.status is Status.DISSOLVED


def test_a_name_that_both_have_is_not_told_twice() -> None:
    name = OtherName("Quayside", NameKind.FORMER)
    survivor, other = an_organisation(other_names=(name,)), an_organisation(other_names=(replace(name),))
    assert merged(survivor, other).names == ()
