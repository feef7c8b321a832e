"""A phase for one lot alone, over HTTP on a real database."""

from datetime import timedelta

import httpx
import pytest
from services.tendering.tests.builders import NOW, at, bid_body, notice_body, pounds
from services.tendering.tests.integration.line import V1, Json, Line, done
from services.tendering.tests.integration.phases.procedure import InPhases, found
from services.tendering.tests.integration.suppliers.test_suspended import suspended
from services.tendering.tests.phased import FIRST, LAST, SECOND, phased_body

from events.tendering import NoticePublished

pytestmark = pytest.mark.integration
LOTS = [{"title": each.capitalize(), "reference": each, "value": pounds("60000.00")} for each in ("north", "south")]
DIALOGUE = {"title": "Dialogue", "kind": "dialogue", "asks_for": "A plan.", "closes_at": SECOND.isoformat()}
AFTER = SECOND + timedelta(days=1)


async def with_a_dialogue(line: Line, lots: list[str]) -> InPhases:
    """Requests for both lots, a dialogue for these, final tenders."""
    body = phased_body(at_least=None, at_most=None, refines=None)
    first = body["flexible"]["phases"][0]
    return InPhases(
        line,
        await line.published(**body | {"lots": LOTS, "flexible": {"phases": [first, DIALOGUE | {"lots": lots}, LAST]}}),
    )


async def bid_for(asked: InPhases, by: httpx.AsyncClient, *places: int) -> httpx.Response:
    wanted = asked.notice | {"lots": [asked.notice["lots"][place] for place in places]}
    return await by.post(f"{asked.path}/bids", json=bid_body(wanted), headers=at(AFTER))


async def decided(line: Line, asked: InPhases) -> Json:
    """Both are in; only the competitor answers the dialogue."""
    entries = [done(await asked.enter(by))["id"] for by in (line.provider, line.competitor)]
    done(await asked.decide({each: found(8) for each in entries}), 201)
    theirs = done(await asked.enter(line.competitor, 2, when=SECOND))["id"]
    return done(await asked.decide({theirs: {}}, 2, when=AFTER), 201)


async def test_who_is_not_in_the_phase_of_one_lot_bids_for_the_other(line: Line) -> None:
    asked = await with_a_dialogue(line, ["north"])
    north, south = (lot["id"] for lot in asked.notice["lots"])
    shown = done(await line.public.get(f"{asked.path}/phases", headers=at(FIRST)))["phases"]
    assert [set(each["lots"]) for each in shown] == [{north, south}, {north}, {north, south}]
    await decided(line, asked)
    for places in ((0,), (0, 1)):
        refused = await bid_for(asked, line.provider, *places)
        assert (refused.status_code, "final tenders for 'North'" in refused.text) == (403, True)
    bid = done(await bid_for(asked, line.provider, 1), 201)
    done(await bid_for(asked, line.competitor, 0, 1), 201)
    both = await line.provider.put(f"{V1}/bids/{bid['id']}", json=bid_body(asked.notice), headers=at(AFTER))
    assert both.status_code == 403, both.text
    [told] = [each.notice for each in await line.service.emitted() if isinstance(each, NoticePublished)]
    assert told.flexible
    assert [[str(lot) for lot in each.lots] for each in told.flexible.phases] == [[], [north], []]


async def test_who_is_suspended_goes_on_in_a_lot_and_does_not_begin_with_another(line: Line) -> None:
    body = phased_body(at_least=None, at_most=None, refines=None)
    first, *_ = body["flexible"]["phases"]
    phases = [first | {"lots": ["north"]}, DIALOGUE | {"lots": ["north", "south"]}, LAST]
    asked = InPhases(line, await line.published(**body | {"lots": LOTS, "flexible": {"phases": phases}}))
    done(await asked.decide({done(await asked.enter(line.provider))["id"]: found(8)}), 201)
    for organisation, name in ((line.trust, "Ashgate Homeless Trust"), (line.rival, "Crestline Homes Ltd")):
        await suspended(line, organisation, name)
    answers = [await asked.enter(by, 2, when=SECOND) for by in (line.provider, line.competitor)]
    assert [each.status_code for each in answers] == [200, 409], answers[1].text
    assert "suspended" in answers[1].text


async def test_the_page_of_a_phase_says_for_which_lots_it_is(line: Line) -> None:
    asked = await with_a_dialogue(line, ["north"])
    page = await line.public.get(f"{asked.path}/phases/2/entering", headers=at(FIRST))
    assert ("<li>North</li>" in page.text, "<li>South</li>" in page.text) == (True, False)


async def test_a_phase_names_lots_that_there_are(line: Line) -> None:
    body = notice_body(**phased_body(lots=["east"]), lots=LOTS)
    refused = await line.buyer.post(f"{V1}/notices", json=body, headers=at(NOW))
    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "/flexible/phases/0/lots/0")
