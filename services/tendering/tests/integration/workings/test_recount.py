"""An auditor counts every table again, byte for byte, and a bidder its own points; no suppressed rating leaks."""

import json
from pathlib import Path

import pytest
from services.tendering.tests.builders import NOW, at
from services.tendering.tests.integration.evaluation.competition import LATER, Competition
from services.tendering.tests.integration.line import Line, done
from typer.testing import CliRunner

from commonweal.recount import app
from events.ratings import OrganisationRated
from kernel.identifiers import new_id

pytestmark = pytest.mark.integration
STARS = [1, 0, 2, 3, 1]  # seven ratings: fewer than may be shown


async def judged(line: Line, competition: Competition) -> None:
    """A competition in which few people rated one bidder, so that its ratings are suppressed in public."""
    await line.service.feed(OrganisationRated(occurred_at=NOW, organisation_id=line.trust, stars=STARS), line.trust)
    await competition.open("80000.00", "100000.00", aggregate="median")
    await competition.judged()


def recounted(workings: bytes, tmp_path: Path) -> str:
    """What `commonweal recount` makes of a file."""
    file = tmp_path / f"{new_id()}.json"
    file.write_bytes(workings)
    ran = CliRunner().invoke(app, [str(file)])
    assert ran.exit_code == 0, ran.output
    return ran.output


async def test_an_auditor_recounts_every_table_byte_for_byte(
    line: Line, competition: Competition, tmp_path: Path
) -> None:
    await judged(line, competition)
    workings = await line.auditor.get(f"{competition.path}/evaluation/workings", headers=at(LATER))
    tables = await line.auditor.get(f"{competition.path}/evaluation", headers=at(LATER))
    assert len(done(tables)["lots"][0]["table"]) == 2
    done(workings)
    assert recounted(workings.content, tmp_path).encode() == tables.content


async def test_a_mark_that_was_altered_comes_out_otherwise(
    line: Line, competition: Competition, tmp_path: Path
) -> None:
    await judged(line, competition)
    path = f"{competition.path}/evaluation"
    workings = done(await line.auditor.get(f"{path}/workings", headers=at(LATER)))
    tables = await line.auditor.get(path, headers=at(LATER))
    workings["lots"][0]["marks"][0]["mark"] = "10.0000"
    assert recounted(json.dumps(workings).encode(), tmp_path).encode() != tables.content


async def test_a_bidder_recounts_its_own_points_once_it_was_told_them(
    line: Line, competition: Competition, tmp_path: Path
) -> None:
    await judged(line, competition)
    path = f"{competition.path}/evaluation/workings/own"
    assert done(await line.provider.get(path, headers=at(LATER)))["lots"] == []
    done(await line.buyer.post(f"{competition.path}/summaries", headers=at(LATER)), 201)
    workings = await line.provider.get(path, headers=at(LATER))
    [summary] = done(await line.provider.get(f"{competition.path}/summaries/own"))["items"]
    [own] = json.loads(recounted(workings.content, tmp_path))["lots"]
    assert own["points"] == {each["criterion"]: each["points"] for each in summary["criteria"]}
    assert (own["total"], own["bid_id"]) == (summary["total"], competition.bids[0])
    assert (str(line.rival) in workings.text, competition.bids[1] in workings.text) == (False, False)
    assert not any(member in workings.text for member in competition.members.values())


async def test_workings_are_for_auditors_and_each_bidders_own(line: Line, competition: Competition) -> None:
    await judged(line, competition)
    path = f"{competition.path}/evaluation/workings"
    for reader, status in ((line.buyer, 403), (line.provider, 403), (line.public, 401)):
        assert (await reader.get(path, headers=at(LATER))).status_code == status
    assert (await line.buyer.get(f"{path}/own", headers=at(LATER))).status_code == 403


async def test_suppressed_ratings_never_leave_the_evaluation(line: Line, competition: Competition) -> None:
    await judged(line, competition)
    lots = [lot["id"] for lot in competition.notice["lots"]]
    award = {"bid_id": competition.bids[0], "lot_ids": lots, "reason": "The best bid."}
    done(await line.buyer.post(f"{competition.path}/awards", json=award, headers=at(LATER)), 201)
    own = f"{competition.path}/evaluation/workings/own"
    paths = ["", "/method", "/evaluation", "/evaluation/marks", "/evaluation/workings", "/evaluation/agreement"]
    paths += ["/allocation", "/summaries", "/summaries/own", "/bids", "/panels"]
    readers = (line.buyer, line.provider, line.competitor, line.auditor, line.public, competition.judges["ann"])
    told = [await reader.get(f"{competition.path}{path}", headers=at(LATER)) for reader in readers for path in paths]
    told += [await reader.get(own, headers=at(LATER)) for reader in readers]
    assert sum(answer.is_success for answer in told) > 20
    planted = json.dumps(STARS, separators=(",", ":"))
    for text in [answer.text for answer in told] + [each.model_dump_json() for each in await line.service.emitted()]:
        assert "stars" not in text
        assert planted not in text
