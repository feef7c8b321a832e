"""The register's rules, each as a sentence."""

from datetime import date
from uuid import uuid4

import pytest
from services.registry.tests.builders import COMPANY, TRUST, an_organisation, particulars

from kernel.errors import Forbidden, NotFound, RuleBroken
from kernel.orgids import OrgId, parse_org_id
from registry.organisations.domain import Speaker, Status
from registry.particulars.domain import Address, NameKind, OtherName, Role, Site, SiteKind, folded

TODAY = date(2026, 8, 17)
REGISTRAR = Speaker(organisation=None, registrar=True)


def ids(*texts: str) -> list[OrgId]:
    return [parse_org_id(text) for text in texts]


def test_a_registered_organisation_is_active_and_not_yet_verified() -> None:
    organisation = an_organisation(TRUST, COMPANY)
    assert (organisation.status, organisation.verified, organisation.version) == (Status.ACTIVE, False, 1)
    assert [it.rank for it in organisation.identifiers] == [0, 1]


def test_saying_the_same_again_changes_nothing() -> None:
    organisation = an_organisation(TRUST)
    assert not organisation.restate(organisation.particulars, Speaker(organisation.id), TODAY)
    assert organisation.version == 1


def test_a_number_that_stays_keeps_who_said_it_first_and_the_first_named_is_the_primary_one() -> None:
    organisation = an_organisation(TRUST, source="ocds:Contracts Finder")
    assert organisation.restate(particulars(COMPANY, TRUST), Speaker(organisation.id), TODAY)
    assert [(str(it.org_id), it.source, it.rank) for it in organisation.identifiers] == [
        (COMPANY, "self", 0),
        (TRUST, "ocds:Contracts Finder", 1),
    ]


@pytest.mark.parametrize("changes", [{"name": "Ashgate Homes"}, {"legal_form": "plc"}])
def test_verification_falls_when_the_organisation_changes_what_was_verified(changes: dict[str, str]) -> None:
    organisation = an_organisation(TRUST, source="registrar:GB-CHC", verified=True)
    organisation.restate(particulars(TRUST, **changes), Speaker(organisation.id), TODAY)
    assert (organisation.verified, organisation.source) == (False, "self")


def test_verification_falls_with_another_number() -> None:
    organisation = an_organisation(TRUST, verified=True)
    organisation.restate(particulars(TRUST, COMPANY), Speaker(organisation.id), TODAY)
    assert not organisation.verified


def test_a_new_website_leaves_the_verification_standing() -> None:
    organisation = an_organisation(TRUST, source="registrar:GB-CHC", verified=True)
    assert organisation.restate(particulars(TRUST, website="https://ashgate.example/"), Speaker(organisation.id), TODAY)
    assert (organisation.verified, organisation.source) == (True, "registrar:GB-CHC")


def test_a_registrar_corrects_a_name_and_the_verification_stands() -> None:
    organisation = an_organisation(TRUST, verified=True)
    organisation.restate(particulars(TRUST, name="Ashgate Homeless Trust (Derby)"), REGISTRAR, TODAY)
    assert (organisation.verified, organisation.source) == (True, "registrar")


def test_a_dissolved_organisation_changes_nothing_itself_any_more() -> None:
    organisation = an_organisation(TRUST)
    organisation.verify("GB-CHC", Status.DISSOLVED, REGISTRAR)
    with pytest.raises(RuleBroken, match="dissolved"):
        organisation.restate(particulars(TRUST, name="Phoenix"), Speaker(organisation.id), TODAY)
    assert organisation.name == "Ashgate Homeless Trust"
    assert organisation.restate(particulars(TRUST, name="Ashgate (dissolved)"), REGISTRAR, TODAY)


def test_nobody_speaks_for_another() -> None:
    with pytest.raises(NotFound):
        Speaker(uuid4()).must_speak_for(uuid4())


def test_a_registrar_verifies_once_and_names_the_register() -> None:
    organisation = an_organisation(TRUST)
    assert organisation.verify("GB-CHC", Status.ACTIVE, REGISTRAR)
    assert (organisation.verified, organisation.source, organisation.version) == (True, "registrar:GB-CHC", 2)
    assert not organisation.verify("GB-CHC", Status.ACTIVE, REGISTRAR)


@pytest.mark.parametrize("registrar", [True, False])
def test_nobody_verifies_the_organisation_they_act_for(registrar: bool) -> None:
    organisation = an_organisation(TRUST)
    with pytest.raises(Forbidden):
        organisation.verify("GB-CHC", Status.ACTIVE, Speaker(organisation.id, registrar))
    assert not organisation.verified


def test_a_sighting_adds_only_what_is_missing() -> None:
    organisation = an_organisation(TRUST)
    assert organisation.sight(ids(TRUST, COMPANY), [Role.BUYER], source="ocds:Find a Tender")
    assert [str(it) for it in organisation.org_ids] == [TRUST, COMPANY]
    assert organisation.roles == (Role.BUYER, Role.PROVIDER)
    assert (organisation.source, organisation.identifiers[1].source) == ("self", "ocds:Find a Tender")
    assert not organisation.sight(ids(COMPANY), [Role.PROVIDER], source="ocds:Find a Tender")
    assert organisation.version == 2


def test_a_sighting_adds_no_number_to_what_a_registrar_verified() -> None:
    organisation = an_organisation(TRUST, verified=True)
    assert not organisation.sight(ids(COMPANY), [], source="ocds:Find a Tender")
    assert organisation.verified
    assert [str(it) for it in organisation.org_ids] == [TRUST]


@pytest.mark.parametrize(
    ("name", "as_sought"),
    [
        ("Ashgate  HOMELESS Trust", "ashgate homeless trust"),
        ("Cyngor Sir Ynys Môn", "cyngor sir ynys mon"),
        ("St. John's & Co. (Derby)", "st john s co derby"),
        ("ﬁrst Straße", "first strasse"),
        ("!!!", "!!!"),
        ("ﷺ" * 200, ("صلى الله عليه وسلم" * 200)[:200]),
    ],
)
def test_search_sees_letters_and_digits_only(name: str, as_sought: str) -> None:
    assert folded(name) == as_sought


def former(name: str, **days: date) -> OtherName:
    return OtherName(name, NameKind.FORMER, **days)


def test_a_changed_name_keeps_the_old_one_with_its_last_day() -> None:
    organisation, itself = an_organisation(TRUST, name="Quayside Lettings"), REGISTRAR
    organisation.restate(particulars(TRUST, name="Harbour Homes"), itself, date(2020, 3, 31))
    organisation.restate(particulars(TRUST, name="Harbour"), itself, TODAY)
    assert organisation.other_names == (
        former("Quayside Lettings", until=date(2020, 3, 31)),
        former("Harbour Homes", since=date(2020, 3, 31), until=TODAY),
    )
    assert organisation.search_other_names == "quayside lettings | harbour homes"


def test_another_spelling_of_the_same_name_is_no_former_name() -> None:
    organisation = an_organisation(TRUST, name="ASHGATE HOMELESS TRUST")
    organisation.restate(particulars(TRUST), REGISTRAR, TODAY)
    assert (organisation.name, organisation.other_names) == ("Ashgate Homeless Trust", ())


def test_only_a_registrar_takes_a_former_name_out() -> None:
    organisation = an_organisation(TRUST, other_names=(former("Quayside"), OtherName("Harbour", NameKind.TRADING)))
    organisation.restate(particulars(TRUST, other_names=()), Speaker(organisation.id), TODAY)
    assert organisation.other_names == (former("Quayside"),)
    organisation.restate(particulars(TRUST, other_names=()), REGISTRAR, TODAY)
    assert not organisation.other_names


def test_whoever_gives_the_former_name_with_its_days_is_believed() -> None:
    organisation = an_organisation(TRUST, name="Quayside")
    told = former("QUAYSIDE", until=date(2021, 3, 31))
    organisation.restate(particulars(TRUST, name="Harbour", other_names=(told,)), REGISTRAR, TODAY)
    assert organisation.other_names == (told,)


def test_lists_that_are_left_out_stay_as_they_are() -> None:
    site = Site(SiteKind.OPERATING, Address(postcode="DE1 2FS"))
    organisation = an_organisation(TRUST, sites=(site,))
    assert not organisation.restate(particulars(TRUST), Speaker(organisation.id), TODAY)
    assert organisation.restate(particulars(TRUST, sites=()), Speaker(organisation.id), TODAY)
    assert organisation.sites == ()


def test_a_status_has_its_day_and_keeps_it_until_another_is_told() -> None:
    organisation, day = an_organisation(TRUST), date(2024, 2, 29)
    organisation.verify("GB-CHC", Status.REMOVED, REGISTRAR, day)
    assert not organisation.verify("GB-CHC", Status.REMOVED, REGISTRAR)
    assert (organisation.status, organisation.status_since) == (Status.REMOVED, day)
    organisation.verify("GB-CHC", Status.ACTIVE, REGISTRAR)
    assert organisation.status_since is None
