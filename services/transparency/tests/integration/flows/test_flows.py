"""Where money ended, as everybody may read it."""

import random
from typing import Any

import pytest
from services.transparency.tests.spending import DAY, HIDDEN, MARKET, NOW, disclosed, read, spending
from services.transparency.tests.town import BIKES, COUNCIL, HARBOUR, LANTERN

from chassis.testing import ServiceUnderTest, service_under_test
from events.tendering import DatasetPaymentTold, PaymentMade

pytestmark = pytest.mark.integration
V1 = "/transparency/v1"
OWN = f"{V1}/buyers/{COUNCIL.id}/flows"


def amounts(found: Any) -> dict[str, str]:
    return {it["name"]: it["retained"]["amount"] for it in found["organisations"]}


async def test_what_each_retained_of_what_the_council_and_its_suppliers_posted(
    town: ServiceUnderTest,
) -> None:
    found = await read(town, OWN)
    assert amounts(found) == {HARBOUR.name: "50.00", "Name withheld": "30.00", LANTERN.name: "20.00"}
    assert (found["total"]["amount"], found["over_paid_down"], found["scope"]["dataset_id"]) == ("100.00", [], None)
    assert found["shares"]["vcse"] == {"direct_pct": 80, "look_through_pct": 50, "unknown_pct": 30}
    assert found["shares"]["local"] == {"direct_pct": 80, "look_through_pct": 50, "unknown_pct": 50}
    assert (found["scope"]["first"], found["scope"]["last"]) == ("2025-03-03", "2026-03-02")


async def test_a_dataset_is_summed_with_nothing_and_its_days_count(town: ServiceUnderTest) -> None:
    found = await read(town, f"{V1}/datasets/{MARKET}/flows")
    assert (found["total"]["amount"], found["scope"]["title"]) == ("200.00", "Care in Northbridge")
    assert amounts(found) == {
        LANTERN.name: "80.00",
        HARBOUR.name: "50.00",
        "Owner unknown": "40.00",
        BIKES.name: "30.00",
    }
    [listed] = (await read(town, f"{V1}/datasets?buyer_id={COUNCIL.id}"))["items"]
    assert listed == await read(town, f"{V1}/datasets/{MARKET}") == found["scope"]
    told = (await read(town, f"{V1}/datasets/{MARKET}/payments?limit=4"))["items"]
    assert [(it["payer"], it["payee"], it["amount"]["amount"]) for it in told][2:] == [
        *((None, None, "40.00"), (HARBOUR.name, BIKES.name, "30.00")),
    ]


async def test_evidence_that_is_too_old_makes_a_class_unknown(town: ServiceUnderTest) -> None:
    found = await read(town, f"{OWN}?classes_on=2027-03-02")
    assert found["shares"]["sme"] == {"direct_pct": 0, "look_through_pct": 0, "unknown_pct": 100}


async def test_of_no_payments_there_are_no_shares(town: ServiceUnderTest) -> None:
    found = await read(town, f"{OWN}?first=2020-01-01&last=2020-12-31")
    assert (found["total"]["amount"], found["organisations"]) == ("0.00", [])
    assert set(found["shares"]["vcse"].values()) == {None}


async def test_a_withheld_name_is_known_once_it_is_disclosed_and_no_sum_changes(
    town: ServiceUnderTest,
) -> None:
    before = await read(town, OWN)
    await town.feed(disclosed(), HIDDEN)
    after = await read(town, OWN)
    assert (amounts(after)[BIKES.name], amounts(after).get("Name withheld")) == ("30.00", None)
    assert (before["total"], before["shares"]["vcse"]) == (after["total"], after["shares"]["vcse"])


async def test_a_table_for_spreadsheets(town: ServiceUnderTest) -> None:
    answer = await town.client().get(f"{OWN}.csv", headers=NOW)
    assert answer.headers["content-type"].startswith("text/csv")
    heading, first, *_ = answer.text.splitlines()
    assert heading == "organisation_id,name,received,paid_on,retained"
    assert first == f"{HARBOUR.id},{HARBOUR.name},80.00,30.00,50.00"


@pytest.mark.parametrize(
    ("path", "status"), [(f"{V1}/datasets/{HIDDEN}/flows", 404), (f"{OWN}?first={DAY}&last=2020-01-01", 422)]
)
async def test_what_there_is_not_is_said(town: ServiceUnderTest, path: str, status: int) -> None:
    assert (await town.client().get(path, headers=NOW)).status_code == status


async def test_the_order_of_payments_moves_nothing_and_a_rebuild_is_the_same(town: ServiceUnderTest) -> None:
    paths = [OWN, f"{V1}/datasets/{MARKET}/flows", f"{V1}/datasets/{MARKET}/concentration"]
    one = [await read(town, path) for path in paths]
    await town.rebuild()
    assert [await read(town, path) for path in paths] == one
    events = list(spending())
    payments = [each for each in events if isinstance(each, (PaymentMade, DatasetPaymentTold))]
    random.Random(7).shuffle(payments)
    async with service_under_test("transparency") as other:
        for event in [*(each for each in events if each not in payments), *payments]:
            await other.feed(event, event.entity)
        assert [await read(other, path) for path in paths] == one
