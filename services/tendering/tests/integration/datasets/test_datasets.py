"""An authority tells of spending: its own, a market's, the whole's."""

from datetime import UTC, datetime
from typing import Any

import pytest
from services.tendering.tests.integration.line import V1, Line, at, done

from events.tendering import DatasetOpened, DatasetPaymentTold
from kernel.identifiers import new_id

pytestmark = pytest.mark.integration
LATER = datetime(2027, 6, 30, 9, tzinfo=UTC)
MARKET = {"reference": "care", "title": "Care at home", "kind": "market", "division": "85"}
YEAR = {"first": "2026-07-01", "last": "2027-06-30"}


def payment(reference: str, amount: str, **more: Any) -> dict[str, Any]:
    return {"reference": reference, "amount": {"amount": amount}, "paid_on": "2027-05-31", **more}


async def opened(line: Line, **changes: Any) -> Any:
    return done(await line.buyer.post(f"{V1}/datasets", json=MARKET | YEAR | changes, headers=at(LATER)), 201)


async def tell(line: Line, dataset: Any, *rows: dict[str, Any]) -> Any:
    path = f"{V1}/datasets/{dataset['id']}/payments"
    return done(await line.buyer.post(path, json={"payments": rows}, headers=at(LATER)))


async def events_of(line: Line, kind: type[Any]) -> list[Any]:
    return [event for event in await line.service.emitted() if isinstance(event, kind)]


async def test_a_market_has_no_first_payer_and_a_body_pays_itself(line: Line) -> None:
    row = payment("1", "-12.50", payee_id=str(line.trust))
    for dataset in (await opened(line), await opened(line, reference="ours", kind="body", division=None)):
        assert (await tell(line, dataset, row))["accepted"] == 1
    market, body = await events_of(line, DatasetPaymentTold)
    assert (market.dataset, market.payer, market.payee.id, market.amount) == ("care", None, line.trust, "-12.50")
    assert (body.dataset, body.payer.id, body.tier) == ("ours", line.council, 1)


async def test_the_figures_that_an_authority_published_are_told(line: Line) -> None:
    dataset = await opened(line, figures={"share_cap": 0.25, "minimum_groups": 4})
    assert dataset["figures"] == {"share_cap": 0.25, "minimum_groups": 4}
    [event] = await events_of(line, DatasetOpened)
    assert (event.figures, event.division) == ({"share_cap": "0.25", "minimum_groups": "4"}, "85")


async def test_nobody_known_is_named_where_the_owner_is_not_known(line: Line) -> None:
    dataset = await opened(line)
    known = payment("2", "1.00", tier=2, payer_id=str(line.trust), payee_id=str(line.rival), division="50")
    await tell(line, dataset, payment("1", "1.00"), known)
    nobody, below = await events_of(line, DatasetPaymentTold)
    assert (nobody.payee, below.payer.id, below.payee.id, below.division) == (None, line.trust, line.rival, "50")


async def test_the_same_again_changes_nothing_and_a_bad_row_loses_no_other(line: Line) -> None:
    dataset, good = await opened(line), payment("1", "1.00")
    rows = [
        good,
        good,
        payment("1", "2.00"),
        payment("2", "1.00", payee_id=str(new_id())),
        payment("3", "1.00", tier=2, payer_id=str(new_id())),
        payment("4", "1.00") | {"paid_on": "2027-07-01"},
    ]
    found = await tell(line, dataset, *rows)
    assert (found["read"], found["accepted"], found["unchanged"]) == (6, 1, 1)
    assert [it["code"] for it in found["rejected"]] == [
        *("conflicting", "unknown_payee", "unknown_payer", "in_future"),
    ]
    assert (await tell(line, dataset, good))["unchanged"] == 1
    assert len(await events_of(line, DatasetPaymentTold)) == 1


async def test_a_dataset_is_its_authoritys_alone_and_its_reference_names_one(line: Line) -> None:
    dataset = await opened(line)
    assert (await line.buyer.post(f"{V1}/datasets", json=MARKET | YEAR)).status_code == 409
    other = new_id()
    await line.knows(other, "Eastmarsh Council", "buyer")
    stranger = line.service.client("commissioner", organisation=other)
    path = f"{V1}/datasets/{dataset['id']}/payments"
    assert (await stranger.post(path, json={"payments": [payment("1", "1.00")]})).status_code == 404
    assert (await line.provider.post(path, json={"payments": [payment("1", "1.00")]})).status_code == 403


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"payer_id": "0198c4f2-7a51-7f2b-8a3d-6c5e4b3a2f1e"}, "/payments/0"),
        ({"tier": 0}, "/payments/0/tier"),
        ({"amount": {"amount": "1.00", "currency": "EUR"}}, "/payments/0/amount/currency"),
    ],
)
async def test_what_no_payment_can_be_is_refused(line: Line, wrong: dict[str, Any], place: str) -> None:
    path = f"{V1}/datasets/{(await opened(line))['id']}/payments"
    refused = await line.buyer.post(path, json={"payments": [payment("1", "1.00") | wrong]}, headers=at(LATER))
    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, place)


async def test_a_name_withheld_in_a_chain_is_withheld_here_but_not_at_the_first_tier(line: Line) -> None:
    contract = await line.signed()
    secret = {"ground": "personal", "explanation": "Who runs the refuge tells where it is.", "until": "2027-12-31"}
    link = {
        "payee_id": str(line.rival),
        "service": "Refuge",
        "payment_days": 30,
        "non_disclosure": "none",
        "value": {"amount": "1.00"},
        "starts_on": "2026-12-01",
        "ends_on": "2027-11-30",
        "withheld": secret,
    }
    path = f"{V1}/contracts/{contract['id']}/subcontracts"
    below = done(await line.provider.post(path, json=link, headers=at(LATER)), 201)
    rows = [
        payment("1", "1.00", tier=2, payer_id=str(line.trust), payee_id=str(line.rival)),
        payment("2", "1.00", payee_id=str(line.rival)),
    ]
    await tell(line, await opened(line), *rows)
    hidden, open_ = await events_of(line, DatasetPaymentTold)
    assert (str(hidden.payee.id), hidden.payee.name, hidden.payer.id) == (below["id"], "Name withheld", line.trust)
    assert open_.payee.id == line.rival
