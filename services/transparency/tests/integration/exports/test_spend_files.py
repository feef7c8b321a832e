"""Lines of spend files in the Code's table of spending: none twice, and no name that came down."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import date
from typing import Any
from uuid import UUID

import obstore
import pytest
from services.transparency.tests.paying import a_payment
from services.transparency.tests.town import COUNCIL, LANTERN, NOON, everything, party

from chassis.testing import ServiceUnderTest
from events.tendering import SpendLinesPublished

pytestmark = pytest.mark.integration
Serve = Callable[[str], AbstractAsyncContextManager[ServiceUnderTest]]
APRIL = UUID(int=0xB01)
SPEND = "/transparency/v1/published/spend/GB-LAE-NBR"


def a_line(payee: str | None, paid_on: str, amount: str, **changes: Any) -> dict[str, Any]:
    line = {"record": 2, "payer": None, "payee": payee, "org_id": None, "paid_on": paid_on, "amount": amount}
    said = dict.fromkeys(("irrecoverable_vat", "reference", "department", "purpose", "category", "classification"))
    return {**line, **said, "is_grant": None, **changes}


async def published(service: ServiceUnderTest, number: UUID, *lines: dict[str, Any]) -> None:
    """Lay the lines where tendering does, and tell of them."""
    path = f"spend-lines/{number}.jsonl"
    text = "".join(json.dumps(line) + "\n" for line in lines)
    await obstore.put_async(service.app.state.store, path, text.encode())
    months = sorted({date.fromisoformat(line["paid_on"]).replace(day=1) for line in lines})
    event = SpendLinesPublished(
        occurred_at=NOON, payer=party(COUNCIL), filename="april.csv", months=months, lines=len(lines), path=path
    )
    await service.feed(event, number)


async def posted(service: ServiceUnderTest, number: int, paid_on: date) -> None:
    entity = UUID(int=0xA00 + number)
    event = a_payment(reference=f"PAY-{number}", amount="700.00", paid_on=paid_on)
    await service.feed(event.model_copy(update={"entity": entity}), entity)


async def read(service: ServiceUnderTest, path: str) -> Any:
    answer = await service.client().get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.fixture
async def town(service_under_test: Serve) -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("transparency") as service:
        for event in everything():
            await service.feed(event, event.entity)
        yield service


async def test_a_month_that_a_file_tells_of_is_told_from_the_file_alone(town: ServiceUnderTest) -> None:
    await posted(town, 1, date(2027, 4, 9))
    await posted(town, 2, date(2027, 5, 9))
    said = {"reference": "17", "purpose": "Rent", "irrecoverable_vat": "1.20", "org_id": "GB-COH-09999991"}
    lines = [
        a_line("Harbour Homes", "2027-04-02", "742.50", **said),
        a_line("Lantern", "2027-04-30", "-25.60", department="Care", is_grant=False),
        a_line("Of another quarter", "2027-07-01", "9000.00"),
    ]
    await published(town, APRIL, *lines)
    rows = (await read(town, f"{SPEND}/2027-Q2.json"))["rows"]
    assert [(it["transaction_number"], it["beneficiary"], it["net_amount"]["amount"]) for it in rows] == [
        ("17", "Harbour Homes", "742.50"),
        (None, "Lantern", "-25.60"),
        ("PAY-2", LANTERN.name, "700.00"),
    ]
    assert (rows[0]["beneficiary_registration_number"], rows[0]["department"]) == ("09999991", COUNCIL.name)
    assert rows[0]["irrecoverable_vat"]["amount"] == "1.20"
    assert rows[0]["unknown"] == ["merchant_category"]
    assert (rows[1]["department"], rows[1]["vcse_grant"]) == ("Care", False)


async def test_what_was_paid_of_grants_is_not_told_twice(town: ServiceUnderTest) -> None:
    (granted,) = (await read(town, f"{SPEND}/2026-Q3.json"))["rows"]
    assert granted["transaction_date"] == "2026-07-03"
    await published(town, APRIL, a_line("Second Wheel", "2026-07-03", "21000.00", is_grant=True))
    (line,) = (await read(town, f"{SPEND}/2026-Q3.json"))["rows"]
    assert (line["beneficiary"], line["vcse_grant"]) == ("Second Wheel", True)


async def test_a_name_that_came_down_is_gone_and_the_table_is_another_file(town: ServiceUnderTest) -> None:
    await published(town, APRIL, a_line("Ann O'Lee", "2027-04-02", "600.00"))
    before = await town.client().get(f"{SPEND}/2027-Q2.csv")
    assert "Ann O'Lee" in before.text
    await published(town, APRIL, a_line("[taken down]", "2027-04-02", "600.00"))
    after = await town.client().get(f"{SPEND}/2027-Q2.csv")
    assert "O'Lee" not in after.text
    assert "[taken down],,600.00" in after.text
    assert after.headers["etag"] != before.headers["etag"]
    await town.rebuild()
    assert (await town.client().get(f"{SPEND}/2027-Q2.csv")).content == after.content


async def test_a_quarter_that_only_files_tell_of_is_listed_and_in_the_whole(town: ServiceUnderTest) -> None:
    await published(town, APRIL, a_line("Harbour Homes", "2028-01-02", "600.00"))
    listed = (await read(town, "/transparency/v1/published?publisher=GB-LAE-NBR"))["items"]
    assert "2028-Q1" in [it["period"] for it in listed if it["table"] == "spend"]
    whole = await read(town, "/transparency/v1/published/spend?format=json&period=2028-Q1")
    assert [it["beneficiary"] for it in whole["rows"]] == ["Harbour Homes"]


@pytest.mark.parametrize("form", ["json", "csv"])
async def test_a_table_whose_lines_are_not_in_the_store_is_not_told_without_them(
    town: ServiceUnderTest, form: str
) -> None:
    await published(town, APRIL, a_line("Harbour Homes", "2027-04-02", "742.50"))
    await obstore.delete_async(town.app.state.store, f"spend-lines/{APRIL}.jsonl")
    answer = await town.client().get(f"{SPEND}/2027-Q2.{form}")
    assert answer.status_code == 503
    assert answer.json()["detail"] == "This cannot be done just now; nothing was changed."
