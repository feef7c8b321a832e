"""Which grants of other funders are kept, and what may be mended in them."""

import json
from typing import Any

import pytest
from services.transparency.tests.giving import a_foreign_grant

from transparency.grant_imports.domain import ForeignGrant
from transparency.grant_imports.rules.grants import examined
from transparency.grant_imports.rules.standard import is_instant, is_uri
from transparency.imports.domain import Unfit


def kept(**changes: Any) -> ForeignGrant:
    return examined(json.dumps(a_foreign_grant(**changes)), None)


def recipient(**changes: Any) -> list[dict[str, Any]]:
    return [{"id": "GB-CHC-1136419", "name": "Women's Aid", **changes}]


def test_a_valid_grant_is_kept_in_its_own_text_with_every_field_that_the_standard_does_not_know() -> None:
    text = json.dumps(a_foreign_grant(), indent=2)
    grant = examined(text, None)
    assert (grant.text, grant.original, grant.repairs) == (text, text, ())


@pytest.mark.parametrize(
    ("changes", "rule", "field", "value"),
    [
        ({"fromOpenCall": "Y"}, "open-call", "fromOpenCall", "Yes"),
        ({"fromOpenCall": "no "}, "open-call", "fromOpenCall", "No"),
        ({"dataSource": " www.example.org/grants "}, "url-completed", "dataSource", "http://www.example.org/grants"),
        ({"dataSource": "http://being rebuilt"}, "url-left-out", "dataSource", None),
        ({"url": "mo@example.org"}, "url-left-out", "url", None),
        ({"awardDate": "24/07/2014"}, "day-first", "awardDate", "2014-07-24"),
        ({"dateModified": "2014-07-24"}, "date-to-instant", "dateModified", "2014-07-24T00:00:00Z"),
        ({"dateModified": "13-03-2015"}, "date-to-instant", "dateModified", "2015-03-13T00:00:00Z"),
        ({"amountAwarded": "£15,000.50"}, "amount-as-number", "amountAwarded", 15000.5),
        ({"amountDisbursed": None}, "null-left-out", "amountDisbursed", None),
    ],
)
def test_what_a_named_rule_mends_is_on_record_with_what_it_was(
    changes: dict[str, Any], rule: str, field: str, value: object
) -> None:
    grant = kept(**changes)
    assert json.loads(grant.text).get(field) == value
    assert json.loads(grant.original)[field] == changes[field]
    assert any(repair.startswith(f"{rule}: {field} was ") for repair in grant.repairs)
    untouched = {name: said for name, said in a_foreign_grant(**changes).items() if name != field}
    assert {name: said for name, said in json.loads(grant.text).items() if name != field} == untouched


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"description": ...}, "no description"),
        ({"description": None}, "description: None is not"),
        ({"id": ...}, "no id"),
        ({"title": 9001}, "title: 9001 is not"),
        ({"currency": "pounds"}, "currency: 'pounds'"),
        ({"awardDate": "31/02/2014"}, "awardDate"),
        ({"awardDate": "07/24/2014"}, "awardDate"),
        ({"amountAwarded": "fifteen"}, "amountAwarded: 'fifteen'"),
        ({"amountAwarded": "1,50"}, "amountAwarded"),
        ({"fromOpenCall": "perhaps"}, "fromOpenCall"),
        ({"recipientOrganization": ...}, "a recipient"),
        ({"recipientIndividual": {"id": "1", "name": "A person"}}, "not both"),
        ({"recipientOrganization": [{"name": "No id"}]}, "recipientOrganization/0: 'id'"),
        ({"fundingOrganization": []}, "fundingOrganization"),
        ({"title": "\ud800"}, "no text"),
    ],
)
def test_what_no_rule_mends_is_rejected_with_the_reason(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(Unfit, match=reason):
        kept(**changes)


def test_funder_and_recipient_are_sighted_by_their_numbers_and_nobody_who_works_there() -> None:
    funder, women = kept().sightings
    assert (funder.name, funder.org_ids, funder.roles) == ("Mill Lane Foundation", ("GB-CHC-327114",), ("funder",))
    assert (women.org_ids, women.roles) == (("GB-CHC-1136419", "GB-COH-06900317"), ())
    assert women.source == "360giving:Mill Lane Foundation"
    assert "Person" not in repr(women)


def test_an_individual_is_never_sighted() -> None:
    individual = kept(recipientOrganization=..., recipientIndividual={"id": "360G-x-IND-1", "name": "Individual 1"})
    assert [sighting.name for sighting in individual.sightings] == ["Mill Lane Foundation"]


@pytest.mark.parametrize(
    ("claims", "org_ids"),
    [
        ({"charityNumber": "1092992"}, ("GB-CHC-1136419",)),  # another number of the same register: one claim is wrong
        ({"id": "360G-x-org-1", "charityNumber": "SC042386"}, ("GB-SC-SC042386",)),
        ({"id": "360G-x-org-1", "charityNumber": "NIC100019"}, ("GB-NIC-100019",)),
        ({"id": "360G-x-org-1", "charityNumber": "100019"}, ()),
        ({"id": "360G-x-org-1", "companyNumber": "none"}, ()),
    ],
)
def test_a_number_is_only_believed_where_it_can_mean_one_body(claims: dict[str, str], org_ids: tuple[str, ...]) -> None:
    assert kept(recipientOrganization=recipient(**claims)).sightings[1].org_ids == org_ids


@pytest.mark.parametrize(
    "text", ["http://a.b", "https://a.b/c?d=e#f", "HTTP://A.B:80/%20", "http://[::1]/", "mailto:a@b.c"]
)
def test_addresses_as_rfc_3986_has_them(text: str) -> None:
    assert is_uri(text)


@pytest.mark.parametrize("text", ["www.a.b", "http://a b", "http://a.b/é", "http://a.b/%2", "a", "", "http://a.b/<c>"])
def test_what_rfc_3986_does_not_have(text: str) -> None:
    assert not is_uri(text)


def test_instants_as_rfc_3339_has_them() -> None:
    assert is_instant("2014-07-24T00:00:00Z")
    assert not any(map(is_instant, ["2014-07-24", "2014-07-24T00:00:00", "2014-13-24T00:00:00Z", "24/07/2014"]))
