"""Which pairs a registrar is asked to look at, and how urgently."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.registry.tests.builders import an_organisation

from kernel.errors import RuleBroken
from registry.duplicates.domain import Candidate, Ground, Suspicion, Verdict, in_order
from registry.duplicates.rules.likeness import compared, likeness, suspicion_of, traits_of
from registry.particulars.domain import Address, NameKind, OtherName, Site, SiteKind

NOW = datetime(2026, 8, 17, 9, tzinfo=UTC)


def suspicion(one: str, other: str, ours: str | None = None, theirs: str | None = None, **more: Any) -> Any:
    pair = (
        an_organisation(name=one, address=Address(postcode=ours), **more),
        an_organisation(name=other, address=Address(postcode=theirs)),
    )
    assert suspicion_of(*pair) == suspicion_of(*reversed(pair))
    found = suspicion_of(*pair)
    return found and (set(found.grounds), found.score)


def test_the_same_name_at_the_same_postcode_is_looked_at_first() -> None:
    assert suspicion("Ashgate Ltd", "The Ashgate, Limited", "DE1 2FS", "DE12FS") == (
        {Ground.SAME_NAME, Ground.SAME_POSTCODE},
        90,
    )


def test_a_similar_name_counts_at_the_same_postcode_only() -> None:
    grounds, score = suspicion("Ashgate Homeless Trust", "Ashgate Homelessness Trust", "DE1 2FS", "DE1 2FS")
    assert (grounds, 60 < score < 90) == ({Ground.SIMILAR_NAME, Ground.SAME_POSTCODE}, True)
    assert suspicion("Ashgate Homeless Trust", "Ashgate Homelessness Trust", "DE1 2FS") is None
    assert suspicion("Ashgate Homeless Trust", "Quayside Lettings", "DE1 2FS", "DE1 2FS") is None


def test_the_same_name_elsewhere_is_another_body_and_nowhere_perhaps_the_same() -> None:
    assert suspicion("St Mary's School", "Saint Marys School", "DE1 2FS", "YO1 7HH") is None
    assert suspicion("Ashgate", "ASHGATE", "DE1 2FS") == ({Ground.SAME_NAME}, 50)


def test_former_names_and_sites_count() -> None:
    names = (OtherName("Quayside", NameKind.FORMER),)
    sites = (Site(SiteKind.OPERATING, Address(postcode="YO1 7HH")),)
    found = suspicion("Harbour", "Quayside", "DE1 2FS", "YO1 7HH", other_names=names, sites=sites)
    assert found == ({Ground.SAME_NAME, Ground.SAME_POSTCODE}, 90)


@given(st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30))
def test_likeness_is_a_share_the_same_both_ways_and_whole_with_itself(one: str, other: str) -> None:
    one, other = compared(one), compared(other)
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1
    assert likeness(one, one) == (1 if one.split() else 0)


names = st.sampled_from(["Ashgate", "Ashgate Ltd", "The Ashgate Limited", "Ashgate Homes", "Quayside"])
postcodes = st.sampled_from([None, "DE1 2FS", "DE12FS", "YO1 7HH"])


@given(names, names, postcodes, postcodes)
def test_records_without_a_common_trait_are_never_suspected(
    one: str, other: str, ours: str | None, theirs: str | None
) -> None:
    pair = [an_organisation(name=name, address=Address(postcode=at)) for name, at in ((one, ours), (other, theirs))]
    if traits_of(pair[0]).isdisjoint(traits_of(pair[1])):
        assert suspicion_of(*pair) is None


def a_candidate() -> Candidate:
    one, other = in_order([uuid4(), uuid4()])
    candidate = Candidate(uuid4(), one, other, NOW)
    candidate.suspect(Suspicion(frozenset({Ground.SAME_NAME}), 50))
    return candidate


def test_a_dismissed_pair_is_opened_again_by_a_new_ground_only() -> None:
    candidate = a_candidate()
    candidate.dismiss("A parent and its subsidiary.", by="registrar", now=NOW)
    version = candidate.version
    candidate.suspect(Suspicion(frozenset({Ground.SAME_NAME}), 50))
    assert (candidate.verdict, candidate.version) == (Verdict.DISMISSED, version)
    candidate.suspect(Suspicion(frozenset({Ground.ONE_PUBLICATION}), 95))
    assert (candidate.verdict, candidate.score, candidate.reason) == (Verdict.OPEN, 95, None)
    assert candidate.grounds == [Ground.ONE_PUBLICATION, Ground.SAME_NAME]
    assert len(candidate.sentences) == 2


def test_a_pair_is_dismissed_once() -> None:
    candidate = a_candidate()
    candidate.dismiss("Two boards.", by="registrar", now=NOW)
    with pytest.raises(RuleBroken, match="dismissed"):
        candidate.dismiss("Two boards.", by="registrar", now=NOW)
