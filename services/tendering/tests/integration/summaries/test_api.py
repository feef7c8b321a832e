"""Each bidder reads why it won or lost, criterion by criterion; over HTTP, on a real database."""

import re

import pytest
from services.tendering.tests.builders import AFTERWARDS, at
from services.tendering.tests.integration.evaluation.competition import LATER, Competition
from services.tendering.tests.integration.line import V1, Json, Line, done
from services.tendering.tests.integration.marks.test_api import all_marked, moderated

from events.tendering import AssessmentSummarySent, AwardMade

pytestmark = pytest.mark.integration


async def awarded(competition: Competition) -> Json:
    """The only lot, to the first bid."""
    lots = [lot["id"] for lot in competition.notice["lots"]]
    body = {"bid_id": competition.bids[0], "lot_ids": lots, "reason": "The best bid."}
    return done(await competition.line.buyer.post(f"{competition.path}/awards", json=body, headers=at(LATER)), 201)


async def test_who_lost_reads_why_beside_the_winner_and_what_the_panels_wrote(
    line: Line, competition: Competition
) -> None:
    await competition.open("80000.00", "100000.00")
    await competition.judged()
    await awarded(competition)
    [summary] = done(await line.competitor.get(f"{competition.path}/summaries/own"))["items"]
    assert (summary["standing"], summary["bid_id"]) == ("lost", competition.bids[1])
    assert (summary["winner_bid_id"], summary["limit"]) == (competition.bids[0], None)
    quality = next(each for each in summary["criteria"] if each["criterion"] == "Quality")
    assert quality == {
        "criterion": "Quality",
        "weight": 40,
        "points": 24,
        "winner_points": 32,
        "rationales": ["As proposed.", "As proposed."],
        "winner_rationales": ["As proposed.", "As proposed."],
    }
    why = {each["criterion"]: (each["rationales"], each["winner_rationales"]) for each in summary["criteria"]}
    assert why["Price"] == (
        ["Its price is £100000.00; full points go to the lowest, £80000.00, others in proportion."],
        ["Its price is £80000.00; full points go to the lowest, £80000.00, others in proportion."],
    )
    assert why["Users"] == (["What users had said of it by the deadline scores 6.75 of 10."],) * 2
    assert why["Fair work"] == (["It commits itself to 50 of the 100 that have full points."],) * 2
    assert summary["because"] == ["The winning bid has 82.3750 points, this one 65.3750."]
    for member in competition.members.values():
        assert member not in str(summary)


async def test_a_moderated_mark_is_told_with_what_put_it_right(line: Line, competition: Competition) -> None:
    await all_marked(competition)
    done(await moderated(competition, "ann", 6), 201)
    done(await moderated(competition, "cid", 4, "Citizens"), 201)  # without consent it counts as it was given
    done(await line.buyer.post(f"{competition.path}/evaluation/settle", headers=at(AFTERWARDS)))
    await awarded(competition)
    [summary] = done(await line.provider.get(f"{competition.path}/summaries/own"))["items"]
    why = {each["criterion"]: each["rationales"] for each in summary["criteria"]}
    assert why["Quality"] == ["As proposed.", "As proposed.", "The rota is on page 4."]
    assert why["Citizens"] == ["As proposed.", "As proposed."]


async def test_summaries_go_out_before_the_award_and_once(line: Line, competition: Competition) -> None:
    await competition.open("80000.00", "100000.00")
    await competition.judged()
    path = f"{competition.path}/summaries"
    assert done(await line.buyer.post(path, headers=at(LATER)), 201) == {"sent": 2}
    assert done(await line.buyer.post(path, headers=at(LATER)), 201) == {"sent": 0}
    await awarded(competition)
    told = [each for each in await line.service.emitted() if isinstance(each, AssessmentSummarySent | AwardMade)]
    assert [type(each) for each in told] == [AssessmentSummarySent, AssessmentSummarySent, AwardMade]


async def test_an_award_sends_what_was_not_sent_yet_in_the_same_breath(line: Line, competition: Competition) -> None:
    await competition.open("80000.00", "100000.00")
    await competition.judged()
    await awarded(competition)
    told = [each for each in await line.service.emitted() if isinstance(each, AssessmentSummarySent | AwardMade)]
    assert [type(each) for each in told] == [AssessmentSummarySent, AssessmentSummarySent, AwardMade]
    assert len(done(await line.buyer.get(f"{competition.path}/summaries"))["items"]) == 2
    assert len(done(await line.auditor.get(f"{competition.path}/summaries"))["items"]) == 2


async def test_a_summary_is_for_its_bidder_the_buyer_and_auditors(line: Line, competition: Competition) -> None:
    await competition.open("80000.00", "100000.00")
    await competition.judged()
    await awarded(competition)
    own = done(await line.provider.get(f"{competition.path}/summaries/own"))["items"]
    assert [each["standing"] for each in own] == ["won"]
    assert (await line.provider.get(f"{competition.path}/summaries")).status_code == 403
    assert (await line.public.get(f"{competition.path}/summaries/own")).status_code == 401
    stranger = line.service.client("commissioner", organisation=line.rival)
    assert (await stranger.get(f"{competition.path}/summaries")).status_code == 404


async def test_who_was_disregarded_is_told_why(line: Line, competition: Competition) -> None:
    await competition.open("70000.00", "100000.00")
    await competition.judged()
    done(await competition.about_price("", line.buyer), 201)
    done(await competition.about_price("/explanation", line.provider, explanation="Volunteers."))
    low = {"finding": "not_demonstrated", "reason": "No rota."}
    done(await competition.about_price("/finding", line.buyer, **low))
    done(await line.buyer.post(f"{competition.path}/summaries", headers=at(LATER)), 201)
    [summary] = done(await line.provider.get(f"{competition.path}/summaries/own"))["items"]
    assert (summary["standing"], summary["criteria"], summary["total"]) == ("not_assessed", [], None)
    assert "abnormally low" in summary["because"][0]


async def test_where_no_panel_judged_there_is_nothing_to_summarise(line: Line) -> None:
    notice = await line.published()
    answer = await line.buyer.post(f"{V1}/notices/{notice['id']}/summaries", headers=at(LATER))
    assert answer.status_code == 409
    page = await line.competitor.get(f"{V1}/notices/{notice['id']}/assessment")
    assert f"/tendering/v1/awards?notice_id={notice['id']}" in page.text


async def test_a_bidder_reads_on_a_page_why_it_lost_and_nobody_else_does(line: Line, competition: Competition) -> None:
    await competition.open("80000.00", "100000.00")
    await competition.judged()
    path = f"{competition.path}/assessment"
    assert "Nothing has been sent to you" in (await line.competitor.get(path)).text
    await awarded(competition)
    page = await line.competitor.get(path)
    assert "not won" in page.text
    assert "The winning bid has 82.3750 points, this one 65.3750." in page.text
    row = page.text.partition("Quality</h4>")[2].partition("</li>")[0]
    assert re.findall(r"<strong>([^<]*)</strong>", row) == ["24", "32"]
    assert re.findall(r"<blockquote[^>]*>([^<]*)</blockquote>", row) == ["As proposed."] * 4  # of either bid
    assert page.headers["cache-control"] == "no-store"
    assert "Sign in" in (await line.public.get(path)).text
    assert "82.3750" not in (await line.public.get(path)).text
