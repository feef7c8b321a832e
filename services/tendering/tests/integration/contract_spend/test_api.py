"""What was paid under a contract, as posted and as published, over HTTP, on a real database."""

from datetime import timedelta
from typing import Any

import pytest
from services.tendering.tests.builders import NOW, at, pounds
from services.tendering.tests.integration.line import V1, Json, Line, done
from services.tendering.tests.spend_files import HEADING, imported

pytestmark = pytest.mark.integration
NAMING = HEADING.replace("\n", ",Contract Number\n")
LATER = NOW + timedelta(days=365)


async def spend(line: Line, contract: Json) -> Json:
    told = done(await line.public.get(f"{V1}/contracts/{contract['id']}/spend"))
    sums = {name: told[name]["amount"] for name in ("invoiced", "posted", "published", "difference", "counted")}
    return sums | {"months": [(each["month"], each["counted"]["amount"]) for each in told["months"]]}


async def posted(line: Line, contract: Json, kind: str, day: str, amount: str) -> None:
    when = "received_on" if kind == "invoices" else "paid_on"
    row: dict[str, Any] = {"reference": f"{kind} {day}", "amount": pounds(amount), when: day}
    row |= {"contract_id": contract["id"], "payee_id": str(line.trust)}
    found = done(await line.buyer.post(f"{V1}/{kind}", json={kind: [row]}, headers=at(LATER)))
    assert found["accepted"] == 1, found


async def test_files_count_where_they_name_the_contract_and_what_was_posted_elsewhere(line: Line) -> None:
    contract = await line.signed()
    for day, amount in (("2026-04-08", "100.00"), ("2026-05-08", "40.00")):
        await posted(line, contract, "invoices", day, amount)
        await posted(line, contract, "payments", day, amount)
    assert await spend(line, contract) == {
        "invoiced": "140.00", "posted": "140.00", "published": "0.00", "difference": "0.00", "counted": "140.00",
        "months": [("2026-04-01", "100.00"), ("2026-05-01", "40.00")],
    }  # fmt: skip
    rows = [
        f"Trust,08/04/2026,1,95.00,{contract['id']}",
        f'Trust,09/04/2026,2,-5.00,"{contract["title"]}"',
        "Trust,10/04/2026,3,700.00,another",
        "Trust,10/05/2026,4,800.00,",
    ]
    await imported(line.service, NAMING + "\n".join(rows) + "\n", client=line.buyer)
    assert await spend(line, contract) == {
        "invoiced": "140.00", "posted": "140.00", "published": "90.00", "difference": "-10.00", "counted": "130.00",
        "months": [("2026-04-01", "90.00"), ("2026-05-01", "40.00")],
    }  # fmt: skip


async def test_a_title_that_two_contracts_bear_names_neither_and_a_copy_of_a_file_counts_nothing(line: Line) -> None:
    contract, twin = await line.signed(), await line.signed()
    assert contract["title"] == twin["title"]
    file = NAMING + f'Trust,08/04/2026,1,95.00,{contract["id"]}\nTrust,09/04/2026,2,5.00,"{contract["title"]}"\n'
    await imported(line.service, file, client=line.buyer)
    await imported(line.service, file.replace("\n", "\r\n"), "again.csv", client=line.buyer)
    assert ((await spend(line, contract))["published"], (await spend(line, twin))["published"]) == ("95.00", "0.00")
