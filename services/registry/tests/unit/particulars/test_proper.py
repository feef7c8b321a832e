"""What nobody could mean of an organisation is refused with its place."""

from datetime import date
from uuid import UUID

import pytest
from services.registry.tests.builders import particulars

from kernel.errors import Unacceptable
from registry.particulars.domain import Address, Contact, Member, NameKind, OtherName, Purpose, Site, SiteKind
from registry.particulars.rules.legal_forms import FORMS, KNOWN, forms_on, normal_form, words_of
from registry.particulars.rules.proper import proper

TODAY, TOMORROW = date(2026, 8, 17), date(2026, 8, 18)
SELF, OTHER = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"other_names": (OtherName("Quay", NameKind.FORMER, since=TOMORROW),)}, "/other_names/0/since"),
        ({"other_names": (OtherName("Quay", NameKind.FORMER, until=TOMORROW),)}, "/other_names/0/until"),
        (
            {"other_names": (OtherName("Quay", NameKind.FORMER, since=TODAY, until=date(2020, 1, 1)),)},
            "/other_names/0/until",
        ),
        ({"sites": (Site(SiteKind.OPERATING, Address(), since=TOMORROW),)}, "/sites/0/since"),
        ({"members": (Member(OTHER), Member(SELF))}, "/members"),
        ({"members": (Member(OTHER), Member(OTHER, lead=True))}, "/members"),
        (
            {"contacts": (Contact(Purpose.GENERAL, phone="01632 960123"), Contact(Purpose.PRESS, "jo@example.org"))},
            "/contacts/1/email",
        ),
    ],
    ids=str,
)
def test_the_place_of_what_nobody_could_mean_is_named(said: dict[str, object], place: str) -> None:
    with pytest.raises(Unacceptable) as refusal:
        proper(particulars(**said), SELF, TODAY)
    assert refusal.value.path == place


def test_what_began_and_ended_today_is_proper_and_a_mailbox_is_kept_in_lower_case() -> None:
    said = particulars(
        other_names=(OtherName("Quay", NameKind.FORMER, since=TODAY, until=TODAY),),
        contacts=(Contact(Purpose.TENDERS, "Tenders@Example.org"),),
        members=(Member(OTHER, since=TODAY),),
    )
    kept = proper(said, UUID(int=1), TODAY)
    assert (kept.other_names, kept.members) == (said.other_names, said.members)
    assert kept.contacts == (Contact(Purpose.TENDERS, "tenders@example.org"),)


def test_a_known_legal_form_has_one_code_and_words_and_any_other_is_kept_as_it_came() -> None:
    assert (normal_form("cic"), words_of("community_interest_company")) == (
        "community_interest_company",
        "Community interest company",
    )
    assert (normal_form("gmbh"), words_of("gmbh"), words_of(None)) == ("gmbh", None, None)
    assert {normal_form(form.code) for form in FORMS} == set(KNOWN)


def test_industrial_and_provident_societies_gave_way_to_the_two_kinds_of_registered_society() -> None:
    before, after = ({form.code for form in forms_on(day)} for day in (date(2014, 7, 31), date(2014, 8, 1)))
    assert before - after == {"industrial_and_provident_society"}
    assert after - before == {"co_operative_society", "community_benefit_society"}
