"""The ledger of social value over HTTP, on a real database."""

from datetime import UTC, datetime
from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, at, pounds
from services.tendering.tests.integration.line import V1, Line, done

from events.tendering import SocialValueDelivered, SocialValueOverdue, SocialValueReviewed

pytestmark = pytest.mark.integration
LATER = datetime(2028, 4, 1, 9, tzinfo=UTC)


def line_of(reference: str, promised: float) -> dict[str, Any]:
    said = {"reference": reference, "unit": "starts", "weight": 50, "promised": promised}
    return {**said, "direction": "higher_is_better", "due_on": "2028-03-31"}


async def promised(line: Line) -> dict[str, Any]:
    """Two promises of equal weight, and £1,000 held back."""
    contract = await line.signed()
    body = {"promises": [line_of("apprentices", 3), line_of("volunteers", 100)], "retention": pounds("1000.00")}
    path = f"{V1}/contracts/{contract['id']}/promises"
    made: dict[str, Any] = done(await line.buyer.post(path, json=body, headers=at(AFTERWARDS)), 201)
    return made


async def delivered(line: Line, promise: dict[str, Any], figure: float) -> dict[str, Any]:
    body = {"delivered": figure, "evidence": "A list."}
    path = f"{V1}/promises/{promise['id']}/deliveries"
    made: dict[str, Any] = done(await line.provider.post(path, json=body, headers=at(AFTERWARDS)), 201)
    return made


async def test_what_was_promised_is_reported_verified_and_paid_for_without_netting(line: Line) -> None:
    ledger = await promised(line)
    contract = f"{V1}/contracts/{ledger['contract_id']}/social-value"
    registrar = line.service.client("registrar")
    for promise, figure in zip(ledger["promises"], (6, 80), strict=True):
        told = await delivered(line, promise, figure)
        path = f"{V1}/deliveries/{told['id']}/verify"
        done(await registrar.post(path, json={"delivered": figure}, headers=at(AFTERWARDS)))
    struck = done(await line.buyer.post(f"{contract}/reviews", headers=at(LATER)), 201)
    assert [each["kept_pct"] for each in struck["promises"]] == [200, 80]
    assert (struck["weighted_pct"], struck["overdue"]) == (90, ["volunteers"])
    assert (struck["retention"], struck["released"]) == (pounds("1000.00"), pounds("900.00"))
    assert done(await line.public.get(contract, headers=at(LATER))) == struck
    *_, first, last = await line.service.emitted()
    assert isinstance(first, SocialValueDelivered)
    assert isinstance(last, SocialValueReviewed)
    assert (last.ratio, last.trailing_ratio, last.overdue) == ("0.900000", "0.900000", ["volunteers"])
    trail = done(await line.public.get(f"{V1}/social-value/suppliers/{line.trust}", headers=at(LATER)))
    assert trail == {"supplier_id": str(line.trust), "contracts": 1, "ratio": 0.9}


async def test_what_is_only_reported_counts_for_nothing(line: Line) -> None:
    ledger = await promised(line)
    await delivered(line, ledger["promises"][0], 3)
    path = f"{V1}/contracts/{ledger['contract_id']}/social-value"
    assert done(await line.public.get(path))["weighted_pct"] == 0
    trail = done(await line.public.get(f"{V1}/social-value/suppliers/{line.trust}"))
    assert (trail["contracts"], trail["ratio"]) == (0, None)


async def test_who_pays_and_who_delivers_verify_nothing(line: Line) -> None:
    ledger = await promised(line)
    told = await delivered(line, ledger["promises"][0], 3)
    path, body = f"{V1}/deliveries/{told['id']}/verify", {"delivered": 3}
    assert (await line.buyer.post(path, json=body)).status_code == 403
    for organisation in (line.council, line.trust):
        citizen = line.service.client("citizen_commissioner", organisation=organisation)
        assert (await citizen.post(path, json=body)).status_code == 403
    report = f"{V1}/promises/{ledger['promises'][0]['id']}/deliveries"
    assert (await line.competitor.post(report, json={"delivered": 1, "evidence": "x"})).status_code == 404


async def test_a_promise_stands_once_and_what_was_released_stays_released(line: Line) -> None:
    ledger = await promised(line)
    path = f"{V1}/contracts/{ledger['contract_id']}/promises"
    twice = await line.buyer.post(path, json={"promises": [line_of("apprentices", 1)]}, headers=at(AFTERWARDS))
    assert (twice.status_code, twice.json()["errors"][0]["path"]) == (422, "/promises/0/reference")


async def test_a_promise_whose_day_is_over_unkept_is_told_once_and_a_kept_one_never(line: Line) -> None:
    ledger = await promised(line)
    kept = await delivered(line, ledger["promises"][0], 3)
    registrar = line.service.client("registrar")
    done(await registrar.post(f"{V1}/deliveries/{kept['id']}/verify", json={"delivered": 3}, headers=at(AFTERWARDS)))
    for when in (datetime(2028, 3, 31, 22, tzinfo=UTC), LATER, LATER):
        await line.service.due(when)
    [told] = [each for each in await line.service.emitted() if isinstance(each, SocialValueOverdue)]
    assert (told.overdue.promise.reference, told.overdue.kept) == ("volunteers", "0.000000")


async def test_what_a_terminated_contract_had_still_to_keep_is_not_overdue(line: Line) -> None:
    ledger = await promised(line)
    end = {"outcome": "terminated", "reason": "Both agreed."}
    done(await line.buyer.post(f"{V1}/contracts/{ledger['contract_id']}/end", json=end, headers=at(AFTERWARDS)))
    await line.service.due(LATER)
    assert not [each for each in await line.service.emitted() if isinstance(each, SocialValueOverdue)]
