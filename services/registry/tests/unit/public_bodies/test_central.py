"""Government organisations, the Cabinet Office's directory, the national accounts."""

import pytest
from services.registry.tests.reading import read, table

from registry.registers.domain import Detail, Link, Proved, Standing

ORGANISATION = {"entry-number": "1", "entry-timestamp": "2020-09-01T17:55:19Z", "key": "EA61"}
ORGANISATION |= {"government-organisation": "EA61", "name": "FCO Services", "website": "", "start-date": ""}
BODY = {"Name": "Advisory Committee", "Department": "Cabinet Office", "Classification": "Advisory NDPB"}
BODY |= {"PB Reform": "Retain", "Address": "1 Street\nLondon", "Chair": "Lord Smith", "email": "smith@example.org"}
ACCOUNT = {"public-body-account": "1737", "name": "", "organisation": "", "start-date": "", "end-date": ""}
ACCOUNT |= {"public-body-account-classifications": "S.1311"}


@pytest.mark.parametrize(
    ("end", "standing"), [("", Standing.LIVE), ("2017", Standing.ENDED), ("2017-03", Standing.ENDED)]
)
def test_an_organisation_with_an_end_has_ended(end: str, standing: Standing) -> None:
    row = read(table(ORGANISATION | {"end-date": end})).row()
    assert (str(row.org_id), row.kind, row.standing, row.proves) == ("GB-GOR-EA61", "executive agency", standing, {})


@pytest.mark.parametrize(
    ("reform", "standing", "proved"),
    [
        ("Retain", Standing.LIVE, {"public_body": "central_government"}),
        ("No longer an NDPB*", Standing.ENDED, {}),
        ("Merge with the Gambling Commission", Standing.UNKNOWN, {}),
        ("-", Standing.UNKNOWN, {}),
    ],
)
def test_a_body_of_the_directory_counts_if_it_was_retained(reform: str, standing: Standing, proved: Proved) -> None:
    row = read(table(BODY | {"PB Reform": reform})).row()
    assert (row.standing, row.proves, row.address) == (standing, proved, "1 Street, London")


def test_who_leads_a_body_is_dropped() -> None:
    assert "smith" not in repr(read(table(BODY)).entries).lower()


@pytest.mark.parametrize(
    ("sector", "esa", "proved"),
    [
        ("Central Government", "S.1311", {"public_body": "central_government"}),
        ("Local Government", "S.1313", {"public_body": "local_government"}),
        ("Former Central Government", "S.1311", {}),
        ("former Central Government", "S.1311", {}),
        ("CG Funds, Accounts, Courts and Posts", "S.1311", {}),
        # Housing associations were counted among public corporations once.
        ("Public Non-Financial Corporation", "S.11001", {}),
        ("Public Non-Financial Corporation", "S.11001/3", {}),
        ("Public Pension Funds", "S.12901", {}),
    ],
)
def test_only_general_government_is_a_public_body(sector: str, esa: str, proved: Proved) -> None:
    row = {"name": "A2Dominion", "sector": sector, "esa-2010": esa, "start-date": "1996-07-24T00:00:00Z"}
    assert read(table(row)).row().proves == proved


def test_a_unit_without_a_date_is_read() -> None:
    row = {"name": "Aberdeen City Council", "sector": "Local Government", "esa-2010": "S.1313", "start-date": "NA"}
    assert read(table(row)).row().founded is None


@pytest.mark.parametrize(
    ("organisation", "classes", "ended", "proved"),
    [
        ("government-organisation:OT360", "S.1311", "", {"public_body": "central_government"}),
        ("government-organisation:OT360", "S.1311", "2017-08-18", {}),
        ("government-organisation:PC1", "S.11001;S.11003", "", {}),
        ("local-authority-eng:GMCA", "S.1313", "", {}),  # a combined authority, which its own register says
    ],
)
def test_an_account_speaks_of_the_organisation_that_it_names(
    organisation: str, classes: str, ended: str, proved: Proved
) -> None:
    cells = {"organisation": organisation, "public-body-account-classifications": classes, "end-date": ended}
    reading = read(table(ACCOUNT | cells, separator="\t"), "accounts.tsv")
    (detail,) = reading.those(Detail)
    assert (str(detail.org_id).rpartition("-")[2], detail.proves) == (organisation.rpartition(":")[2], proved)
    assert len(reading.those(Link)) == 1


@pytest.mark.parametrize(
    ("organisation", "code"),
    [("", "no_name"), ("company:123", "unknown_register"), ("government-organisation:X-1", "malformed_number")],
)
def test_an_account_of_nobody_is_rejected(organisation: str, code: str) -> None:
    reading = read(table(ACCOUNT | {"organisation": organisation}, separator="\t"), "accounts.tsv")
    assert reading.refusals() == [code]
