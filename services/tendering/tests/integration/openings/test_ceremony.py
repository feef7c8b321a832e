"""The openers meet: never before the deadline, never too few, and whatever was tampered with is named."""

from datetime import datetime, timedelta

import pytest
from services.tendering.tests.builders import AFTERWARDS, DEADLINE, INSTANT, NOW, at, bid_body, envelope_read
from services.tendering.tests.integration.line import V1, Json, Line, done
from services.tendering.tests.integration.quorum import CEREMONY, Quorum, a_quorum, sealed_body
from sqlalchemy import text

from events.tendering import BidReceived, BidsOpened, CommitmentsLogged
from kernel.clock import ON_THE_WAY

pytestmark = pytest.mark.integration


async def begun(line: Line) -> tuple[Quorum, Json, Json]:
    """Openers, a public notice whose bids are sealed to them, and its key."""
    quorum = await a_quorum(line)
    notice = await quorum.sealed_notice(line)
    return quorum, notice, done(await line.public.get(f"{V1}/notices/{notice['id']}/sealing"))


async def sealed_bid(line: Line, notice: Json, sealing: Json, price: str = "85000.00") -> Json:
    """The receipt of the trust's bid, sealed on its own side."""
    body = sealed_body(sealing, notice, line.trust, price)
    return done(await line.provider.post(f"{V1}/notices/{notice['id']}/bids", json=body, headers=at(NOW)), 201)


async def test_two_of_three_openers_open_what_bidders_and_the_server_sealed(line: Line) -> None:
    quorum, notice, sealing = await begun(line)
    own = await sealed_bid(line, notice, sealing)
    servers = await line.bid(notice, by=line.competitor, price="79000.00")
    assert (own["sealed"]["sealed_by"], servers["sealed"]["sealed_by"]) == ("bidder", "server")
    opening = await quorum.opens(notice, 1, 3)
    commitments = sorted(each["sealed"]["commitment"] for each in (own, servers))
    assert opening["logged"] == opening["opened"] == commitments
    assert (opening["spoilt"], opening["missing"]) == ([], [])
    read = done(await line.buyer.get(f"{V1}/notices/{notice['id']}/bids", headers=at(AFTERWARDS)))["items"]
    assert [bid["envelope"] for bid in read] == [
        envelope_read(bid_body(notice)),
        envelope_read(bid_body(notice, "79000.00")),
    ]


@pytest.mark.parametrize("lost", [1, 2, 3])
async def test_whichever_share_is_lost_the_others_open(line: Line, lost: int) -> None:
    quorum, notice, sealing = await begun(line)
    await sealed_bid(line, notice, sealing)
    opening = await quorum.opens(notice, *({1, 2, 3} - {lost}))
    assert len(opening["opened"]) == 1


async def test_one_share_opens_nothing_and_is_kept_under_seal(line: Line) -> None:
    quorum, notice, sealing = await begun(line)
    receipt = await sealed_bid(line, notice, sealing)
    opening = await quorum.opens(notice, 2)
    assert [share["number"] for share in opening["posted"]] == [2]
    assert (opening["opened_at"], opening["opened"]) == (None, [])
    answer = await line.buyer.get(f"{V1}/notices/{notice['id']}/bids", headers=at(AFTERWARDS))
    assert (answer.status_code, answer.json()["detail"]) == (409, "The bids are sealed; their openers have not met.")
    body = {"bid_id": receipt["id"], "lot_ids": [lot["id"] for lot in notice["lots"]], "reason": "The best bid."}
    assert (
        await line.buyer.post(f"{V1}/notices/{notice['id']}/awards", json=body, headers=at(AFTERWARDS))
    ).status_code == 409
    async with line.service.sessions() as session:
        held = await session.scalar(text("select held from key_shares where number = 2"))
    assert (await quorum.parts(notice))[2] not in held
    assert (await quorum.brings(notice, 2)).status_code == 409


@pytest.mark.parametrize("when", [NOW, DEADLINE, DEADLINE + INSTANT, DEADLINE + ON_THE_WAY])
async def test_no_share_is_taken_while_a_bid_may_still_come_in(line: Line, when: datetime) -> None:
    quorum, notice, _ = await begun(line)
    answer = await quorum.brings(notice, 1, when)
    assert (answer.status_code, "No share is taken before" in answer.json()["detail"]) == (409, True)
    assert done(await line.public.get(f"{V1}/notices/{notice['id']}/opening"))["posted"] == []


async def test_a_wrong_share_is_named_and_the_right_one_still_taken(line: Line) -> None:
    quorum, notice, sealing = await begun(line)
    await sealed_bid(line, notice, sealing)
    parts = await quorum.parts(notice)
    for wrong in (bytes(32), parts[1]):
        answer = await quorum.brings(notice, 2, part=wrong)
        assert (answer.status_code, "not share 2" in answer.json()["detail"]) == (422, True)
    assert len((await quorum.opens(notice, 2, 3))["opened"]) == 1


async def test_who_holds_no_share_opens_nothing(line: Line) -> None:
    quorum, notice, _ = await begun(line)
    stranger = line.service.client("opener", organisation=line.rival)
    path = f"{V1}/notices/{notice['id']}/opening/shares"
    share = {"share": (await quorum.parts(notice))[1].hex()}
    assert (await stranger.post(path, json=share, headers=at(CEREMONY))).status_code == 404
    assert (await line.buyer.post(path, json=share, headers=at(CEREMONY))).status_code == 403


async def test_what_was_altered_in_the_database_is_found_and_the_others_are_opened(line: Line) -> None:
    quorum, notice, sealing = await begun(line)
    altered, sound = await sealed_bid(line, notice, sealing), await line.bid(notice, by=line.competitor)
    await tampered(line, "ciphertext = set_byte(ciphertext, 100, get_byte(ciphertext, 100) # 1)", altered["id"])
    opening = await quorum.opens(notice, 1, 2)
    assert opening["opened"] == [sound["sealed"]["commitment"]]
    assert opening["spoilt"] == [
        {"commitment": altered["sealed"]["commitment"], "reason": "It was altered after it was received."}
    ]
    listed = done(await line.buyer.get(f"{V1}/notices/{notice['id']}/bids", headers=at(AFTERWARDS)))["items"]
    assert [(bid["envelope"] is None, bid["spoilt_because"] is None) for bid in listed] == [
        (True, False),
        (False, True),
    ]


async def test_an_envelope_put_in_anothers_place_is_found(line: Line) -> None:
    quorum, notice, sealing = await begun(line)
    mine = await sealed_bid(line, notice, sealing)
    body = sealed_body(sealing, notice, line.trust)  # the rival sends what the trust sealed
    theirs = done(await line.competitor.post(f"{V1}/notices/{notice['id']}/bids", json=body, headers=at(NOW)), 201)
    opening = await quorum.opens(notice, 1, 2)
    assert opening["opened"] == [mine["sealed"]["commitment"]]
    assert [each["commitment"] for each in opening["spoilt"]] == [theirs["sealed"]["commitment"]]
    assert "for another sender" in opening["spoilt"][0]["reason"]


async def test_a_bid_that_was_replaced_or_taken_away_after_the_log_is_found(line: Line) -> None:
    quorum, notice, sealing = await begun(line)
    gone, swapped = await sealed_bid(line, notice, sealing), await line.bid(notice, by=line.competitor)
    await line.service.due(CEREMONY)
    await tampered(line, "commitment = repeat('0', 64)", swapped["id"])
    async with line.service.sessions.begin() as session:
        await session.execute(text("update bids set withdrawn_at = received_at where id = :id"), {"id": gone["id"]})
    opening = await quorum.opens(notice, 1, 2)
    assert opening["missing"] == sorted(each["sealed"]["commitment"] for each in (gone, swapped))
    assert [each["reason"] for each in opening["spoilt"]] == ["It is not in the log of the deadline."]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ({"proposal": 3}, "What was sealed is no bid."),
        ({"offers": []}, "at least"),
        ({"offers": [{"lot_id": "0198c4f2-7a51-7d10-8b2c-5e6f7a8b9c0d", "price": {"amount": "1.00"}}]}, "lot of this"),
    ],
)
async def test_a_seal_around_nonsense_spoils_that_bid_alone(line: Line, body: Json, why: str) -> None:
    quorum, notice, sealing = await begun(line)
    sent = sealed_body(sealing, notice, line.trust, body=body)
    done(await line.provider.post(f"{V1}/notices/{notice['id']}/bids", json=sent, headers=at(NOW)), 201)
    sound = await line.bid(notice, by=line.competitor)
    opening = await quorum.opens(notice, 1, 2)
    assert opening["opened"] == [sound["sealed"]["commitment"]]
    assert why in opening["spoilt"][0]["reason"]


async def test_an_envelope_for_other_lots_than_it_said_is_spoilt(line: Line) -> None:
    quorum, notice, sealing = await begun(line)
    sent = sealed_body(sealing, notice, line.trust, lots=[notice["lots"][0]["id"]])
    done(await line.provider.post(f"{V1}/notices/{notice['id']}/bids", json=sent, headers=at(NOW)), 201)
    opening = await quorum.opens(notice, 1, 2)
    assert opening["spoilt"][0]["reason"] == "It is for other lots than it said."


async def test_the_log_of_the_deadline_equals_the_opened_set_and_says_nothing_before(line: Line) -> None:
    quorum, notice, sealing = await begun(line)
    before = await line.service.emitted()
    await sealed_bid(line, notice, sealing)
    await line.bid(notice, by=line.competitor)
    await line.service.due(DEADLINE + ON_THE_WAY)
    assert await line.service.emitted() == before
    await line.service.due(CEREMONY)
    await line.service.due(CEREMONY + timedelta(seconds=1))
    await quorum.opens(notice, 3, 2)
    logged, *received, opened = (await line.service.emitted())[len(before) :]
    assert isinstance(logged, CommitmentsLogged)
    assert isinstance(opened, BidsOpened)
    assert logged.commitments == opened.opened
    assert len(opened.opened) == 2
    assert {event.bidder.id for event in received if isinstance(event, BidReceived)} == {line.trust, line.rival}
    assert (await quorum.brings(notice, 1)).json()["detail"] == "The bids are open already."


async def test_bids_are_sealed_to_this_notices_key_and_terms(line: Line) -> None:
    _, notice, sealing = await begun(line)
    path = f"{V1}/notices/{notice['id']}/bids"
    for changed in ({"key_id": notice["id"]}, {"terms": "0" * 64}, {"ciphertext": "AAAA"}, {"lots": [notice["id"]]}):
        body = sealed_body(sealing, notice, line.trust, **changed)
        answer = await line.provider.post(path, json=body, headers=at(NOW))
        [place] = changed
        assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, f"/sealed/{place}")
    body = sealed_body(sealing, notice, line.trust) | bid_body(notice)
    answer = await line.provider.post(path, json=body, headers=at(NOW))
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "/sealed")


async def test_a_notice_without_a_key_takes_no_sealed_bid(line: Line) -> None:
    _, sealed, sealing = await begun(line)
    plain = await line.published()
    body = sealed_body(sealing, sealed, line.trust)
    answer = await line.provider.post(f"{V1}/notices/{plain['id']}/bids", json=body, headers=at(NOW))
    assert (answer.status_code, "not sealed to a key" in answer.json()["detail"]) == (409, True)


async def test_a_sealed_bid_is_replaced_and_withdrawn_in_time(line: Line) -> None:
    quorum, notice, sealing = await begun(line)
    first = await sealed_bid(line, notice, sealing)
    again = sealed_body(sealing, notice, line.trust, "84000.00")
    second = done(await line.provider.put(f"{V1}/bids/{first['id']}", json=again, headers=at(NOW)))
    assert second["sealed"]["commitment"] != first["sealed"]["commitment"]
    gone = await line.bid(notice, by=line.competitor)
    done(await line.competitor.post(f"{V1}/bids/{gone['id']}/withdraw", headers=at(NOW)))
    assert (await quorum.opens(notice, 1, 2))["opened"] == [second["sealed"]["commitment"]]


async def test_its_own_bidder_reads_of_a_sealed_bid_only_that_it_is_there(line: Line) -> None:
    _, notice, _ = await begun(line)
    receipt = await line.bid(notice)
    read = done(await line.provider.get(f"{V1}/bids/{receipt['id']}", headers=at(NOW)))
    assert (read["envelope"], read["sealed"]) == (None, receipt["sealed"])


async def tampered(line: Line, change: str, bid_id: str) -> None:
    """Somebody with the database at hand changes a sealed envelope."""
    async with line.service.sessions.begin() as session:
        await session.execute(text(f"update sealed_envelopes set {change} where bid_id = :id"), {"id": bid_id})
