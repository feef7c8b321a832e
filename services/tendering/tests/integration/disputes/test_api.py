"""An assessment is disputed, suspended, and decided by somebody else of the buyer; over HTTP, on a real database."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from services.tendering.tests.builders import at
from services.tendering.tests.integration.line import V1, Json, Line, done
from services.tendering.tests.integration.performance.test_api import LATER, measured, results
from services.tendering.tests.integration.track_records.test_api import record_of

from events.tendering import AssessmentDisputed, DisputeDecided, PerformanceAssessed

pytestmark = pytest.mark.integration
SOON = LATER + timedelta(days=10)
LAST = SOON + timedelta(days=30)
AFTER = SOON + timedelta(days=31)


async def assessed(line: Line) -> Json:
    """A contract of the trust that was assessed, and found wanting."""
    standing = await measured(line)
    path = f"{V1}/contracts/{standing['contract_id']}/assessments"
    told = done(await line.buyer.post(path, json=results(standing, 70), headers=at(LATER)), 201)
    await heard(line, told)
    return told


async def heard(line: Line, standing: Json) -> None:
    """Let the service hear of what it said last."""
    *_, told = await line.service.emitted()
    await line.service.feed(told, UUID(standing["contract_id"]))


async def disputed(line: Line, standing: Json, by: Any = None, when: datetime = SOON) -> Any:
    path = f"{V1}/assessments/{standing['assessments'][0]['id']}/dispute"
    return await (by or line.provider).post(path, json={"reason": "Sundays are missing."}, headers=at(when))


async def decided(line: Line, dispute: Json, outcome: str, by: Any = None, when: datetime = SOON) -> Any:
    another = line.service.client("commissioner", line.council, subject="somebody else")
    body = {"outcome": outcome, "reason": "The hospital's list was looked at."}
    path = f"{V1}/disputes/{dispute['id']}/decide"
    return await (by or another).post(path, json=body, headers=at(when))


@pytest.mark.parametrize(("outcome", "suspended"), [("stands", [False]), ("set_aside", [])])
async def test_a_disputed_assessment_is_suspended_until_somebody_else_of_the_buyer_has_decided(
    line: Line, outcome: str, suspended: list[bool]
) -> None:
    standing = await assessed(line)
    dispute = done(await disputed(line, standing), 201)
    assert (dispute["until"], dispute["is_suspended"]) == (LAST.date().isoformat(), True)
    await heard(line, standing)
    waiting = await record_of(line, line.trust, SOON)
    assert [each["suspended"] for each in waiting["assessments"]] == [True]
    assert (waiting["evidence"], waiting["score"]) == ("no_evidence", None)
    stranger = line.service.client("commissioner", line.rival)
    for by, status in ((line.buyer, 403), (stranger, 404), (line.provider, 403)):
        assert (await decided(line, dispute, outcome, by)).status_code == status
    made = done(await decided(line, dispute, outcome))
    assert (made["outcome"], made["is_suspended"]) == (outcome, False)
    await heard(line, standing)
    known = await record_of(line, line.trust, SOON)
    assert [each["suspended"] for each in known["assessments"]] == suspended
    assert (await decided(line, made, "stands")).status_code == 409
    assert done(await line.public.get(f"{V1}/contracts/{standing['contract_id']}/disputes", headers=at(SOON))) == [made]
    told = await line.service.emitted()
    assert [each.reason for each in told if isinstance(each, AssessmentDisputed)] == ["Sundays are missing."]
    [last] = [each for each in told if isinstance(each, DisputeDecided)]
    [first] = [each for each in told if isinstance(each, PerformanceAssessed)]
    assert (last.outcome, last.last, last.results) == (outcome, first.last, first.results)


async def test_what_is_not_decided_in_time_counts_again_and_is_overdue_in_the_calendar(line: Line) -> None:
    standing = await assessed(line)
    dispute = done(await disputed(line, standing), 201)
    await heard(line, standing)
    assert (await record_of(line, line.trust, LAST))["score"] is None
    assert (await record_of(line, line.trust, AFTER))["score"] == 40
    contract = done(await line.public.get(f"{V1}/contracts/{standing['contract_id']}"))
    states = [await state_of_decision(line, contract, when) for when in (LAST, AFTER)]
    done(await decided(line, dispute, "set_aside", when=AFTER))
    await heard(line, standing)
    assert [*states, await state_of_decision(line, contract, AFTER)] == ["due", "overdue", "met_late"]
    assert (await record_of(line, line.trust, AFTER))["assessments"] == []
    assert (await record_of(line, line.trust, AFTER - timedelta(seconds=1)))["score"] == 40  # as was known then


async def state_of_decision(line: Line, contract: Json, when: datetime) -> Any:
    """Where the decision stands among what the procurement owes."""
    path = f"{V1}/notices/{contract['notice_id']}/obligations"
    duties = done(await line.public.get(path, headers=at(when)))["duties"]
    [found] = [each for each in duties if each["code"] == "dispute_decision"]
    return found["state"]


async def test_it_is_disputed_once_in_time_and_by_its_own_supplier(line: Line) -> None:
    standing = await assessed(line)
    assert (await disputed(line, standing, line.competitor)).status_code == 404
    assert (await disputed(line, standing, line.buyer)).status_code == 403
    assert (await disputed(line, standing, when=LATER + timedelta(days=31))).status_code == 409
    done(await disputed(line, standing), 201)
    assert (await disputed(line, standing)).status_code == 409
