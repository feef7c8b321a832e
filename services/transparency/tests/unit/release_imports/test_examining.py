"""Which releases of other portals are kept, with what remarks, and what they say of organisations."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.transparency.tests.foreign import a_release

from transparency.imports.domain import Unfit
from transparency.release_imports.domain import ForeignRelease
from transparency.release_imports.rules.releases import examined


def kept(**changes: Any) -> ForeignRelease:
    return examined(json.dumps(a_release(**changes)), "Portal")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"ocid": None}, "no ocid"),
        ({"ocid": ["a"]}, "ocid is not text"),
        ({"ocid": "x" * 301}, "longer than 300"),
        ({"id": "a\nb"}, "not a line"),
        ({"date": None}, "no date"),
        ({"date": 1775814613}, "no date"),
        ({"date": "2026-02-30T00:00:00Z"}, "not a date"),
        ({"date": "0001-01-01T00:00:00+14:00"}, "not a date"),
        ({"tag": "tender"}, "not a list"),
        ({"parties": {"id": "1"}}, "parties are not a list"),
        ({"awards": ["1"]}, "awards are not a list"),
        ({"tender": [{"id": "1"}]}, "tender is not an object"),
        ({"tender": {"id": "1", "value": {"amount": "500k"}}}, "/tender/value/amount is '500k', not a number"),
        ({"tender": {"id": "1", "title": "\ud800"}}, "no text"),
        ({"tender": {"id": "1", "title": "a\0b"}}, "no text"),
        ({"tender": {"id": "1", "items": [{"id": {"a": 1}}]}}, "cannot be merged"),
    ],
)
def test_what_nobody_could_find_order_merge_or_add_up_is_refused(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(Unfit, match=reason):
        kept(**changes)


@pytest.mark.parametrize(
    ("changes", "remark"),
    [
        ({"id": None}, "no id"),
        ({"date": "2026-04-10"}, "taken for UTC"),
        ({"initiationType": None}, "initiationType"),
        ({"tag": ["awardAmendment"]}, "tag/0"),
        ({"parties": [{"id": "a", "name": "A"}, {"id": "a", "name": "B"}], "buyer": {"id": "a"}}, "'a' is there twice"),
        ({"buyer": {"id": "nobody"}}, "/buyer refers to 'nobody'"),
        ({"tender": {"id": "1", "documents": [{"id": "1", "url": "http://a b"}]}}, "has spaces"),
        ({"tender": {"id": "1", "procurementMethod": "competitive"}}, "procurementMethod"),
    ],
)
def test_what_is_merely_odd_is_kept_and_noted(changes: dict[str, Any], remark: str) -> None:
    assert any(remark in note for note in kept(**changes).notes)


def test_a_sound_release_draws_no_remark() -> None:
    release = kept()
    assert release.notes == ()
    assert (release.ocid, release.id, release.tags) == ("ocds-b5fd17-0001", "000001-2026", ("tender",))
    assert release.date == datetime(2026, 4, 2, 9, 50, 13, tzinfo=UTC)


@given(st.permutations(list(a_release(id=None))), st.sampled_from([None, 2]))
def test_a_release_without_an_id_is_known_by_its_content_however_it_is_spelt(
    order: list[str], indent: int | None
) -> None:
    release = a_release(id=None)
    respelt = json.dumps({name: release[name] for name in order}, indent=indent)
    assert examined(respelt, "Portal").id == examined(json.dumps(release), "Portal").id
    assert examined(respelt, "Portal").id != kept(id=None, language="en").id


def test_an_organisation_is_sighted_by_its_valid_numbers_and_nobody_who_works_there() -> None:
    [sighting] = kept().sightings
    assert sighting.name == "Northbridge Council"
    assert sighting.org_ids == ("GB-COH-09506232", "GB-LAE-NBR")
    assert (sighting.roles, sighting.source) == (("buyer",), "ocds:Portal")
    assert sighting.place is not None
    assert (sighting.place.street, sighting.place.postcode, sighting.place.country) == ("Town Hall", "NB1 1AA", "GB")
    assert "Mo Person" not in repr(sighting)


def test_an_organisation_with_a_number_is_the_same_wherever_it_is_sighted() -> None:
    renamed = a_release(parties=[a_release()["parties"][0] | {"name": "NORTHBRIDGE COUNCIL", "id": "org-7"}])
    elsewhere = examined(json.dumps(renamed), "Another portal")
    assert elsewhere.sightings[0].entity == kept().sightings[0].entity


def test_an_organisation_without_a_number_is_the_same_only_by_name_and_postcode_within_one_source() -> None:
    def of(name: str, postcode: str, source: str = "Portal") -> object:
        party = {"id": "org-1", "name": name, "address": {"postalCode": postcode}}
        return examined(json.dumps(a_release(parties=[party], buyer=None)), source).sightings[0].entity

    assert of("Mill Lane Club", "NB1 1AA") == of("MILL  LANE CLUB", "nb11aa")
    assert of("Mill Lane Club", "NB1 1AA") != of("Mill Lane Club", "NB2 2BB")
    assert of("Mill Lane Club", "NB1 1AA") != of("Mill Lane Club", "NB1 1AA", "Another portal")


def test_a_country_that_is_only_written_out_and_is_not_ours_leaves_the_address_out() -> None:
    party = {"id": "1", "name": "Bureau", "address": {"streetAddress": "Rue 1", "countryName": "France"}}
    assert kept(parties=[party]).sightings[0].place is None


def test_the_buyer_can_be_found_by_party_id_and_org_ids() -> None:
    assert kept().buyers == ("GB-COH-9506232", "GB-COH-09506232", "GB-LAE-NBR")


def test_where_nobody_says_who_published_a_release_its_prefix_does() -> None:
    assert examined(json.dumps(a_release()), None).publisher == "ocds-b5fd17"
