"""Whose money stays where, over HTTP, on a real database."""

import csv
from datetime import date
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from services.tendering.tests.builders import NOW, at, pounds
from services.tendering.tests.integration.line import V1, Json, Line, done
from services.tendering.tests.spend_files import HEADING, SPEND_FILES, imported

from events import Address
from events.registry import OrganisationClassified, OrganisationFacts, OrganisationRegistered
from events.verdicts import VerdictFacts

pytestmark = pytest.mark.integration
QUAY, ABROAD = UUID(int=31), UUID(int=32)
APRIL = HEADING + (
    "Ashgate Homeless Trust,01/04/2026,1,600.00\n"
    "ASHGATE HOMELESS TRUST,02/04/2026,2,-100.00\n"
    "Quay Works Limited,03/04/2026,3,250.00\n"
    "Nobody Knows Ltd,04/04/2026,4,150.00\n"
    "REDACTED PERSONAL DATA,05/04/2026,5,100.00\n"
)
ASKED = {"area": "TLD3", "first": "2026-04-01", "last": "2026-04-30"}


async def known(line: Line, organisation: UUID, name: str, region: str | None, **classes: bool) -> None:
    """The registry tells where an organisation is, and what the rules make of it."""
    facts = OrganisationFacts(
        id=organisation, name=name, roles=["provider"], source="self", address=Address(region=region)
    )
    await line.service.feed(OrganisationRegistered(occurred_at=NOW, organisation=facts), organisation)
    verdicts = [
        VerdictFacts(
            label=label, outcome="yes" if outcome else "no", rule="classification.vcse", version=1, basis="SEED",
            facts_used=[], missing=[], reasons=[], expires_on=date(2027, 12, 31),
        )
        for label, outcome in classes.items()
    ]  # fmt: skip
    told = OrganisationClassified(
        occurred_at=NOW, organisation_id=organisation, on=NOW.date(), verdicts=verdicts, facts=[], disputed=[]
    )
    await line.service.feed(told, organisation)


async def the_town(line: Line) -> Json:
    """A local social enterprise, a firm elsewhere, and a file that pays both, an unknown and a redacted payee."""
    await known(line, line.trust, "Ashgate Homeless Trust", "TLD35", social_enterprise=True, vcse=True)
    await known(line, QUAY, "Quay Works Limited", "TLI43", social_enterprise=False)
    return await imported(line.service, APRIL, client=line.buyer)


async def local_spend(line: Line, **changes: str) -> Json:
    path = f"{V1}/buyers/{line.council}/local-spend"
    return done(await line.public.get(path, params=ASKED | changes, headers=at(NOW)))


def parts(sides: Json) -> dict[str, tuple[str, Any]]:
    return {side: (part["amount"]["amount"], part["share_pct"]) for side, part in sides.items()}


async def test_money_is_told_whole_by_where_it_went_and_to_whom(line: Line) -> None:
    file = await the_town(line)
    told = await local_spend(line)
    assert (told["total"]["amount"], told["payments"]) == ("1000.00", 5)
    assert (told["total"], [each["id"] for each in told["files"]]) == (file["spend"], [file["id"]])
    assert (told["months_in_files"], told["months_as_posted"]) == (["2026-04-01"], [])
    assert parts(told["matched"]) == {
        "yes": ("750.00", 75), "no": ("0.00", 0), "unknown": ("0.00", 0),
        "unmatched": ("150.00", 15), "redacted": ("100.00", 10),
    }  # fmt: skip
    assert parts(told["local"])["yes"] == ("500.00", 50)
    assert parts(told["local"])["no"] == ("250.00", 25)
    assert parts(told["classes"]["social_enterprise"])["yes"] == ("500.00", 50)
    assert parts(told["classes"]["vcse"])["unknown"] == ("250.00", 25)
    assert parts(told["classes"]["sme"])["unknown"] == ("750.00", 75)
    for sides in (told["matched"], told["local"], *told["classes"].values()):
        assert sum(part["share_pct"] for part in sides.values()) == 100


async def test_a_month_is_told_from_files_or_from_what_was_posted_and_never_from_both(line: Line) -> None:
    await the_town(line)
    rows = [
        {"reference": f"P{day}", "payee_id": str(QUAY), "amount": pounds("40.00"), "paid_on": day}
        for day in ("2026-04-10", "2026-05-10")
    ]
    taken = done(await line.buyer.post(f"{V1}/payments", json={"payments": rows}, headers=at(NOW)))
    assert taken["accepted"] == 2
    assert (await local_spend(line))["total"]["amount"] == "1000.00"
    both = await local_spend(line, last="2026-05-31")
    assert (both["total"]["amount"], both["months_as_posted"]) == ("1040.00", ["2026-05-01"])
    assert parts(both["local"])["no"][0] == "290.00"


async def test_a_file_saved_anew_counts_nothing_and_a_name_that_comes_down_is_redacted(line: Line) -> None:
    file = await the_town(line)
    await imported(line.service, APRIL.replace("\n", "\r\n"), "again.csv", client=line.buyer)
    before = await local_spend(line)
    assert (before["total"]["amount"], len(before["files"])) == ("1000.00", 1)
    body = {"record": 5, "cause": "personal_data"}
    done(await line.buyer.post(f"{SPEND_FILES}/{file['id']}/takedowns", json=body), 201)
    after = await local_spend(line)
    assert (parts(after["matched"])["unmatched"], parts(after["matched"])["redacted"]) == (("0.00", 0), ("250.00", 25))
    assert after["total"] == before["total"]


async def test_the_table_says_what_the_document_says(line: Line) -> None:
    await the_town(line)
    told = await local_spend(line)
    answer = await line.public.get(f"{V1}/buyers/{line.council}/local-spend.csv", params=ASKED, headers=at(NOW))
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(StringIO(answer.text)))
    assert len(rows) == 5 * (2 + len(told["classes"]))
    for row in rows:
        sides = told["classes"].get(row["question"]) or told[row["question"]]
        part = sides[row["side"]]
        assert (row["amount"], float(row["share_pct"])) == (part["amount"]["amount"], part["share_pct"])


async def test_what_is_no_month_no_area_or_no_buyer_is_refused(line: Line) -> None:
    path = f"{V1}/buyers/{line.council}/local-spend"
    for change in ({"first": "2026-04-02"}, {"last": "2026-04-29"}, {"area": "Northbridge"}, {"last": "2026-03-31"}):
        assert (await line.public.get(path, params=ASKED | change)).status_code == 422
    assert (await line.public.get(f"{V1}/buyers/{QUAY}/local-spend", params=ASKED)).status_code == 404
    nothing = done(await line.public.get(path, params=ASKED))
    assert (nothing["total"]["amount"], nothing["local"]["yes"]["share_pct"]) == ("0.00", None)
