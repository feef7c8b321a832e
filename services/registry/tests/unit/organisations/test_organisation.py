"""The register's rules, each as a sentence."""

from uuid import uuid4

import pytest
from services.registry.tests.builders import COMPANY, TRUST, an_organisation, particulars

from kernel.errors import Forbidden, NotFound, RuleBroken
from kernel.orgids import OrgId, parse_org_id
from registry.organisations.domain import Role, Speaker, Status, folded

REGISTRAR = Speaker(organisation=None, registrar=True)


def ids(*texts: str) -> list[OrgId]:
    return [parse_org_id(text) for text in texts]


def test_a_registered_organisation_is_active_and_not_yet_verified() -> None:
    organisation = an_organisation(TRUST, COMPANY)
    assert (organisation.status, organisation.verified, organisation.version) == (Status.ACTIVE, False, 1)
    assert [it.rank for it in organisation.identifiers] == [0, 1]


def test_saying_the_same_again_changes_nothing() -> None:
    organisation = an_organisation(TRUST)
    assert not organisation.restate(organisation.particulars, Speaker(organisation.id))
    assert organisation.version == 1


def test_a_number_that_stays_keeps_who_said_it_first_and_the_first_named_is_the_primary_one() -> None:
    organisation = an_organisation(TRUST, source="ocds:Contracts Finder")
    assert organisation.restate(particulars(COMPANY, TRUST), Speaker(organisation.id))
    assert [(str(it.org_id), it.source, it.rank) for it in organisation.identifiers] == [
        (COMPANY, "self", 0),
        (TRUST, "ocds:Contracts Finder", 1),
    ]


@pytest.mark.parametrize("changes", [{"name": "Ashgate Homes"}, {"legal_form": "plc"}])
def test_verification_falls_when_the_organisation_changes_what_was_verified(changes: dict[str, str]) -> None:
    organisation = an_organisation(TRUST, source="registrar:GB-CHC", verified=True)
    organisation.restate(particulars(TRUST, **changes), Speaker(organisation.id))
    assert (organisation.verified, organisation.source) == (False, "self")


def test_verification_falls_with_another_number() -> None:
    organisation = an_organisation(TRUST, verified=True)
    organisation.restate(particulars(TRUST, COMPANY), Speaker(organisation.id))
    assert not organisation.verified


def test_a_new_website_leaves_the_verification_standing() -> None:
    organisation = an_organisation(TRUST, source="registrar:GB-CHC", verified=True)
    assert organisation.restate(particulars(TRUST, website="https://ashgate.example/"), Speaker(organisation.id))
    assert (organisation.verified, organisation.source) == (True, "registrar:GB-CHC")


def test_a_registrar_corrects_a_name_and_the_verification_stands() -> None:
    organisation = an_organisation(TRUST, verified=True)
    organisation.restate(particulars(TRUST, name="Ashgate Homeless Trust (Derby)"), REGISTRAR)
    assert (organisation.verified, organisation.source) == (True, "registrar")


def test_a_dissolved_organisation_changes_nothing_itself_any_more() -> None:
    organisation = an_organisation(TRUST)
    organisation.verify("GB-CHC", Status.DISSOLVED, REGISTRAR)
    with pytest.raises(RuleBroken, match="dissolved"):
        organisation.restate(particulars(TRUST, name="Phoenix"), Speaker(organisation.id))
    assert organisation.name == "Ashgate Homeless Trust"
    assert organisation.restate(particulars(TRUST, name="Ashgate (dissolved)"), REGISTRAR)


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
