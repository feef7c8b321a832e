"""Boards over HTTP: called with notice, observed by anybody, written down in time."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from services.registry.tests.builders import registration

from chassis.testing import ServiceUnderTest, service_under_test
from events.registry import BoardMeetingCalled, BoardMinutesPublished, BoardPapersPublished, EvidenceRecorded

ORGANISATIONS, MEETINGS = "/registry/v1/organisations", "/registry/v1/board-meetings"
CALLED, HELD, AFTER, LATE = (
    {"Commonweal-Now": f"{day}T09:00:00Z"} for day in ("2026-11-02", "2026-11-12", "2026-11-20", "2027-02-01")
)
pytestmark = pytest.mark.integration


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        yield service


class Board:
    """An organisation that calls meetings."""

    def __init__(self, registry: ServiceUnderTest) -> None:
        self.id = uuid4()
        self.client = registry.client("provider", organisation=self.id)
        self.public = registry.client()

    async def register(self) -> None:
        answer = await self.client.post(ORGANISATIONS, json=registration(), headers=CALLED)
        assert answer.status_code == 201, answer.text

    async def call(self, **changes: Any) -> httpx.Response:
        body = {"title": "Board", "held_at": "2026-11-10T18:00:00Z", "place": "1 Quay Street", "observer_places": 2}
        return await self.client.post(f"{ORGANISATIONS}/{self.id}/board/meetings", json=body | changes, headers=CALLED)

    async def document(self, words: str) -> str:
        sent = {"Content-Type": "text/plain", **CALLED}
        answer = await self.client.post("/registry/v1/documents", content=words, headers=sent)
        return str(answer.json()["sha256"])

    async def say(self, path: str, body: dict[str, Any], now: dict[str, str]) -> httpx.Response:
        return await self.client.post(f"{MEETINGS}/{path}", json=body, headers=now)


@pytest.fixture
async def board(registry: ServiceUnderTest) -> Board:
    board = Board(registry)
    await board.register()
    return board


async def test_a_meeting_is_called_read_up_on_observed_and_written_down(
    registry: ServiceUnderTest, board: Board
) -> None:
    meeting = (await board.call()).json()
    agenda, minutes = await board.document("Agenda"), await board.document("Minutes")
    papers = await board.say(f"{meeting['id']}/papers", {"title": "Agenda", "sha256": agenda}, CALLED)
    written = await board.say(f"{meeting['id']}/minutes", {"sha256": minutes}, AFTER)
    read = await board.public.get(f"/registry/v1/documents/{minutes}")
    assert (papers.status_code, written.status_code, read.text) == (200, 200, "Minutes")
    shown = (await board.public.get(f"{MEETINGS}/{meeting['id']}", headers=LATE)).json()
    assert (shown["openness"]["breaches"], [it["title"] for it in shown["papers"]]) == (0, ["Agenda"])
    for decision in shown["decisions"]:
        told = (await board.public.get(f"/registry/v1/decisions/{decision}")).json()
        assert (told["rule"], told["basis"], told["outcome"]) == ("boards.right_to_observe", "SEED", True)
    events = [type(it) for it in await registry.emitted()][1:]
    assert events == [BoardMeetingCalled, BoardPapersPublished, BoardMinutesPublished, EvidenceRecorded]
    [evidence] = [it for it in await registry.emitted() if isinstance(it, EvidenceRecorded)]
    assert (evidence.facts[0].name, evidence.facts[0].value) == ("board_open_to_observers", True)


async def test_lateness_is_computed_and_refuses_nothing(registry: ServiceUnderTest, board: Board) -> None:
    short = (await board.call(held_at="2026-11-05T18:00:00Z", observer_places=0)).json()
    missing = (await board.call(held_at="2026-11-11T18:00:00Z")).json()
    minutes = await board.document("Minutes")
    late = await board.say(f"{short['id']}/minutes", {"sha256": minutes}, {"Commonweal-Now": "2026-12-05T09:00:00Z"})
    found = late.json()["openness"]
    assert (found["notice_days_late"], found["minutes_days_late"], found["has_places"]) == (4, 2, False)
    record = (await board.public.get(f"{ORGANISATIONS}/{board.id}/board", headers=LATE)).json()
    counted = {name: record[name] for name in ("late_notices", "late_minutes", "missing_minutes", "without_places")}
    assert counted == {"late_notices": 1, "late_minutes": 1, "missing_minutes": 1, "without_places": 1}
    assert (record["meetings"], record["breaches"]) == (2, 4)
    assert missing["openness"]["minutes_days_late"] is None
    assert not [it for it in await registry.emitted() if isinstance(it, EvidenceRecorded)]


async def test_anybody_observes_until_the_places_are_taken_and_nobody_knows_who(
    registry: ServiceUnderTest, board: Board
) -> None:
    meeting = (await board.call()).json()
    places = f"{MEETINGS}/{meeting['id']}/places"
    answers = await asyncio.gather(*(board.public.post(places, headers=CALLED) for _ in range(6)))
    taken = [it.json() for it in answers if it.status_code == 201]
    assert sorted(it.status_code for it in answers) == [201, 201, 409, 409, 409, 409]
    assert all(it.headers["Cache-Control"] == "no-store" for it in answers if it.status_code == 201)
    back = await board.public.post(f"{places}/give-back", json={"code": taken[0]["code"]}, headers=CALLED)
    twice = await board.public.post(f"{places}/give-back", json={"code": taken[0]["code"]}, headers=CALLED)
    wrong = await board.public.post(f"{places}/give-back", json={"code": "nobodyhasthis"}, headers=CALLED)
    assert [it.status_code for it in (back, twice, wrong)] == [200, 404, 404]
    assert back.json()["places_left"] == 1
    told = "".join(event.model_dump_json() for event in await registry.emitted())
    assert not any(it["code"] in told for it in taken)
    begun = await board.public.post(places, headers=HELD)
    assert begun.status_code == 409


async def test_a_stranger_says_nothing_and_a_cancelled_meeting_is_over(
    registry: ServiceUnderTest, board: Board
) -> None:
    meeting = (await board.call()).json()
    stranger = registry.client("provider", organisation=uuid4())
    path, why = f"{MEETINGS}/{meeting['id']}/cancel", {"reason": "Too few can come."}
    refused = await stranger.post(path, json=why, headers=CALLED)
    stale = await board.client.post(path, json=why, headers={"If-Match": '"9-0123456789abcdef"', **CALLED})
    gone = await board.client.post(path, json=why, headers=CALLED)
    place = await board.public.post(f"{MEETINGS}/{meeting['id']}/places", headers=CALLED)
    assert [it.status_code for it in (refused, stale, gone, place)] == [404, 412, 200, 409]
    assert (await board.public.get(f"{MEETINGS}/{UUID(int=0)}")).status_code == 404


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"held_at": "2026-11-02T09:00:00Z"}, 422),
        ({"observer_places": -1}, 422),
        ({"observer_places": 10_001}, 422),
        ({"title": "\u202e"}, 422),
    ],
)
async def test_a_meeting_that_makes_no_sense_is_not_called(board: Board, changes: dict[str, Any], status: int) -> None:
    assert (await board.call(**changes)).status_code == status
    listed = await board.public.get(f"{ORGANISATIONS}/{board.id}/board/meetings", headers=CALLED)
    assert listed.json()["items"] == []


async def test_meetings_are_listed_latest_first_and_called_once(board: Board) -> None:
    for day in (10, 12, 11):
        assert (await board.call(held_at=f"2026-11-{day}T18:00:00Z")).status_code == 201
    assert (await board.call(held_at="2026-11-10T18:00:00Z")).status_code == 409
    path, found = f"{ORGANISATIONS}/{board.id}/board/meetings?limit=2", []
    first = await board.public.get(path, headers=CALLED)
    rest = await board.public.get(first.links["next"]["url"], headers=CALLED)
    found = [it["held_at"][8:10] for it in [*first.json()["items"], *rest.json()["items"]]]
    assert found == ["12", "11", "10"]
