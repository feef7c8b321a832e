"""Gazetteers and the history of codes."""

import json

from services.registry.tests.reading import read, table

from registry.registers.domain import Code, Correspondence

LEVELS = ["LADCD", "LADNM", "LADCD_ACTIVE", "UTLACD", "CAUTHCD", "RGNCD", "CTRYCD", "EWCD", "GBCD", "UKCD", "Current"]
ADUR = dict(zip(LEVELS, ["E07000223", "Adur", "E07000223", "E10000032", "", "E12000008", "E92000001"], strict=False))
ADUR |= {"EWCD": "K04000001", "GBCD": "K03000001", "UKCD": "K02000001", "Current": "TRUE"}
POOLE = ADUR | {"LADCD": "E06000029", "LADNM": "Poole", "LADCD_ACTIVE": "E06000058", "UTLACD": "E06000058"}
CHANGE = {
    "GEOGCD": "E06000064",
    "GEOGNM": "Westmorland and Furness",
    "GEOGCD_P": "E07000031",
    "GEOGNM_P": "South Lakeland",
}
CHANGE |= {"SI_ID": "331/2022", "SI_TITLE": "The Cumbria (Structural Changes) Order 2022", "OPER_DATE": "01/04/2023"}


def test_an_area_lies_in_its_county_first_and_in_all_the_wider_ones() -> None:
    (area,) = read(table(ADUR)).those(Code)
    assert (area.code, area.parent) == ("E07000223", "E10000032")
    assert area.more["within"] == ["E10000032", "E12000008", "E92000001", "K04000001", "K03000001", "K02000001"]


def test_an_abolished_area_lies_in_a_region_and_names_the_area_of_today() -> None:
    reading = read(table(POOLE | {"Current": "FALSE"}))
    (area,), (succession,) = reading.those(Code), reading.those(Correspondence)
    assert (area.parent, area.more["current"]) == ("E12000008", False)
    assert (succession.other_list, succession.other_code) == ("gss-active", "E06000058")


def test_a_change_says_who_took_over_and_when() -> None:
    (change,) = read(table(CHANGE)).those(Correspondence)
    assert (change.code, change.other_code, change.more["relation"]) == ("E07000031", "E06000064", "succeeded_by")
    assert change.more["on"] == "2023-04-01"


def test_codes_that_begin_end_or_stay_are_told_apart() -> None:
    rows = [CHANGE | {"GEOGCD_P": ""}, CHANGE | {"GEOGCD": ""}, CHANGE | {"GEOGCD_P": "E06000064"}]
    relations = [it.more["relation"] for it in read(table(*rows)).those(Correspondence)]
    assert relations == ["created", "ended", "changed"]
    assert read(table(CHANGE | {"GEOGCD": "", "GEOGCD_P": ""})).refusals() == ["malformed_code"]


def test_each_life_of_a_code_stands_by_itself() -> None:
    life = {"GEOGCD": "E00026057", "GEOGNM": "", "GEOGNMW": "", "SI_ID": "1", "SI_TITLE": "Re-coding", "STATUS": "live"}
    rows = [
        life | {"OPER_DATE": "01/01/2009", "TERM_DATE": "30/12/2011", "PARENTCD": "E01005148"},
        life | {"OPER_DATE": "31/12/2011", "TERM_DATE": "", "PARENTCD": "E01033675"},
    ]
    lives = read(table(*rows)).those(Code)
    assert [(it.vintage, str(it.valid_to), it.parent) for it in lives] == [
        ("2009-01-01", "2011-12-30", "E01005148"),
        ("2011-12-31", "None", "E01033675"),
    ]


def test_names_of_one_year_are_an_edition_of_their_own() -> None:
    (area,) = read("\ufeffLAD23CD,LAD23NM,LAD23NMW\nW06000001,Isle of Anglesey,Ynys Môn\n").those(Code)
    assert (area.vintage, area.name, area.more["name_cy"]) == ("2023", "Isle of Anglesey", "Ynys Môn")


def test_one_object_for_all_areas_is_taken_apart() -> None:
    to_itl = {"E06000001": {"code": "TLC31", "name": "Hartlepool"}, "E06000002": {"code": "TLC32", "name": "M"}}
    assert [it.other_code for it in read(json.dumps(to_itl), "a.json").those(Correspondence)] == ["TLC31", "TLC32"]
    assert [it.name for it in read(json.dumps({"E54000022": "Norfolk "}), "a.json").those(Code)] == ["Norfolk"]


def test_what_a_code_begins_with_has_its_count_without_commas() -> None:
    row = {
        "Entity code": "E00",
        "Entity name": "Output Areas",
        "Entity abbreviation": "OA",
        "Entity coverage": "England",
    }
    row |= {"Status": "Current", "Number of live instances": "178,605", "Entity start date": "01/01/2009"}
    (entity,) = read(table(row)).those(Code)
    assert (entity.more["live"], str(entity.valid_from)) == (178605, "2009-01-01")


def test_codes_of_others_are_those_of_each_publisher() -> None:
    row = {"GEOGCD": "E07000223", "GEOGNM": "Adur", "GEOGCDO": "45UB", "GEOGNMO": "Adur", "GEOGCDD": "R406"}
    reading = read(table(row | {"OPER_DATE": "01/01/2009"}, row | {"GEOGCDO": "", "GEOGCDD": "", "OPER_DATE": ""}))
    assert [(it.other_list, it.other_code) for it in reading.those(Correspondence)] == [
        ("gss-former-o", "45UB"),
        ("gss-former-d", "R406"),
    ]
    assert reading.refusals() == ["no_counterpart"]


def test_a_ward_has_a_place() -> None:
    (place,) = read("wdcd,longitude,latitude\nE05009396,-0.21,51.52\n").those(Code)
    assert place.more == {"latitude": "51.52", "longitude": "-0.21"}
