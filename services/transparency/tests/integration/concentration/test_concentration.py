"""Who holds how much, and what if."""

from typing import Any
from uuid import UUID

import pytest
from services.transparency.tests.spending import MARKET, NOW, dataset, read, told
from services.transparency.tests.town import BIKES, COUNCIL, FOREIGN, HARBOUR, LANTERN, party

from chassis.testing import ServiceUnderTest

pytestmark = pytest.mark.integration
V1 = "/transparency/v1"
SHARES = f"{V1}/datasets/{MARKET}/concentration"


async def ask(service: ServiceUnderTest, path: str, said: Any) -> Any:
    answer = await service.client().post(f"{V1}/{path}", json=said, headers=NOW)
    assert answer.status_code == 200, answer.text
    return answer.json()


def pounds(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "GBP"}


async def test_shares_are_of_groups_and_only_the_markets_own_chain_moves_them(
    town: ServiceUnderTest,
) -> None:
    found = (await read(town, SHARES))["shares"]
    shares = {it["name"]: it["attributed_share_pct"] for it in found["groups"]}
    assert shares == {HARBOUR.name: 35, LANTERN.name: 30, "Owner unknown": 20, FOREIGN.name: 15}
    [group] = [it for it in found["groups"] if it["name"] == FOREIGN.name]
    assert [it["name"] for it in group["members"]] == [BIKES.name]
    assert (group["warning"], group["breach"], group["received_via_primes"]["amount"]) == (True, False, "30.00")
    assert found["over_cap"] == [str(HARBOUR.id), str(LANTERN.id)]
    assert (found["group_count"], found["too_few_groups"], found["hhi"]) == (3, True, 2350)


async def test_a_credit_comes_back_and_is_not_as_if_it_had_never_been_paid_on(
    town: ServiceUnderTest,
) -> None:
    changes = {"payer": party(HARBOUR), "tier": 2, "division": "85"}
    await town.feed(credit := told(7, "-30.00", BIKES, **changes), credit.entity)
    found = {it["name"]: it for it in (await read(town, SHARES))["shares"]["groups"]}
    assert [found[FOREIGN.name][it]["amount"] for it in ("received_via_primes", "paid_down", "attributed")] == [
        *("30.00", "30.00", "0.00"),
    ]


async def test_why_a_group_is_over_the_cap_is_said_with_the_rule_and_its_source(
    town: ServiceUnderTest,
) -> None:
    judgements = {it["rule"].partition(".")[2]: it for it in (await read(town, SHARES))["judgements"]}
    cap = judgements["share_cap"]
    assert (cap["outcome"], cap["basis"], cap["figures"]["share"]) == (False, "SEED", "0.20")
    assert cap["reasons"][0] == (
        f"{HARBOUR.name}: £100 paid to it first, less £30 paid on to others: £70 of £200, or 35%; "
        "£30 more than the cap of 20% allows."
    )
    assert judgements["concentration"]["reasons"] == ["The Herfindahl-Hirschman index is 2350: highly concentrated."]
    assert "With 3 groups the cap cannot be kept by arithmetic." in judgements["share_warning"]["reasons"]


async def test_an_authority_is_held_to_the_figures_that_it_published(town: ServiceUnderTest) -> None:
    await town.feed(dataset(figures={"share_cap": "0.35", "minimum_groups": "3"}), MARKET)
    found = await read(town, SHARES)
    assert (found["shares"]["over_cap"], found["shares"]["too_few_groups"]) == ([], False)
    assert found["judgements"][0]["figures"]["share"] == "0.35"


async def test_what_if_spending_ends_and_awards_come_and_a_bid_wins(town: ServiceUnderTest) -> None:
    said = {
        "dataset_id": str(MARKET),
        "ended": [{"payee_id": str(HARBOUR.id), "amount": pounds("50.00")}],
        "awards": [{"payee_id": str(BIKES.id), "price": pounds("100.00"), "months": 24}],
        "subcontracts": [
            {"payer_id": str(BIKES.id), "payee_id": str(LANTERN.id), "amount": pounds("5.00"), "division": division}
            for division in ("85", "50")
        ],
        "bid": {"payee_id": str(BIKES.id), "price": pounds("150.00"), "months": 36},
    }
    before = await read(town, SHARES)
    found = await ask(town, "simulations", said)
    assert found["real"] == before["shares"] == (await read(town, SHARES))["shares"]
    shares = {it["name"]: it["attributed"]["amount"] for it in found["supposed"]["groups"]}
    assert shares == {FOREIGN.name: "75.00", LANTERN.name: "65.00", "Owner unknown": "40.00", HARBOUR.name: "20.00"}
    assert found["bid"] == {"group_id": str(FOREIGN.id), "attributed_share_pct": 32, "breach": True}


async def test_whoever_is_supposed_may_be_known_to_nobody(town: ServiceUnderTest) -> None:
    stranger = {"payee_id": str(UUID(int=7)), "price": pounds("10.00"), "months": 12}
    found = await ask(town, "simulations", {"dataset_id": str(MARKET), "awards": [stranger], "bid": stranger})
    assert "An owner who is not named" in {it["name"] for it in found["supposed"]["groups"]}
    assert found["bid"]["attributed_share_pct"] == 4.7619
    missing = await town.client().post(f"{V1}/simulations", json={"dataset_id": str(UUID(int=7))}, headers=NOW)
    assert missing.status_code == 404


async def test_leakage_is_an_estimate_from_accounts(town: ServiceUnderTest) -> None:
    accounts = {
        "organisation_id": str(BIKES.id),
        "dataset_id": str(MARKET),
        "accounts_year_end": "2025-03-31",
        "turnover": pounds("1000.00"),
        "dividends": pounds("60.00"),
        "shareholder_loan_interest": pounds("15.00"),
        "offshore_related_party_charges": pounds("25.00"),
    }
    found = await ask(town, "leakage", accounts)
    assert (found["kind"], found["leakage_rate_pct"], found["dividend_only_pct"]) == ("estimate", 10, 6)
    assert (found["group_id"], found["estimated_leakage"]["amount"]) == (str(FOREIGN.id), "3.00")
    nothing = await ask(town, "leakage", accounts | {"turnover": pounds("0.00")})
    assert (nothing["leakage_rate_pct"], nothing["estimated_leakage"]) == (None, None)
    alone = await ask(town, "leakage", {name: said for name, said in accounts.items() if name != "dataset_id"})
    assert (alone["leakage_rate_pct"], alone["estimated_leakage"]) == (10, None)


async def test_the_local_multiplier_counts_three_rounds(town: ServiceUnderTest) -> None:
    said = {
        "spend": pounds("100.00"),
        "local_staff_pay": pounds("50.00"),
        "local_purchases": pounds("10.00"),
        "staff_local_respend_share": 0.5,
        "supplier_local_respend_share": 0.25,
    }
    found = await ask(town, "local-multiplier", said)
    assert [found[f"round_{number}"]["amount"] for number in (1, 2, 3)] == ["100.00", "60.00", "27.50"]
    assert found["multiplier"] == 1.875


async def test_an_authoritys_own_payments_and_a_table_of_them(town: ServiceUnderTest) -> None:
    path = f"{V1}/buyers/{COUNCIL.id}/concentration"
    found = (await read(town, path))["shares"]
    assert {it["name"]: it["attributed_share_pct"] for it in found["groups"]} == {
        HARBOUR.name: 50,
        "Name withheld": 30,
        LANTERN.name: 20,
    }
    for table in (path, SHARES):
        answer = await town.client().get(f"{table}.csv", headers=NOW)
        assert answer.text.startswith("group_id,name,direct,paid_down,")
        assert HARBOUR.name in answer.text
