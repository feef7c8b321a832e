"""Due diligence over HTTP, on a real database."""

import pytest
from services.grants.tests.builders import NOW, at, award_body
from services.grants.tests.integration.line import V1, Line, done

from events.grants import DiligenceChanged

pytestmark = pytest.mark.integration
FAILED = {
    "kind": "bank_match",
    "result": "fail",
    "source": "The bank",
    "finding": "The account is another's.",
    "checked_at": "2026-09-01T08:00:00Z",
}


async def test_an_applicant_reads_what_was_checked_and_corrects_it_and_nobody_else_reads_it(line: Line) -> None:
    application = await line.application(await line.scheme())
    path = f"{V1}/applications/{application['id']}"
    check = done(await line.funder.post(f"{path}/checks", json=FAILED, headers=at(NOW)), 201)
    assert done(await line.provider.get(f"{path}/due-diligence", headers=at(NOW)))["light"] == "red"
    assert (await line.competitor.get(f"{path}/due-diligence")).status_code == 404
    correction = f"{V1}/checks/{check['id']}/correction"
    assert (await line.competitor.post(correction, json={"text": "Ours."})).status_code == 404
    said = done(await line.provider.post(correction, json={"text": "We changed banks."}, headers=at(NOW)))
    assert (said["result"], said["correction"], said["version"]) == ("fail", "We changed banks.", 2)
    assert (await line.provider.post(correction, json={"text": "Again."}, headers=at(NOW))).status_code == 409
    *_, told = await line.service.emitted()
    assert isinstance(told, DiligenceChanged)
    assert told.parties() == {line.foundation, line.trust}
    assert (told.light, [each.correction for each in told.checks]) == ("red", ["We changed banks."])
    assert done(await line.provider.get(path))["status"] == "received"  # nobody is declined by a light


async def test_a_red_light_holds_an_award_until_a_person_answers_for_it_in_public(line: Line) -> None:
    await line.adopts("grants.due_diligence")
    scheme = await line.scheme()
    path = f"{V1}/applications/{(await line.application(scheme))['id']}"
    unchecked = await line.funder.post(f"{path}/award", json=award_body(), headers=at(NOW))
    assert (unchecked.status_code, unchecked.json()["decision"]["rule"]) == (409, "grants.due_diligence")
    override = f"{path}/due-diligence/override"
    assert (await line.funder.post(override, json={"reason": "Now."}, headers=at(NOW))).status_code == 409
    done(await line.funder.post(f"{path}/checks", json=FAILED, headers=at(NOW)), 201)
    assert (await line.funder.post(f"{path}/award", json=award_body(), headers=at(NOW))).status_code == 409
    answered = done(await line.funder.post(override, json={"reason": "The bank erred."}, headers=at(NOW)), 201)
    assert (answered["light"], answered["override_reason"]) == ("red", "The bank erred.")
    done(await line.funder.post(f"{path}/award", json=award_body(), headers=at(NOW)), 201)
    await line.application(scheme)
    counted = done(await line.public.get(f"{V1}/schemes/{scheme['id']}/due-diligence", headers=at(NOW)))
    assert counted == {"unchecked": 1, "green": 0, "amber": 0, "red": 1, "overridden": 1, "corrected": 0}
