"""Panels mark, the buyer asks about a low price, and the table comes of it; over HTTP, on a real database."""

import pytest
from services.tendering.tests.builders import AFTERWARDS, NOW, at
from services.tendering.tests.integration.evaluation.competition import LATER, Competition
from services.tendering.tests.integration.line import Line, done

from events.ratings import OrganisationRated

pytestmark = pytest.mark.integration


async def test_marks_prices_promises_and_ratings_make_the_table(line: Line, competition: Competition) -> None:
    stars = OrganisationRated(occurred_at=NOW, organisation_id=line.trust, stars=[0, 0, 0, 0, 20])
    await line.service.feed(stars, line.trust)
    await competition.open("80000.00", "100000.00")
    await competition.judged()
    lot = await competition.result()
    first, second = lot["table"]
    assert (lot["status"], first["bid_id"], second["bid_id"]) == ("scored", *competition.bids)
    # (3.70 x 20 + 100) / 40 = 4.35 stars; (4.35 - 1) / 4 x 10 = 8.375; of 5 points: 4.1875
    assert first["points"] == {"Price": 30, "Quality": 32, "Citizens": 12, "Users": 4.1875, "Fair work": 5}
    # nobody rated the other: the prior mean, 3.70 stars, is 6.75 of 10
    assert second["points"] == {"Price": 24, "Quality": 24, "Citizens": 9, "Users": 3.375, "Fair work": 5}
    assert (first["total"], first["social_value_points"]) == (83.1875, 5)
    assert lot["panels"]["citizen"] | {"quorum": 0} == {
        "members": 2, "quorum": 0, "quorate": True, "members_under_25": 1, "composition_ok": True
    }  # fmt: skip


async def test_nobody_of_the_buyer_sees_a_price_before_the_quality_is_settled(competition: Competition) -> None:
    await competition.open("80000.00", "100000.00")
    for path in ("evaluation", "bids", f"../../bids/{competition.bids[0]}"):
        hidden = await competition.line.buyer.get(f"{competition.path}/{path}", headers=at(AFTERWARDS))
        assert (hidden.status_code, "80000" in hidden.text) == (409, False)
    proposals = await competition.judges["ann"].get(f"{competition.path}/evaluation/proposals", headers=at(AFTERWARDS))
    assert [each["bid_id"] for each in done(proposals)["proposals"]] == competition.bids
    assert "80000" not in proposals.text


async def test_a_mark_is_given_once_by_its_own_member_and_stands(competition: Competition) -> None:
    await competition.open("80000.00", "100000.00")
    done(await competition.marked("ann", 8, 6), 201)
    assert (await competition.marked("ann", 9, 9)).status_code == 409
    assert (await competition.marked("cid", 9, 9)).status_code == 422  # a citizen marks no technical criterion
    stranger = competition.line.service.client("evaluator", organisation=competition.line.council, subject="eve")
    competition.judges["eve"] = stranger
    assert (await competition.marked("eve", 9, 9)).status_code == 403


async def test_no_mark_is_given_once_the_quality_is_settled(competition: Competition) -> None:
    """Nor, then, after an award, which comes later still."""
    await competition.open("80000.00", "100000.00")
    done(await competition.marked("ann", 8, 6), 201)
    done(await competition.line.buyer.post(f"{competition.path}/evaluation/settle", headers=at(AFTERWARDS)))
    late = await competition.marked("bob", 8, 6)
    assert (late.status_code, "The quality is settled" in late.text) == (409, True)


async def test_who_is_taken_off_a_lot_no_longer_counts_and_may_leave_it_inquorate(competition: Competition) -> None:
    await competition.open("80000.00", "100000.00")
    await competition.judged()
    lot = competition.notice["lots"][0]["id"]
    why = {"lot_id": lot, "reason": "A sibling is employed by a bidder."}
    path = f"{competition.path}/panels/members/{competition.members['dan']}/recusals"
    done(await competition.line.buyer.post(path, json=why, headers=at(LATER)))
    result = await competition.result()
    assert (result["status"], result["table"]) == ("inquorate", [])


async def test_nobody_is_disregarded_without_being_asked_and_given_time(competition: Competition) -> None:
    await competition.open("70000.00", "100000.00")
    await competition.judged()
    line, low = competition.line, {"finding": "not_demonstrated", "reason": "No rota."}
    assert (await competition.result())["status"] == "awaiting_response"
    assert (await competition.about_price("/finding", line.buyer, **low)).status_code == 404
    asked = done(await competition.about_price("", line.buyer), 201)
    assert asked["due_on"] == "2026-10-14"  # ten working days after 30 September
    early = await competition.about_price("/finding", line.buyer, **low)
    assert (early.status_code, "until the end of 2026-10-14" in early.text) == (409, True)
    assert (await competition.about_price("/explanation", line.competitor, explanation="Not mine.")).status_code == 404
    done(await competition.about_price("/explanation", line.provider, explanation="Volunteers."))
    done(await competition.about_price("/finding", line.buyer, **low))
    result = await competition.result()
    assert [each["outcome"] for each in result["bids"]] == ["disregarded", "not_flagged"]
    assert ([each["bid_id"] for each in result["table"]], len(result["if_kept"])) == ([competition.bids[1]], 2)


async def test_a_price_that_nobody_flagged_is_not_asked_about(competition: Competition) -> None:
    await competition.open("80000.00", "100000.00")
    await competition.judged()
    assert (await competition.about_price("", competition.line.buyer)).status_code == 409


async def test_the_method_stands_still_once_it_is_published(competition: Competition) -> None:
    await competition.open("80000.00")
    method = done(await competition.line.public.get(f"{competition.path}/method", headers=at(NOW)))
    assert method["weight_checks"]["price_within_maximum"] is True
    body = {name: value for name, value in method.items() if name not in {"notice_id", "weight_checks", "version"}}
    refused = await competition.line.buyer.put(f"{competition.path}/method", json=body, headers=at(NOW))
    assert refused.status_code == 409
