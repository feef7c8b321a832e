"""Payments over HTTP, on a real database."""

from asyncio import gather
from collections import Counter

import pytest
from services.grants.tests.builders import NOW, at, pounds
from services.grants.tests.integration.line import V1, Line, done

from chassis.halts import halt, resume
from chassis.ledger import RELAY
from events.grants import GrantPaid

pytestmark = pytest.mark.integration


async def test_each_payment_is_told_with_the_grant_as_it_then_stands(line: Line) -> None:
    grant = await line.grant("100.00")
    path = f"{V1}/grants/{grant['id']}/payments"
    for amount in ("40.00", "60.00"):
        paid = done(await line.funder.post(path, json={"amount": pounds(amount)}, headers=at(NOW)), 201)
    assert (paid["paid"], [payment["number"] for payment in paid["payments"]]) == (pounds("100.00"), [1, 2])
    assert done(await line.public.get(f"{V1}/grants/{grant['id']}")) == paid
    *_, first, second = await line.service.emitted()
    assert isinstance(first, GrantPaid)
    assert isinstance(second, GrantPaid)
    assert [payment.amount for payment in first.grant.payments] == ["40.00"]
    assert [payment.amount for payment in second.grant.payments] == ["40.00", "60.00"]
    assert (first.entity_version, second.entity_version) == (2, 3)


async def test_a_retry_with_the_same_key_pays_once(line: Line) -> None:
    grant = await line.grant()
    path, headers = f"{V1}/grants/{grant['id']}/payments", at(NOW) | {"Idempotency-Key": "tranche-1"}
    first = await line.funder.post(path, json={"amount": pounds("75000.00")}, headers=headers)
    again = await line.funder.post(path, json={"amount": pounds("75000.00")}, headers=headers)
    assert done(again, 201) == done(first, 201)
    assert done(await line.public.get(f"{V1}/grants/{grant['id']}"))["paid"] == pounds("75000.00")
    other = await line.funder.post(path, json={"amount": pounds("75000.01")}, headers=headers)
    assert other.status_code == 422


async def test_nothing_is_paid_while_a_restored_ledger_stands_still_and_the_retry_pays_once(line: Line) -> None:
    grant = await line.grant()
    path, headers = f"{V1}/grants/{grant['id']}", at(NOW) | {"Idempotency-Key": "tranche-1"}
    async with line.service.sessions.begin() as session:
        await halt(session, RELAY, "The stream holds what the ledger does not: this database was restored.")
    refused = await line.funder.post(f"{path}/payments", json={"amount": pounds("75000.00")}, headers=headers)
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    assert done(await line.public.get(path))["payments"] == []
    async with line.service.sessions.begin() as session:
        await resume(session, RELAY)
    for _ in range(2):
        done(await line.funder.post(f"{path}/payments", json={"amount": pounds("75000.00")}, headers=headers), 201)
    assert done(await line.public.get(path))["paid"] == pounds("75000.00")


async def test_payments_at_the_same_instant_do_not_overpay(line: Line) -> None:
    grant = await line.grant("100.00")
    path = f"{V1}/grants/{grant['id']}/payments"
    answers = await gather(
        *(line.funder.post(path, json={"amount": pounds("30.00")}, headers=at(NOW)) for _ in range(6))
    )
    assert Counter(answer.status_code for answer in answers) == {201: 3, 409: 3}
    assert done(await line.public.get(f"{V1}/grants/{grant['id']}"))["paid"] == pounds("90.00")


async def test_only_the_funder_pays_and_on_the_version_it_has_read(line: Line) -> None:
    grant = await line.grant()
    path, body = f"{V1}/grants/{grant['id']}/payments", {"amount": pounds("1.00")}
    stranger = line.service.client("funder", organisation=line.rival)
    assert (await stranger.post(path, json=body, headers=at(NOW))).status_code == 404
    assert (await line.provider.post(path, json=body, headers=at(NOW))).status_code == 403
    tag = (await line.funder.get(f"{V1}/grants/{grant['id']}")).headers["etag"]
    done(await line.funder.post(path, json=body, headers=at(NOW) | {"If-Match": tag}), 201)
    assert (await line.funder.post(path, json=body, headers=at(NOW) | {"If-Match": tag})).status_code == 412


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"amount": pounds("0.00")}, "/amount"),
        ({"amount": pounds("-1.00")}, "/amount/amount"),
        ({"amount": {"amount": "1.00", "currency": "EUR"}}, "/amount/currency"),
        ({"amount": pounds("1.00"), "paid_on": "2026-09-02"}, "/paid_on"),
        ({"amount": pounds("1.00"), "paid_on": "2026-08-31"}, "/paid_on"),
    ],
)
async def test_a_payment_that_cannot_be_meant_is_refused_where_it_stands(
    line: Line, body: dict[str, object], path: str
) -> None:
    grant = await line.grant()
    answer = await line.funder.post(f"{V1}/grants/{grant['id']}/payments", json=body, headers=at(NOW))
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, path)
