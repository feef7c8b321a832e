"""Transfers of staff over HTTP, on a real database."""

import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, at
from services.tendering.tests.integration.line import V1, Line, done, heard

from events.tendering import DutiesWritten, TransferPlanned, WorkforceInformationGiven

pytestmark = pytest.mark.integration
LIST = b"J. Smith, support worker, since 2019\n"
DIGEST = hashlib.sha256(LIST).hexdigest()
LATE = datetime(2026, 11, 4, 9, tzinfo=UTC)


async def planned(line: Line) -> dict[str, Any]:
    """The rival had the service; the trust has won it, from 1 December."""
    contract = await line.signed()
    path = f"{V1}/contracts/{contract['id']}/transfers"
    body = {"incumbent_id": str(line.rival)}
    made: dict[str, Any] = done(await line.buyer.post(path, json=body, headers=at(AFTERWARDS)), 201)
    sent = await line.competitor.post(f"{V1}/documents", content=LIST, headers={"Content-Type": "text/plain"})
    done(sent, 201)
    return made


async def test_what_the_incumbent_tells_reaches_the_winner_and_nobody_else(line: Line) -> None:
    transfer = await planned(line)
    assert (transfer["due_on"], transfer["was_in_time"]) == ("2026-11-03", None)
    path = f"{V1}/transfers/{transfer['id']}/information"
    given = done(await line.competitor.post(path, json={"document_sha256": DIGEST}, headers=at(AFTERWARDS)))
    assert (given["was_in_time"], given["document_sha256"]) == (True, DIGEST)
    assert (await line.provider.get(f"{V1}/documents/{DIGEST}")).content == LIST
    for stranger in (line.buyer, line.public, line.auditor):
        assert (await stranger.get(f"{V1}/documents/{DIGEST}")).status_code == 404
    listed = f"{V1}/contracts/{transfer['contract_id']}/transfers"
    assert done(await line.provider.get(listed))[0]["document_sha256"] == DIGEST
    assert done(await line.buyer.get(listed))[0]["document_sha256"] is None
    *_, first, last = await line.service.emitted()
    assert isinstance(first, TransferPlanned)
    assert isinstance(last, WorkforceInformationGiven)
    assert last.in_time
    assert DIGEST not in last.model_dump_json()


async def test_what_comes_late_says_why_and_comes_once(line: Line) -> None:
    transfer = await planned(line)
    path = f"{V1}/transfers/{transfer['id']}/information"
    body = {"document_sha256": DIGEST}
    silent = await line.competitor.post(path, json=body, headers=at(LATE))
    assert (silent.status_code, silent.json()["errors"][0]["path"]) == (422, "/late_because")
    told = done(await line.competitor.post(path, json=body | {"late_because": "Payroll changed."}, headers=at(LATE)))
    assert (told["was_in_time"], told["late_because"]) == (False, "Payroll changed.")
    again = await line.competitor.post(path, json=body | {"late_because": "Again."}, headers=at(LATE))
    assert again.status_code == 409


async def test_only_the_incumbent_gives_its_own_document(line: Line) -> None:
    transfer = await planned(line)
    path = f"{V1}/transfers/{transfer['id']}/information"
    assert (await line.provider.post(path, json={"document_sha256": DIGEST})).status_code == 404
    unknown = await line.competitor.post(path, json={"document_sha256": "0" * 64}, headers=at(AFTERWARDS))
    assert unknown.status_code == 404
    same = f"{V1}/contracts/{transfer['contract_id']}/transfers"
    twice = await line.buyer.post(same, json={"incumbent_id": str(line.rival)}, headers=at(AFTERWARDS))
    assert twice.status_code == 409
    itself = await line.buyer.post(same, json={"incumbent_id": str(line.trust)}, headers=at(AFTERWARDS))
    assert itself.status_code == 409


async def test_the_calendar_waits_for_the_information_of_every_incumbent(line: Line) -> None:
    contract = await line.signed()
    owed = f"{V1}/notices/{contract['notice_id']}/obligations"

    async def state(when: datetime) -> list[tuple[str, str]]:
        shown = done(await line.public.get(owed, headers=at(when)))["duties"]
        return [(each["due"], each["state"]) for each in shown if each["code"] == "workforce_details"]

    assert await state(AFTERWARDS) == []
    path = f"{V1}/contracts/{contract['id']}/transfers"
    body = {"incumbent_id": str(line.rival)}
    transfer = done(await line.buyer.post(path, json=body, headers=at(AFTERWARDS)), 201)
    assert await state(AFTERWARDS) == [("2026-11-03", "due")]
    assert await state(LATE) == [("2026-11-03", "overdue")]
    done(await line.competitor.post(f"{V1}/documents", content=LIST, headers={"Content-Type": "text/plain"}), 201)
    information = f"{V1}/transfers/{transfer['id']}/information"
    late = {"document_sha256": DIGEST, "late_because": "Payroll changed."}
    done(await line.competitor.post(information, json=late, headers=at(LATE)))
    assert await state(LATE) == [("2026-11-03", "met_late")]
    await heard(line)
    *_, written = [each for each in await line.service.emitted() if isinstance(each, DutiesWritten)]
    [duty] = [each for each in written.duties if each.code == "workforce_details"]
    assert duty.met_on == LATE.date()
