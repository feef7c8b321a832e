"""How buyers had assessed the bidders by the deadline: frozen, shown, scored and counted again; over HTTP."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from services.tendering.tests.builders import AFTERWARDS, NOW, at, notice_body
from services.tendering.tests.integration.evaluation.competition import CRITERIA, LATER, Competition
from services.tendering.tests.integration.line import V1, Line, done
from services.tendering.tests.integration.performance.test_api import LATER as YEARLY
from services.tendering.tests.integration.performance.test_api import measured, results
from services.tendering.tests.integration.workings.test_recount import recounted

from events.tendering import AssessmentDisputed, PerformanceAssessed
from kernel.identifiers import new_id

pytestmark = pytest.mark.integration
PAST = {"name": "Past", "kind": "quality", "weight": 10, "source": "past_performance"}
SCORED = [CRITERIA[0] | {"weight": 20}, *CRITERIA[1:], PAST]


async def assessed(line: Line, actual: float, when: datetime) -> PerformanceAssessed:
    """Let a contract of the first bidder have been assessed then."""
    standing = await measured(line)
    path = f"{V1}/contracts/{standing['contract_id']}/assessments"
    done(await line.buyer.post(path, json=results(standing, actual), headers=at(YEARLY)), 201)
    *_, told = await line.service.emitted()
    assert isinstance(told, PerformanceAssessed)
    then = told.model_copy(update={"occurred_at": when, "assessment_id": new_id()})
    await line.service.feed(then, UUID(standing["contract_id"]))
    return then


def why(summary: Any) -> Any:
    """What is said of the points for past performance."""
    return next(each["rationales"] for each in summary["criteria"] if each["criterion"] == "Past")


async def read(client: Any, path: str) -> Any:
    return await client.get(path, headers=at(LATER))


async def test_what_was_known_at_the_deadline_scores_and_no_evidence_is_neither_nought_nor_full_marks(
    line: Line, competition: Competition, tmp_path: Path
) -> None:
    await assessed(line, 86.4, NOW)
    await competition.open("80000.00", "100000.00", criteria=SCORED, past=["indicators"])
    await competition.judged()
    before = await competition.result()
    assert [each["track_record"]["evidence"] for each in before["bids"]] == ["known", "no_evidence"]
    assert [each["track_record"]["score"] for each in before["bids"]] == [70, None]
    assert {each["bidder_id"]: each["points"]["Past"] for each in before["table"]} == {
        str(line.trust): 7,
        str(line.rival): 6.75,
    }
    path = f"{competition.path}/evaluation"
    workings, tables = await read(line.auditor, f"{path}/workings"), await read(line.auditor, path)
    assert recounted(workings.content, tmp_path).encode() == tables.content
    altered = done(workings)
    altered["track_records"][str(line.trust)][0]["ratings"] = ["Good"]
    assert recounted(json.dumps(altered).encode(), tmp_path).encode() != tables.content
    await assessed(line, 10, AFTERWARDS)
    assert await competition.result() == before


async def test_the_panel_reads_the_records_and_a_bidder_counts_its_own_again(
    line: Line, competition: Competition, tmp_path: Path
) -> None:
    await assessed(line, 86.4, NOW)
    await competition.open("80000.00", "100000.00", criteria=SCORED, past=["indicators"])
    proposals = done(await read(competition.judges["ann"], f"{competition.path}/evaluation/proposals"))["proposals"]
    await competition.judged()
    done(await line.buyer.post(f"{competition.path}/summaries", headers=at(LATER)), 201)
    workings = await read(line.provider, f"{competition.path}/evaluation/workings/own")
    [own] = done(workings)["lots"]
    [counted] = json.loads(recounted(workings.content, tmp_path))["lots"]
    shown = {each["bidder_id"]: each["track_record"] for each in proposals}
    assert own["track_record"] == counted["track_record"] == shown[str(line.trust)]
    assert (counted["points"]["Past"], counted["track_record"]["score"]) == (7, 70)
    [summary] = done(await read(line.provider, f"{competition.path}/summaries/own"))["items"]
    assert why(summary) == ["How buyers had assessed it by the deadline scores 7 of 10."]
    assert shown[str(line.rival)]["evidence"] == "no_evidence"


async def test_what_was_disputed_at_the_deadline_says_so_to_everybody_and_is_counted_again_so(
    line: Line, competition: Competition, tmp_path: Path
) -> None:
    told = await assessed(line, 10, NOW)
    dispute = AssessmentDisputed(
        occurred_at=NOW,
        contract_id=told.contract.contract_id,
        notice_id=told.notice.notice_id,
        assessment_id=told.assessment_id,
        supplier=told.contract.award.suppliers[0],
        reason="Sundays are missing.",
        until=AFTERWARDS.date(),
    )
    await line.service.feed(dispute, told.contract.contract_id)
    await competition.open("80000.00", "100000.00", criteria=SCORED, past=["indicators"])
    proposals = done(await read(competition.judges["ann"], f"{competition.path}/evaluation/proposals"))["proposals"]
    await competition.judged()
    done(await line.buyer.post(f"{competition.path}/summaries", headers=at(LATER)), 201)
    path = f"{competition.path}/evaluation"
    workings, tables = await read(line.auditor, f"{path}/workings"), await read(line.auditor, path)
    own = await read(line.provider, f"{path}/workings/own")
    [lot] = done(tables)["lots"]
    shown = [
        next(each["track_record"] for each in told_to if each["bidder_id"] == str(line.trust))
        for told_to in (proposals, lot["bids"])
    ]
    shown.append(done(own)["lots"][0]["track_record"])
    assert [(each["assessments"][0]["suspended"], each["evidence"]) for each in shown] == [(True, "no_evidence")] * 3
    assert {each["points"]["Past"] for each in lot["table"]} == {6.75}  # as of whoever was never assessed
    [summary] = done(await read(line.provider, f"{competition.path}/summaries/own"))["items"]
    silent = "Nothing that counts was known of it by the deadline; it scores 6.75 of 10, as the notice presumes."
    assert why(summary) == [silent]
    assert recounted(workings.content, tmp_path).encode() == tables.content
    [counted] = json.loads(recounted(own.content, tmp_path))["lots"]
    assert (counted["track_record"], counted["points"]["Past"]) == (shown[-1], 6.75)
    altered = done(workings)
    altered["track_records"][str(line.trust)][0]["suspended"] = False
    assert recounted(json.dumps(altered).encode(), tmp_path).encode() != tables.content


async def test_what_the_notice_does_not_declare_is_neither_shown_nor_scored(
    line: Line, competition: Competition
) -> None:
    refused = await line.buyer.post(f"{V1}/notices", json=notice_body(criteria=SCORED), headers=at(NOW))
    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "/criteria/5/source")
    await assessed(line, 86.4, NOW)
    await competition.open("80000.00", "100000.00")
    await competition.judged()
    assert [each["track_record"] for each in (await competition.result())["bids"]] == [None, None]
    workings = done(await read(line.auditor, f"{competition.path}/evaluation/workings"))
    assert workings["track_records"] == {}
