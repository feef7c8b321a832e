"""A mark is put right with a cause, and a citizen's with consent; over HTTP, on a real database."""

from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, at
from services.tendering.tests.integration.evaluation.competition import LATER, Competition
from services.tendering.tests.integration.line import Json, Line, done

pytestmark = pytest.mark.integration


async def all_marked(competition: Competition) -> None:
    await competition.open("80000.00", "100000.00")
    for name, criterion in (("ann", "Quality"), ("bob", "Quality"), ("cid", "Citizens"), ("dan", "Citizens")):
        done(await competition.marked(name, 8, 6, criterion=criterion), 201)


async def moderated(competition: Competition, name: str, becomes: int, criterion: str = "Quality") -> Any:
    body = {
        "lot_id": competition.notice["lots"][0]["id"],
        "bid_id": competition.bids[0],
        "criterion": criterion,
        "member_id": competition.members[name],
        "becomes": becomes,
        "cause": "bid_misread",
        "explanation": "The rota is on page 4.",
    }
    path = f"{competition.path}/evaluation/moderations"
    return await competition.line.buyer.post(path, json=body, headers=at(AFTERWARDS))


async def answered(competition: Competition, name: str, moderation: Json, consents: bool) -> Any:
    path = f"{competition.path}/evaluation/moderations/{moderation['id']}/consent"
    return await competition.judges[name].post(path, json={"consents": consents}, headers=at(AFTERWARDS))


async def settled(competition: Competition) -> Json:
    done(await competition.line.buyer.post(f"{competition.path}/evaluation/settle", headers=at(AFTERWARDS)))
    return await competition.result()


async def test_an_evaluators_mark_is_put_right_once_and_the_one_given_stays_on_record(competition: Competition) -> None:
    await all_marked(competition)
    assert done(await moderated(competition, "ann", 6), 201)["counts"] is True
    assert (await moderated(competition, "ann", 5)).status_code == 409
    given = done(await competition.line.buyer.get(f"{competition.path}/evaluation/marks"))["marks"]
    own = next(each for each in given if each["member_id"] == competition.members["ann"])
    assert (own["mark"], own["counted"]) == (8, 6)
    result = await settled(competition)
    assert result["table"][0]["points"]["Quality"] == 28  # the mean of 6 and 8, of 40 points
    assert (await moderated(competition, "bob", 6)).status_code == 409  # prices are seen by now


@pytest.mark.parametrize(("consents", "points"), [(True, 9), (False, 12), (None, 12)])
async def test_a_citizens_mark_counts_as_given_unless_they_consent(
    competition: Competition, consents: bool | None, points: int
) -> None:
    await all_marked(competition)
    moderation = done(await moderated(competition, "cid", 4, "Citizens"), 201)
    assert moderation["needs_consent"] is True
    if consents is not None:
        assert (await answered(competition, "dan", moderation, consents)).status_code == 404
        done(await answered(competition, "cid", moderation, consents))
        assert (await answered(competition, "cid", moderation, True)).status_code == 409
    own = await competition.judges["cid"].get(f"{competition.path}/evaluation/moderations/own")
    assert [each["consents"] for each in done(own)["moderations"]] == [consents]
    assert (await settled(competition))["table"][0]["points"]["Citizens"] == points


async def test_marks_are_for_the_buyer_and_auditors_and_moderation_for_the_buyer(
    line: Line, competition: Competition
) -> None:
    await all_marked(competition)
    path = f"{competition.path}/evaluation/marks"
    assert len(done(await line.auditor.get(path))["marks"]) == 8
    for reader, status in ((competition.judges["ann"], 403), (line.provider, 403), (line.public, 401)):
        assert (await reader.get(path)).status_code == status
    assert (await competition.judges["ann"].post(f"{path[:-5]}moderations", json={})).status_code == 403


async def test_how_far_the_panels_agreed_is_public_once_the_lot_is_awarded(
    line: Line, competition: Competition
) -> None:
    await all_marked(competition)
    done(await moderated(competition, "ann", 7), 201)
    await settled(competition)
    path = f"{competition.path}/evaluation/agreement"
    assert done(await line.public.get(path, headers=at(LATER))) == {"lots": []}
    lots = [lot["id"] for lot in competition.notice["lots"]]
    body = {"bid_id": competition.bids[0], "lot_ids": lots, "reason": "The best bid."}
    done(await line.buyer.post(f"{competition.path}/awards", json=body, headers=at(LATER)), 201)
    [lot] = done(await line.public.get(path, headers=at(LATER)))["lots"]
    # Quality: 7 and 8 for the one bid, twice 6 for the other: 1 - (2/4) / (22/12)
    assert lot["agreement"] == {"Quality": 0.7273, "Citizens": 1}
    assert lot["moderated"] == {"bid_misread": 1}
