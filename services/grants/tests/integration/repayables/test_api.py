"""Repayable grants over HTTP, on a real database."""

from asyncio import gather
from datetime import UTC, datetime
from typing import Any

import pytest
from services.grants.tests.builders import NOW, at, award_body, pounds
from services.grants.tests.integration.line import V1, Line, done

from events.grants import InstalmentReceived, RepaymentDue, RepaymentEnded

pytestmark = pytest.mark.integration
LATER = datetime(2029, 1, 10, tzinfo=UTC)
TERMS = {"revenue_floor": pounds("90000.00"), "revenue_share": 0.25, "grace_ends_on": "2027-12-31"}


async def lent(line: Line) -> tuple[Any, str]:
    """£20,000 that was awarded as repayable, and paid."""
    application = await line.application(await line.scheme(), "20000.00")
    said = {**award_body("20000.00"), "instrument": "repayable"}
    path = f"{V1}/applications/{application['id']}/award"
    grant = done(await line.funder.post(path, json=said, headers=at(NOW)), 201)
    paid = {"amount": pounds("20000.00")}
    done(await line.funder.post(f"{V1}/grants/{grant['id']}/payments", json=paid, headers=at(NOW)), 201)
    path = f"{V1}/grants/{grant['id']}/repayment"
    done(await line.funder.post(path, json=TERMS, headers=at(NOW)), 201)
    return grant, path


async def test_what_comes_back_can_be_given_again(line: Line) -> None:
    grant, path = await lent(line)
    said = {"revenue": pounds("95000.00"), "period_ends_on": "2028-12-31"}
    due = done(await line.provider.post(f"{path}/revenues", json=said, headers=at(LATER)), 201)
    assert due["amount"] == pounds("1250.00")
    answers = await gather(
        *(line.funder.post(f"{path}/receipts", json={"number": 1}, headers=at(LATER)) for _ in range(3))
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]
    after = done(await line.public.get(path, headers=at(LATER)))
    told = [after[name]["amount"] for name in ("drawn", "repaid", "outstanding", "balance")]
    assert (told, after["status"]) == (["20000.00", "1250.00", "0.00", "18750.00"], "repaying")
    scheme = done(await line.public.get(f"{V1}/schemes/{grant['scheme_id']}"))
    assert (scheme["recycled"], scheme["remaining"]) == (pounds("1250.00"), pounds("481250.00"))
    emitted = await line.service.emitted()
    assert isinstance(emitted[-1], InstalmentReceived)
    assert any(isinstance(event, RepaymentDue) for event in emitted)


async def test_what_a_recipient_earns_is_between_the_two_parties(line: Line) -> None:
    _, path = await lent(line)
    said = {"revenue": pounds("95000.00"), "period_ends_on": "2028-12-31"}
    assert (await line.competitor.post(f"{path}/revenues", json=said, headers=at(LATER))).status_code == 404
    due = done(await line.provider.post(f"{path}/revenues", json=said, headers=at(LATER)), 201)
    for reader in (line.funder, line.provider, line.auditor):
        assert done(await reader.get(f"{path}/revenues")) == {"periods": [due]}
    assert (await line.competitor.get(f"{path}/revenues")).status_code == 404
    assert (await line.public.get(f"{path}/revenues")).status_code == 401
    assert "95000" not in (await line.public.get(path, headers=at(LATER))).text


async def test_two_people_write_off_and_one_does_not(line: Line) -> None:
    _, path = await lent(line)
    colleague = line.service.client("funder", organisation=line.foundation, subject="a colleague")
    body = {"reason": "The service closed."}
    first = done(await line.funder.post(f"{path}/write-off", json=body, headers=at(LATER)), 201)
    assert (first["status"], first["approvals"]) == ("repaying", 1)
    assert (await line.funder.post(f"{path}/write-off", json=body, headers=at(LATER))).status_code == 409
    last = done(await colleague.post(f"{path}/write-off", json=body, headers=at(LATER)), 201)
    assert (last["status"], last["balance"]) == ("written_off", pounds("0.00"))
    *_, told = await line.service.emitted()
    assert isinstance(told, RepaymentEnded)
    assert told.repayment.status == "written_off"


async def test_terms_are_agreed_once_and_a_rest_may_be_left(line: Line) -> None:
    _, path = await lent(line)
    assert (await line.funder.post(path, json=TERMS, headers=at(NOW))).status_code == 409
    left = done(await line.funder.post(f"{path}/conversion", json={"reason": "It worked."}, headers=at(LATER)), 201)
    assert (left["status"], left["ended_because"]) == ("converted", "It worked.")
    outright = await line.grant()
    other = await line.funder.post(f"{V1}/grants/{outright['id']}/repayment", json=TERMS, headers=at(NOW))
    assert other.status_code == 409
    assert (await line.public.get(f"{V1}/grants/{outright['id']}/repayment")).status_code == 404
