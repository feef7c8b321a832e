"""Code lists: CPV, locations, schemes of identifiers, classes of charities."""

import json
from typing import Any

import pytest
from services.registry.tests.reading import read, table

from registry.registers.domain import Code, Correspondence

CPV = {"code": "09320000-8", "numericCode": 9320000, "parent": "09300000-2", "version": 2, "type": 1, "name": "Steam"}


def test_a_cpv_code_keeps_its_leading_zero_and_its_check_digit() -> None:
    (code,) = read(json.dumps([CPV]), "cpv.json").those(Code)
    assert (code.code, code.vintage, code.parent) == ("09320000-8", "2008", "09300000-2")
    assert code.more["category"] == "supplies"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"version": 1}, "superseded"),
        ({"code": "9320000"}, "malformed_code"),
        ({"type": 4}, "unknown_category"),
        ({"name": ""}, "no_name"),
        ({"name": None}, "misshapen"),
    ],
)
def test_a_cpv_code_of_2003_or_none_at_all_is_rejected(changes: dict[str, Any], code: str) -> None:
    assert read(json.dumps([CPV | changes]), "cpv.json").refusals() == [code]


def test_a_code_at_the_top_has_no_parent() -> None:
    (code,) = read(json.dumps([CPV | {"parent": None}]), "cpv.json").those(Code)
    assert code.parent is None


@pytest.mark.parametrize(("filename", "vintage"), [("itl.csv", "2025"), ("itl_codes_2021.csv", "2021")])
def test_the_edition_of_itl_codes_stands_in_the_files_name(filename: str, vintage: str) -> None:
    (code,) = read("itl_level,itl_code,itl_name\n3,TLN0A,Derry City and Strabane\n", filename).those(Code)
    assert (code.code, code.vintage, code.parent) == ("TLN0A", vintage, "TLN0")


def test_an_itl_code_must_be_as_long_as_its_level() -> None:
    assert read("itl_level,itl_code,itl_name\n2,TLC,North East\n").refusals() == ["malformed_code"]


def test_no_location_is_a_location_code_too() -> None:
    rows = "code,description_en,description_cy,parent_code,level,is_active,is_selectable\n"
    reading = read(f"{rows}NONE,Location not specified,Lleoliad,,1,true,true\nUKC11,Hartlepool,,UKC1,5,true,false\n")
    assert [(it.code, it.parent, it.more["selectable"]) for it in reading.those(Code)] == [
        ("NONE", None, True),
        ("UKC11", "UKC1", False),
    ]


def test_a_scheme_of_identifiers_says_whether_it_is_deprecated() -> None:
    scheme = {
        "code": "XI-GRID",
        "name": {"en": "GRID"},
        "listType": "third_party",
        "deprecated": True,
        "coverage": None,
    }
    scheme["access"] = {"exampleIdentifiers": "grid.17063.33, grid.1957.a"}
    (code,) = read(json.dumps(scheme), "xi-grid.json").those(Code)
    assert (code.code, code.more["deprecated"], code.more["examples"]) == (
        "XI-GRID",
        True,
        ["grid.17063.33", "grid.1957.a"],
    )


def test_all_schemes_come_in_one_file_too() -> None:
    scheme = {
        "code": "GB-COH",
        "name": {"en": "Companies House"},
        "listType": "primary",
        "deprecated": False,
        "access": {},
    }
    reading = read(json.dumps({"lists": [scheme, scheme | {"code": "GB-SC"}]}), "download.json")
    assert [it.code for it in reading.those(Code)] == ["GB-COH", "GB-SC"]


def test_bank_holidays_belong_to_their_division() -> None:
    days = {"title": "St Andrew\u2019s Day", "date": "2026-11-30", "notes": "", "bunting": True}
    divisions: dict[str, Any] = {
        name: {"division": name, "events": []} for name in ("england-and-wales", "northern-ireland")
    }
    reading = read(json.dumps(divisions | {"scotland": {"division": "scotland", "events": [days]}}), "bh.json")
    assert [(it.list, it.code) for it in reading.those(Code)] == [("bank-holidays-scotland", "2026-11-30")]


def test_industries_get_their_zero_back_and_need_a_section() -> None:
    reading = read("SIC Code,SIC section\n1110,Agriculture\n99999,\n1x,A\n")
    assert [it.code for it in reading.those(Correspondence)] == ["01110"]
    assert reading.refusals() == ["no_section", "malformed_code"]


def test_an_area_of_operation_is_known_by_name_and_perhaps_by_code() -> None:
    columns = "\ufeffgeographic_area_type,geographic_area_description,GSS,ISO3166-1\n"
    reading = read(f"{columns}Continent,Africa,,\nRegion,Throughout Wales,W92000004,GB\n")
    assert [it.code for it in reading.those(Code)] == ["Continent:Africa", "Region:Throughout Wales"]
    assert [it.other_code for it in reading.those(Correspondence)] == ["W92000004"]


def test_classes_translate_many_to_many_and_without_stray_quotes() -> None:
    rows = 'ccew-classno,ccew-classtext,oscr-group,oscr-label\n207,PUBLIC,beneficiaries,"No group"""\n'
    (found,) = read(rows).those(Correspondence)
    assert (found.list, found.other_list, found.other_code) == ("ccew-classification", "oscr-beneficiaries", "No group")


def test_the_narrowest_code_of_three_levels_counts() -> None:
    rows = "Section,Group,Sub-group,Title,Notes\nA,,,Culture,\nA,A10,,Arts,\nA,A10,A11,Theatres,x\n"
    assert [(it.code, it.parent) for it in read(rows).those(Code)] == [("A", None), ("A10", "A"), ("A11", "A10")]


def test_a_class_and_its_industry_are_spelt_without_blanks() -> None:
    row = {"ICNPO code": "1 100", "ICNPO category": "Culture", "ISIC code": "9199", "SIC": "1110", "SIC name": "Rice"}
    reading = read(table(row, row | {"SIC": ""}))
    assert [(it.code, it.other_code) for it in reading.those(Correspondence)] == [("1100", "01110")]
    assert reading.refusals() == ["no_counterpart"]
