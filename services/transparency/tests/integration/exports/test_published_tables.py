"""The Code's tables over HTTP: by publisher and time, as a whole, again without change, and after a rebuild."""

import csv
import io
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import date
from typing import Any
from uuid import UUID

import httpx
import pytest
from services.transparency.tests.answers import a_verdict
from services.transparency.tests.answers import classified as classes_of
from services.transparency.tests.paying import a_payment
from services.transparency.tests.town import (
    ALLIANCE,
    COUNCIL,
    GRANT,
    HARBOUR,
    HOMES,
    KITCHEN,
    LANTERN,
    NOON,
    everything,
    party,
)

from chassis.testing import ServiceUnderTest
from events.tendering import RegisterEntryStated

pytestmark = pytest.mark.integration
Serve = Callable[[str], AbstractAsyncContextManager[ServiceUnderTest]]
PUBLISHED = "/transparency/v1/published"


@pytest.fixture
async def town(service_under_test: Serve) -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("transparency") as service:
        for event in everything():
            await service.feed(event, event.entity)
        yield service


async def got(service: ServiceUnderTest, path: str, **headers: str) -> httpx.Response:
    answer = await service.client().get(f"{PUBLISHED}{path}", headers=headers)
    assert answer.status_code in {200, 304}, answer.text
    return answer


async def rows(service: ServiceUnderTest, path: str) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = (await got(service, path)).json()["rows"]
    return found


async def paid(service: ServiceUnderTest, number: int, amount: str, **changes: Any) -> None:
    entity = UUID(int=0xA00 + number)
    event = a_payment(reference=f"PAY-{number}", amount=amount, **changes)
    await service.feed(event.model_copy(update={"entity": entity}), entity)


async def test_the_register_is_of_the_quarter_as_it_then_stood(town: ServiceUnderTest) -> None:
    signed = await rows(town, "/contracts-register/GB-LAE-NBR/2026-Q2.json")
    assert [(row["title"], row["sum_payable"]["amount"], row["end_date"]) for row in signed] == [
        ("Homelessness alliance", "1790000.00", "2028-09-30"),
        ("Meals at home", "236400.00", "2028-09-30"),
    ]
    amended = await rows(town, "/contracts-register/GB-LAE-NBR/2027-Q2.json")
    assert [(row["sum_payable"]["amount"], row["end_date"]) for row in amended] == [
        ("1952500.00", "2029-03-31"),
        ("236400.00", "2028-09-30"),
    ]
    over = await rows(town, "/contracts-register/GB-LAE-NBR/2028-Q2.json")
    assert [row["title"] for row in over] == ["Meals at home"], "the other ended on 31 January 2028"


async def test_the_register_knows_what_the_buyer_says_and_the_registry_makes_of_it(town: ServiceUnderTest) -> None:
    said = RegisterEntryStated(
        occurred_at=NOON, buyer=party(COUNCIL), department="Care", review_on=None, irrecoverable_vat="0.00"
    )
    await town.feed(said, KITCHEN.contract_id)
    classes = classes_of(LANTERN.id, verdicts=[a_verdict("sme", "yes"), a_verdict("vcse", "no")])
    await town.feed(classes, LANTERN.id)
    _, kitchen = await rows(town, "/contracts-register/GB-LAE-NBR/2027-Q1.json")
    assert (kitchen["department"], kitchen["sme"], kitchen["vcse"], kitchen["unknown"]) == ("Care", True, False, [])


async def test_a_verdict_that_is_withheld_is_not_known(town: ServiceUnderTest) -> None:
    withheld = a_verdict("sme", "yes", withheld_until=date(2099, 1, 1))
    await town.feed(classes_of(LANTERN.id, verdicts=[withheld]), LANTERN.id)
    _, kitchen = await rows(town, "/contracts-register/GB-LAE-NBR/2027-Q1.json")
    assert kitchen["sme"] is None


async def test_an_invitation_stands_in_the_quarter_in_which_it_was_published(town: ServiceUnderTest) -> None:
    found = await rows(town, "/invitations/GB-LAE-NBR/2026-Q1.json")
    assert [row["title"] for row in found] == ["Homelessness alliance"]
    assert found[0]["ocid"].endswith(str(HOMES.notice_id))


async def test_spending_is_what_is_above_the_floor_grants_included(town: ServiceUnderTest) -> None:
    await paid(town, 1, "500.00")
    await paid(town, 2, "500.01")
    await paid(town, 3, "9000.00", tier=2, payer=party(HARBOUR))
    await paid(town, 4, "9000.00", dataset="market")
    await paid(town, 5, "9000.00", paid_on=date(2027, 7, 1))
    found = await rows(town, "/spend/GB-LAE-NBR/2027-Q2.json")
    assert [(row["transaction_number"], row["net_amount"]["amount"]) for row in found] == [("PAY-2", "500.01")]
    (granted,) = await rows(town, "/spend/GB-LAE-NBR/2026-Q3.json")
    assert (granted["vcse_grant"], granted["net_amount"]["amount"]) == (True, "21000.00")


async def test_a_grant_to_who_is_known_to_be_no_vcse_is_left_out(town: ServiceUnderTest) -> None:
    path = "/vcse-grants/GB-LAE-NBR/2026-27.json"
    assert [row["360giving_identifier"] for row in await rows(town, path)] == [f"360G-commonweal-{GRANT.grant_id}"]
    recipient = GRANT.recipient.id
    await town.feed(classes_of(recipient, verdicts=[a_verdict("vcse", "no")]), recipient)
    assert await rows(town, path) == []


async def test_a_table_is_a_file_for_people_and_nothing_in_it_is_a_formula(town: ServiceUnderTest) -> None:
    await paid(town, 1, "700.00", purpose="=cmd|'/c calc'!A1")
    answer = await got(town, "/spend/GB-LAE-NBR/2027-Q2.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="spend-GB-LAE-NBR-2027-Q2.csv"'
    (line,) = csv.DictReader(io.StringIO(answer.text, newline=""))
    assert line["Summary of Purpose"] == "'=cmd|'/c calc'!A1"
    assert (line["Transaction Date"], line["Net Amount"], line["VCSE Grant"]) == ("09/05/2027", "700.00", "false")


async def test_what_has_not_changed_is_not_sent_again_and_a_rebuild_changes_nothing(town: ServiceUnderTest) -> None:
    for number in range(3):
        await paid(town, number, f"{number + 1}000.00")
    paths = [
        f"/{name}?format={form}" for name in ("contracts-register", "spend", "vcse-grants") for form in ("csv", "json")
    ]
    before = [await got(town, path) for path in paths]
    await town.rebuild()
    after = [await got(town, path) for path in paths]
    assert [it.content for it in before] == [it.content for it in after]
    known = await got(town, paths[0], **{"If-None-Match": before[0].headers["etag"]})
    assert (known.status_code, known.content) == (304, b"")
    await paid(town, 9, "1000.00")
    assert (await got(town, paths[2])).headers["etag"] != before[2].headers["etag"]


async def test_the_whole_is_of_everybody_and_of_all_days(town: ServiceUnderTest) -> None:
    titles = [row["title"] for row in await rows(town, "/contracts-register?format=json")]
    assert titles == [ALLIANCE.title, KITCHEN.title]
    assert await rows(town, f"/contracts-register?format=json&publisher={HARBOUR.id}") == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/spend/GB-LAE-NBR/2026-27.csv", 422),  # a year, where quarters are asked for
        ("/vcse-grants/GB-LAE-NBR/2026-Q1.csv", 422),
        ("/spend/GB-LAE-NBR/2026-Q5.csv", 422),
        ("/spend/GB-LAE-NBR/2026-Q1.xls", 422),
        ("/salaries/GB-LAE-NBR/2026-Q1.csv", 422),
        ("/spend?period=2026-28", 422),
        ("/spend/GB-LAE-XXX/2026-Q1.csv", 404),
        ("/spend/nobody/2026-Q1.csv", 404),
        ("/spend/GB-LAE-NBR/2014-Q4.csv", 404),  # before the Code
    ],
)
async def test_what_is_no_table_is_refused(town: ServiceUnderTest, path: str, status: int) -> None:
    answer = await town.client().get(f"{PUBLISHED}{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


async def test_the_list_leads_to_every_table(town: ServiceUnderTest) -> None:
    await paid(town, 1, "700.00")
    now = {"Commonweal-Now": "2026-09-01T09:00:00Z"}
    listing = (await town.client().get(f"{PUBLISHED}?publisher=GB-LAE-NBR", headers=now)).json()["items"]
    assert [(it["table"], it["period"]) for it in listing] == [
        ("contracts-register", "2026-Q2"),
        ("contracts-register", "2026-Q3"),
        *(("invitations", quarter) for quarter in ("2026-Q1", "2026-Q2")),
        ("spend", "2026-Q3"),
        ("spend", "2027-Q2"),
        ("vcse-grants", "2026-27"),
    ]
    for it in listing:
        assert (await town.client().get(it["json"])).json()["rows"] != []
        assert (await town.client().get(it["csv"])).text.count("\r\n") > 1


async def test_the_list_comes_in_pages(town: ServiceUnderTest) -> None:
    whole = (await got(town, "")).json()["items"]
    page = (await got(town, "?limit=2")).json()
    following = (await got(town, f"?limit=100&cursor={page['next']}")).json()
    assert page["items"] + following["items"] == whole
