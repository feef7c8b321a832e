"""Councils: the collected register, GOV.UK's registers, and what links them with areas."""

import pytest
from services.registry.tests.reading import read, table

from registry.registers.domain import Correspondence, LinkKind, Standing

COUNCIL = {
    "local-authority-code": "POL",
    "official-name": "Borough of Poole",
    "nice-name": "Poole",
    "gss-code": "E06000029",
    "start-date": "1997-04-01",
    "end-date": "",
    "replaced-by": "",
    "nation": "England",
    "local-authority-type": "UA",
    "alt-names": "Poole,poole borough",
    "current-authority": "True",
    "former-gss-codes": "",
}
ENDED = {"end-date": "2019-03-31", "current-authority": "False", "replaced-by": "BPC,DST"}


@pytest.mark.parametrize(
    ("nation", "kind", "code", "org_id", "proved"),
    [
        ("England", "UA", "POL", "GB-LAE-POL", "council"),
        ("England", "NMD", "ADU", "GB-LAE-ADU", "council"),
        ("England", "CTY", "ESS", "GB-LAE-ESS", "council"),
        ("England", "COMB", "GMCA", "GB-LAE-GMCA", "combined_authority"),
        ("England", "SRA", "GLA", "GB-LAE-GLA", None),
        ("Scotland", "SCO", "ABE", "GB-LAS-ABE", "council"),
        ("Wales", "WPA", "AGY", "GB-PLA-AGY", "council"),
        ("Northern Ireland", "NID", "ANN", "GB-LANI-ANN", "council"),
    ],
)
def test_the_nation_gives_the_scheme_and_the_type_what_is_proved(
    nation: str, kind: str, code: str, org_id: str, proved: str | None
) -> None:
    row = read(table(COUNCIL | {"nation": nation, "local-authority-type": kind, "local-authority-code": code})).row()
    assert (str(row.org_id), row.proves.get("public_body")) == (org_id, proved)


def test_an_abolished_council_proves_nothing_and_leads_to_all_its_successors() -> None:
    row = read(table(COUNCIL | ENDED)).row()
    assert (row.standing, str(row.ended), row.proves) == (Standing.ENDED, "2019-03-31", {})
    assert [(it.kind, str(it.end), str(it.on)) for it in row.links] == [
        (LinkKind.SUCCEEDED_BY, "GB-LAE-BPC", "2019-03-31"),
        (LinkKind.SUCCEEDED_BY, "GB-LAE-DST", "2019-03-31"),
    ]


def test_a_council_of_the_future_proves_nothing_yet() -> None:
    row = read(table(COUNCIL | {"start-date": "2028-04-01", "current-authority": "False"})).row()
    assert (row.standing, row.proves) == (Standing.UNKNOWN, {})


def test_a_district_of_northern_ireland_that_ended_has_a_number_of_its_own_kind() -> None:
    cells = {
        "local-authority-code": "NIR-A",
        "nation": "Northern Ireland",
        "gss-code": "",
        "local-authority-type": "NID",
    }
    assert str(read(table(COUNCIL | cells)).row().org_id) == "GB-LANI-NIR-A"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"nation": "Mercia"}, "unknown_nation"),
        ({"local-authority-code": "12"}, "malformed_number"),
        ({"gss-code": "E0600"}, "malformed_code"),
        ({"official-name": ""}, "no_name"),
    ],
)
def test_a_row_that_cannot_be_right_is_rejected(changes: dict[str, str], code: str) -> None:
    assert read(table(COUNCIL | changes)).refusals() == [code]


def test_a_council_of_govuk_without_an_end_is_live_and_one_of_a_year_has_ended() -> None:
    row = {"entry-number": "1", "entry-timestamp": "2020-02-29T11:57:30Z", "key": "BKM", "local-authority-eng": "BKM"}
    row |= {"local-authority-type": "CTY", "name": "Buckinghamshire", "official-name": "Buckinghamshire County Council"}
    live = read(table(row | {"start-date": "1905-06-19", "end-date": ""})).row()
    ended = read(table(row | {"start-date": "", "end-date": "2020"})).row()
    assert (live.standing, live.proves, str(live.edition)) == (Standing.LIVE, {"public_body": "council"}, "2020-02-29")
    assert (ended.standing, ended.proves, str(ended.ended)) == (Standing.ENDED, {}, "2020-01-01")


def test_the_letters_of_a_council_mean_the_nation_of_its_area() -> None:
    reading = read("gss-code,local-authority-code\nN09000002,ABC\nS12000034,ABD\n,NIR-A\n")
    assert [(it.other_list, it.other_code) for it in reading.those(Correspondence)] == [
        ("GB-LANI", "ABC"),
        ("GB-LAS", "ABD"),
    ]
    assert reading.refusals() == ["no_area"]


def test_a_ministry_of_planning_data_stands_under_its_newest_name() -> None:
    row = {"entity": "600001", "prefix": "government-organisation", "reference": "D4", "end-date": ""}
    rows = [
        row | {"entry-date": "2024-07-08", "name": "Ministry of Housing"},
        row | {"entry-date": "2021-07-09", "name": "Levelling Up"},
    ]
    reading = read(table(*rows))
    found = {str(it.edition): (str(it.org_id), it.name) for it in reading.entries}  # type: ignore[union-attr]
    assert found["2024-07-08"] == ("GB-GOR-D4", "Ministry of Housing")


def test_a_national_park_authority_is_known_by_its_number_among_government_organisations() -> None:
    row = {
        "entity": "396",
        "prefix": "wikidata",
        "reference": "Q20198711",
        "end-date": "",
        "national-park": "E26000010",
    }
    found = read(table(row | {"name": "South Downs National Park Authority", "government-organisation": "OT546"})).row()
    assert (str(found.org_id), [str(it.end) for it in found.links]) == ("planning-data-396", ["GB-GOR-OT546"])
    assert (found.kind, found.proves) == ("national park authority", {})
