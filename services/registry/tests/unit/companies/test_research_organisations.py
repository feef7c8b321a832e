"""GRID and ROR."""

import json

from services.registry.tests.reading import read

from registry.registers.domain import Link, LinkKind, Standing

ROR = {
    "id": "https://ror.org/02mhbdp94",
    "name": "A University",
    "types": ["Education"],
    "links": ["https://www.example.org/"],
    "aliases": ["Another Name"],
    "acronyms": ["AU"],
    "status": "active",
    "country": {"country_code": "GB"},
    "external_ids": {
        "GRID": {"preferred": "grid.7247.6", "all": "grid.7247.6"},
        "ISNI": {"preferred": None, "all": ["0000 0004 1936 9705"]},
        "GB-CHC": {"preferred": None, "all": ["1090095"]},
    },
}


def test_a_row_links_a_grid_number_or_its_successors_with_an_org_id() -> None:
    reading = read("grid_id,org_id\ngrid.17063.33,GB-CHC-1021457\n01mdbyv68,GB-GOR-PB197\ngrid.1.1,nonsense\n")
    assert [(str(it.start), str(it.end)) for it in reading.those(Link)] == [
        ("XI-GRID-grid.17063.33", "GB-CHC-1021457"),
        ("XI-ROR-01mdbyv68", "GB-GOR-PB197"),
    ]
    assert reading.refusals() == ["malformed_number"]


def test_an_organisation_of_ror_has_its_other_numbers() -> None:
    row = read(json.dumps([ROR]), "ror.json").row()
    assert (str(row.org_id), row.name, row.other_names) == ("XI-ROR-02mhbdp94", "A University", ("Another Name", "AU"))
    assert [(it.kind, str(it.end)) for it in row.links] == [
        (LinkKind.SAME_BODY, "XI-GRID-grid.7247.6"),
        (LinkKind.SAME_BODY, "GB-CHC-1090095"),
    ]


def test_a_page_about_the_files_of_ror_names_no_organisation() -> None:
    hit = {"doi": "10.5281/zenodo.1", "conceptrecid": "1", "files": []}
    reading = read(json.dumps({"hits": {"hits": [hit], "total": 1}}), "ror.json")
    assert (reading.layout, reading.refusals()) == ("ror-deposits", ["not_an_organisation"])


def test_the_newer_schema_of_ror_says_the_same() -> None:
    newer = {
        "id": ROR["id"],
        "names": [
            {"value": "AU", "types": ["acronym"]},
            {"value": "A University", "types": ["label", "ror_display"]},
        ],
        "types": ["education"],
        "locations": [],
        "status": "withdrawn",
        "links": [{"type": "website", "value": "https://www.example.org/"}],
        "external_ids": [{"type": "grid", "preferred": None, "all": ["grid.7247.6"]}],
    }
    row = read(json.dumps([newer]), "ror.json").row()
    assert (row.name, row.other_names, row.standing) == ("A University", ("AU",), Standing.ENDED)
    assert [str(it.end) for it in row.links] == ["XI-GRID-grid.7247.6"]
