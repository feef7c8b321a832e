"""Who marked far from the others is told once nobody marks any more, and changes nothing; over HTTP."""

from typing import Any

import pytest
from services.tendering.tests.builders import AFTERWARDS, NOW, at
from services.tendering.tests.integration.evaluation.competition import LATER, Competition
from services.tendering.tests.integration.line import Json, Line, done
from services.tendering.tests.integration.marks.test_api import answered, moderated

pytestmark = pytest.mark.integration
CITIZENS = {"cid": 7, "dan": 7, "eve": 8, "fay": 6, "gus": 0}


async def all_marked(competition: Competition) -> None:
    """Two evaluators and five citizens mark both bids; of the first one a citizen thinks nothing."""
    line = competition.line
    await competition.open("80000.00", "100000.00")
    for name in CITIZENS.keys() - competition.judges.keys():
        judge = line.service.client("citizen_commissioner", subject=name)
        seat = {"kind": "citizen", "subject": name, "under_25": False}
        made = await line.buyer.post(f"{competition.path}/panels/members", json=seat, headers=at(NOW))
        competition.members[name], competition.judges[name] = done(made, 201)["id"], judge
        nothing = {"interests": None}
        done(await judge.post(f"{competition.path}/panels/interests", json=nothing, headers=at(NOW)))
    for name in ("ann", "bob"):
        done(await competition.marked(name, 8, 6), 201)
    for name, mark in CITIZENS.items():
        done(await competition.marked(name, mark, 7, criterion="Citizens"), 201)


async def closed(competition: Competition) -> Any:
    return await competition.line.buyer.post(f"{competition.path}/evaluation/close", headers=at(AFTERWARDS))


async def outliers(competition: Competition, reader: Any) -> Any:
    return await reader.get(f"{competition.path}/evaluation/outliers", headers=at(LATER))


async def far_for_citizens(competition: Competition) -> Json:
    [lot] = done(await outliers(competition, competition.line.buyer))["lots"]
    return lot["citizens"][0]["far"]


async def test_the_report_waits_until_nobody_marks_any_more_and_prices_wait_longer(
    line: Line, competition: Competition
) -> None:
    await all_marked(competition)
    for reader in (line.buyer, line.auditor):
        assert (await outliers(competition, reader)).status_code == 409
    done(await closed(competition), 201)
    assert (await closed(competition)).status_code == 409
    report = done(await outliers(competition, line.buyer))
    assert report == done(await outliers(competition, line.auditor))
    assert (report["rule"], report["far_over"], report["points_at_least"]) == ("award.outlying_marks", 3.5, 2)
    [lot] = report["lots"]
    assert lot["evaluators"] == [{"criterion": "Quality", "members": 2, "far": None}]
    # of ten distances most are nought; their mean is 9/10, so nought lies at -7 / (1.253314 × 0.9)
    [citizens] = lot["citizens"]
    assert (citizens["criterion"], citizens["members"]) == ("Citizens", 5)
    assert citizens["far"] == [
        {
            "member_id": competition.members["gus"],
            "bid_id": competition.bids[0],
            "mark": 0,
            "median": 7,
            "distance": -6.2058,
        }
    ]
    assert (await competition.marked("gus", 5, 5, criterion="Citizens")).status_code == 409
    assert (await line.buyer.get(f"{competition.path}/bids", headers=at(LATER))).status_code == 409


async def test_a_far_mark_counts_as_it_was_given_until_a_named_cause_and_the_citizen_say_otherwise(
    competition: Competition,
) -> None:
    await all_marked(competition)
    done(await closed(competition), 201)
    before = await far_for_citizens(competition)
    moderation = done(await moderated(competition, "gus", 7, "Citizens"), 201)
    assert await far_for_citizens(competition) == before
    done(await answered(competition, "gus", moderation, True))
    assert await far_for_citizens(competition) == []


async def test_the_report_is_neither_for_members_nor_for_bidders_and_stays_once_quality_is_settled(
    line: Line, competition: Competition
) -> None:
    await all_marked(competition)
    done(await line.buyer.post(f"{competition.path}/evaluation/settle", headers=at(AFTERWARDS)))
    assert (await closed(competition)).status_code == 409
    assert len(await far_for_citizens(competition)) == 1
    for reader, status in ((competition.judges["gus"], 403), (line.provider, 403), (line.public, 401)):
        assert (await outliers(competition, reader)).status_code == status
