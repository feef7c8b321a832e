"""What a row of a charity register proves, and what it does not (register-files §2)."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from services.registry.tests.charity_files import CHARITY_COLUMNS, ORDINARY

from registry.charities.readers import LAYOUTS
from registry.charities.readers.england_and_wales import CHARITY
from registry.charities.rules import charity_of, charity_with_suffix, northern_irish_company
from registry.registers.domain import Detail, Entry, Link, LinkKind, RegisterRow, Standing, Unfit

NORTHERN = {
    "Reg charity number": "100019",
    "Charity name": "Advice NI",
    "Date registered": "13/12/2013",
    "Status": "Registered",
    "Public address": "1 Forestside, Belfast, BT14 7PJ",
    "Website": "",
    "Company number": "0",
    "What the charity does": "",
}
SCOTTISH = {
    "Charity Number": "SC042386",
    "Charity Name": "Ashgate",
    "Registered Date": "01/02/2011",
    "Known As": "-",
    "Charity Status": "Active",
    "Postcode": "XX0 0XX",
    "Constitutional Form": "SCIO (Scottish Charitable Incorporated Organisation)",
}


def read(layout: str, cells: Mapping[str, str]) -> tuple[Entry, ...]:
    return next(it for it in LAYOUTS if it.name == layout).read(cells)


def english(**said: str) -> RegisterRow:
    cells = dict.fromkeys(CHARITY_COLUMNS, "") | ORDINARY | {"registered_charity_number": "1090095"} | said
    [row] = CHARITY.read(cells)
    assert isinstance(row, RegisterRow)
    return row


def northern(**said: str) -> RegisterRow:
    [row] = read("ccni-2020", NORTHERN | {name.replace("_", " "): text for name, text in said.items()})
    assert isinstance(row, RegisterRow)
    return row


def scottish(layout: str = "oscr", **said: str) -> RegisterRow:
    [row] = read(layout, SCOTTISH | {name.replace("_", " "): text for name, text in said.items()})
    assert isinstance(row, RegisterRow)
    return row


@pytest.mark.parametrize(
    ("said", "proves"),
    [
        ({}, {"charity_registration": "registered"}),
        ({"charity_name": "A Charity", "charity_registration_status": ""}, {}),
        ({"charity_registration_status": "Removed"}, {"charity_registration": "removed"}),
        ({"linked_charity_number": "1"}, {}),
        ({"linked_charity_number": "1", "charity_is_cio": "True"}, {}),
        ({"charity_type": "CIO"}, {"charity_registration": "registered", "cio": True}),
        ({"charity_is_cio": "True"}, {"charity_registration": "registered", "cio": True}),
        ({"charity_type": "CIO", "cio_is_dissolved": "True"}, {"charity_registration": "registered"}),
        ({"charity_name": "Ashgate CIO"}, {"charity_registration": "registered"}),
        ({"charity_type": "Charitable company"}, {"charity_registration": "registered"}),
    ],
)
def test_what_a_row_of_england_and_wales_proves(said: dict[str, str], proves: dict[str, Any]) -> None:
    assert english(**said).proves == proves


@given(some.text(max_size=30), some.sampled_from(["", "Trust", "Other", "Previously excepted"]))
def test_no_name_proves_anything(name: str, kind: str) -> None:
    ordinary = english(charity_type=kind).proves
    assert english(charity_type=kind, charity_name=f"{name} CIO C.I.C. Co-operative NHS").proves == ordinary


def test_a_linked_charity_has_a_number_of_its_own_below_the_main_one() -> None:
    row = english(linked_charity_number="12")
    assert str(row.org_id) == "GB-CHC-1090095-12"
    assert [(it.kind, str(it.end)) for it in row.links] == [(LinkKind.LINKED_TO, "GB-CHC-1090095")]


def test_a_company_number_is_padded_and_one_that_is_none_stays_in_words() -> None:
    [link] = english(charity_company_registration_number="9506232").links
    assert str(link.end) == "GB-COH-09506232"
    odd = english(charity_company_registration_number="see notes")
    assert (odd.links, odd.more["unusable_company_number"]) == ((), "see notes")


def test_nothing_is_not_zero() -> None:
    assert "latest_income" not in english().more
    assert english(latest_income="0").more["latest_income"] == "0"


@pytest.mark.parametrize("status", ["Up-to-date", "In default", "Recently registered", "Received: 55 days late", ""])
def test_only_removal_ends_a_charity_of_northern_ireland(status: str) -> None:
    assert (northern(Status=status).proves["charity_registration"], northern(Status=status).standing) == (
        "registered",
        Standing.LIVE,
    )
    assert northern(Status="Removed").proves["charity_registration"] == "removed"


@pytest.mark.parametrize("text", ["111111", "999999", "1234567", "NI12", "1 2"])
def test_what_people_write_to_get_past_the_field_is_no_company(text: str) -> None:
    with pytest.raises(Unfit):
        northern_irish_company(text)
    assert northern(Company_number=text).links == ()


def test_a_company_of_northern_ireland_is_padded_to_six() -> None:
    assert str(northern_irish_company("28840")) == "GB-COH-NI028840"
    assert northern_irish_company("0") is northern_irish_company("") is None


def test_a_removal_has_its_day_and_proves_the_end() -> None:
    [gone] = read("ccni-removals", {"regid": "100019", "removed": "1", "removed_date": "2016-04-27"})
    [here] = read("ccni-removals", {"regid": "100019", "removed": "0", "removed_date": ""})
    assert isinstance(gone, Detail)
    assert isinstance(here, Detail)
    assert (gone.proves, str(gone.ended)) == ({"charity_registration": "removed"}, "2016-04-27")
    assert (here.proves, here.ended) == ({}, None)


def test_a_scottish_charity_is_one_while_it_is_active() -> None:
    assert scottish().proves == {"charity_registration": "registered", "scio": True}
    assert scottish(Constitutional_Form="Trust").proves == {"charity_registration": "registered"}
    assert scottish(Charity_Status="Deemed").proves == {}
    assert scottish("oscr-removed", Ceased_Date="01/02/2020").proves == {"charity_registration": "removed"}


def test_insolvency_in_a_scottish_name_is_no_part_of_it() -> None:
    row = scottish(Charity_Name="Ashgate - subject to insolvency proceedings")
    assert (row.name, row.more["subject_to_insolvency_proceedings"], row.postcode) == ("Ashgate", True, None)


def test_a_sports_club_is_a_casc_and_not_a_charity_and_its_address_is_left_out() -> None:
    cells = {"id": "GB-CASC-614261b0", "name": "7Oaks", "address": "10 Turners Gardens", "postcode": "TN13 1QE"}
    [row] = read("casc", cells)
    assert isinstance(row, RegisterRow)
    assert (row.proves, row.address) == ({"casc": True}, None)


def test_the_shape_of_a_number_decides_the_register() -> None:
    assert str(charity_of("SC042386")) == "GB-SC-SC042386"
    assert str(charity_of("0801243")) == "GB-CHC-801243"
    assert str(charity_with_suffix("208791", "01")) == "GB-CHC-208791-1"
    with pytest.raises(Unfit):
        charity_of("19262026")


def test_a_merger_inside_one_registration_compares_the_suffixes() -> None:
    cells = {"transferor_name": "A", "transferor_regno": "208791", "transferor_subno": "1", "transferee_name": "B"}
    cells |= {"transferee_regno": "208791", "transferee_subno": "0", "date_vesting_declaration": ""}
    cells |= {"date_property_transferred": "2007-11-30 00:00:00", "date_merger_registered": "2007-12-17 00:00:00"}
    detail, link = read("register-of-mergers", cells)
    assert isinstance(detail, Detail)
    assert isinstance(link, Link)
    assert (link.kind, str(link.start), str(link.end)) == (
        LinkKind.MERGED_INTO,
        "GB-CHC-208791-1",
        "GB-CHC-208791",
    )
    assert not link.kind.joins


def test_trustees_are_not_read() -> None:
    with pytest.raises(Unfit) as refused:
        read("ccew-trustee", {"trustee_name": "Miss Holly Stewart"})
    assert refused.value.code == "personal"
