"""Every real file of companies, public bodies, schools, housing, care and codes is read whole, row by row.

The counts were taken from the files with other tools; the folders are beside the repository, never in it.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from services.registry.tests.reading import Reading, read
from services.registry.tests.register_files import REAL, needs_real_files

from kernel.calendar import WorkingCalendar
from registry.registers.domain import Code, Correspondence, Detail, Link, RegisterRow, Standing

pytestmark = needs_real_files

FOLDERS = (
    *("companies-house", "mutuals", "coops-uk", "ror", "geography", "cpv", "bank-holidays", "org-id-schemes"),
    *("charity-codelists", "government-organisations", "public-bodies", "local-authorities", "other-authorities"),
    *("nhs-ods", "schools-gias", "learning-providers", "social-housing-eng", "cqc"),
)
CROSSWALKS = (
    *("academy-trusts-company-number", "grid-lookup", "independent-schools-ew", "organisation-company-numbers"),
    *("rsp-charity-number", "university-charity-number", "university-royal-charters"),
)
#: How many records there are, and why some were rejected. Of every file that is not here, every record is taken.
READ: dict[str, tuple[int, dict[str, int]]] = {
    "companies-house/BasicCompanyData-2020-06-01-part6_7.csv": (65, {}),
    "mutuals/mutual-companies.csv": (8138, {"not_its_mirror": 1}),
    "coops-uk/coops-uk_standard_2023-03.csv": (4882, {}),
    "coops-uk/worker-coops_2023-06.csv": (265, {}),
    "coops-uk/sic-code-to-sic-section.csv": (403, {"no_section": 57}),
    "ror/ror.json": (3, {"not_an_organisation": 3}),
    "cpv/cpvCodes.json": (17777, {"superseded": 8323}),
    "charity-codelists/classification_icnpo_sic_lookup.csv": (76, {"no_counterpart": 2}),
    "geography/la_orgid_to_gss.csv": (459, {"no_area": 25}),
    "local-authorities/lookup_gss_to_registry.csv": (483, {"no_area": 25}),
    "local-authorities/uk_local_authorities.csv": (470, {}),
    "nhs-ods/epraccur.csv": (9614, {}),
    "nhs-ods/etr.csv": (204, {}),
    "nhs-ods/eccg.csv": (199, {}),
    "public-bodies/ons_public-body.csv": (3212, {}),
    "public-bodies/public-body-account.tsv": (2033, {}),
    "schools-gias/academy-trusts_2016-11.csv": (2061, {}),
    "social-housing-eng/hca_data.tsv": (1163, {}),
    "social-housing-eng/social-housing-provider-eng.tsv": (1163, {}),
    "cqc/Locations-head.csv": (668, {"personal": 15}),
    "crosswalks/independent-schools-ew.csv": (2527, {}),
    "crosswalks/organisation-company-numbers.csv": (1543, {"not_its_mirror": 2}),
    "crosswalks/rsp-charity-number.csv": (1225, {"no_counterpart": 18}),
}
#: What the rows of a file prove, by fact and value.
PROVED: dict[str, dict[tuple[str, bool | str], int]] = {
    "companies-house/BasicCompanyData-2020-06-01-part6_7.csv": {
        ("community_interest_company", True): 6,
        ("company_status", "active"): 28,
        ("company_status", "voluntary_arrangement"): 1,
    },
    "mutuals/mutual-companies.csv": {
        ("mutual_kind", "pre_2014_society"): 4729 + 369 + 206 - 1,
        ("mutual_kind", "credit_union"): 218 + 108 + 81,
        ("mutual_kind", "working_mens_club"): 285 + 6,
        ("mutual_kind", "friendly_society"): 14 + 10 + 7 + 1 + 1,
        ("mutual_kind", "building_society"): 2,
        ("mutual_kind", "co_operative"): 659,
        ("mutual_kind", "community_benefit_society"): 1389,
    },
    "coops-uk/coops-uk_standard_2023-03.csv": {},
    "local-authorities/uk_local_authorities.csv": {
        ("public_body", "council"): 382,
        ("public_body", "combined_authority"): 14,
    },
    "nhs-ods/etr.csv": {("public_body", "nhs_trust"): 153},
    "nhs-ods/epraccur.csv": {},
    "nhs-ods/eccg.csv": {},
    "nhs-ods/icb_names_codes_dec_2024.csv": {("public_body", "integrated_care_board"): 42},
    "schools-gias/academy-trusts_2016-11.csv": {("public_body", "academy_trust"): 2058},
    "learning-providers/learning-providers-plus.csv": {("public_body", "university"): 112},
    "social-housing-eng/hca_data.tsv": {
        ("social_housing_designation", "non_profit"): 1008,
        ("social_housing_designation", "local_authority"): 135,
        ("social_housing_designation", "profit"): 20,
    },
    "cqc/Locations-head.csv": {("cqc_registered_provider", True): 653},
}


def files() -> Iterator[str]:
    """All the files of these registers, as they lie in their folders."""
    for folder in FOLDERS:
        yield from (str(path.relative_to(REAL)) for path in sorted((REAL / folder).rglob("*")) if path.is_file())
    yield from (f"crosswalks/{name}.csv" for name in CROSSWALKS)


FILES = list(files()) if REAL.is_dir() else []


@cache
def the_reading_of(name: str) -> Reading:
    """A real file, read whole."""
    with (REAL / name).open("rb") as file:
        return read(file, Path(name).name)


@pytest.mark.parametrize("name", FILES)
def test_every_row_is_taken_or_rejected_with_a_reason(name: str) -> None:
    reading = the_reading_of(name)
    there_are, refused = READ.get(name, (reading.read, {}))
    assert reading.read == there_are > 0
    assert Counter(reading.refusals()) == refused
    assert all(it.sentence.endswith(".") for it in reading.rejected)
    assert all(it.entries for it in reading.taken)


@pytest.mark.parametrize("name", PROVED)
def test_rows_prove_what_the_register_is_the_word_for_and_no_more(name: str) -> None:
    proved = Counter(
        fact
        for entry in the_reading_of(name).entries
        if isinstance(entry, RegisterRow | Detail)
        for fact in entry.proves.items()
        if fact[0] != "company_category"
    )
    assert proved == PROVED[name]


@pytest.mark.parametrize("name", FILES)
def test_what_has_ended_proves_nothing(name: str) -> None:
    rows = the_reading_of(name).those(RegisterRow)
    assert [it for it in rows if it.standing is Standing.ENDED and it.proves] == []


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("cqc/Locations-head.csv", ["Registered manager", "Location telephone number"]),
        ("coops-uk/coops-uk_standard_2023-03.csv", ["Email", "Phone"]),
        ("schools-gias/edubase.csv", ["HeadLastName", "TelephoneNum"]),
        ("public-bodies/public-bodies.csv", ["Chair", "Chief Executive / Secretary", "Phone", "email"]),
    ],
)
def test_what_the_file_says_of_people_is_nowhere_in_what_is_kept(name: str, columns: list[str]) -> None:
    with (REAL / name).open(encoding="cp1252", errors="replace", newline="") as file:
        people = {row[column].strip() for row in csv.DictReader(file) for column in columns}
    kept = repr(the_reading_of(name).entries)
    assert [it for it in people if len(it) > 7 and it in kept] == []


def test_councils_that_are_no_more_lead_to_those_that_took_over() -> None:
    rows = the_reading_of("local-authorities/uk_local_authorities.csv").those(RegisterRow)
    cumbria = next(it for it in rows if it.org_id.number == "CMA")
    assert [str(it.end) for it in cumbria.links] == ["GB-LAE-CBD", "GB-LAE-WAF"]
    assert sum(it.standing is Standing.LIVE for it in rows) == 397


def test_the_areas_of_today_are_those_of_the_lists() -> None:
    reading = the_reading_of("geography/la_all_codes.csv")
    assert Counter(it.more["current"] for it in reading.those(Code)) == {True: 361, False: 54}
    assert len(reading.those(Correspondence)) == 54
    assert len(the_reading_of("geography/lau_to_itl3.json").entries) == 362
    assert len(the_reading_of("geography/derived/itl_codes_2025.csv").those(Code)) == 12 + 46 + 182


def test_the_cpv_of_2008_is_whole() -> None:
    codes = {it.code: it for it in the_reading_of("cpv/cpvCodes.json").those(Code)}
    assert len(codes) == 9454
    assert [it.code for it in codes.values() if it.parent is not None and it.parent not in codes] == []


def test_the_bank_holidays_are_those_that_working_days_are_counted_by() -> None:
    parts = {"england-and-wales": ("ENG", "WLS"), "scotland": ("SCT",), "northern-ireland": ("NIR",)}
    days = the_reading_of("bank-holidays/bank-holidays_2012-on.json").those(Code)
    assert len(days) == 140 + 157 + 174
    for it in days:
        assert it.valid_from is not None
        assert not WorkingCalendar(parts[it.list.removeprefix("bank-holidays-")]).is_working(it.valid_from), it


def test_a_society_is_linked_with_all_its_mirrors() -> None:
    mirrors = Counter(it.start for it in the_reading_of("mutuals/mutual-companies.csv").those(Link))
    assert sum(times > 1 for times in mirrors.values()) == 30
