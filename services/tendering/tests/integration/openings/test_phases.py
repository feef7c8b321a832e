"""The openers meet for each phase by itself: its key opens its own entries after its deadline, and nothing else."""

from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from services.tendering.tests.builders import INSTANT, NOW, at, bid_body
from services.tendering.tests.integration.line import V1, Json, Line, done
from services.tendering.tests.integration.openings.test_dump import dump
from services.tendering.tests.integration.phases.procedure import ENTERED
from services.tendering.tests.integration.quorum import Quorum, a_quorum, sealed_entry
from services.tendering.tests.phased import FIRST, LAST, SECOND, phased_body
from services.tendering.tests.planted import PLANTED, found
from sqlalchemy import text

from events import Audience
from events.tendering import EntriesLogged, EntriesOpened
from kernel.clock import ON_THE_WAY
from kernel.digests import digest_of

pytestmark = pytest.mark.integration
MET = FIRST + timedelta(minutes=2)
SAID = {"statement": "We have done so since 2009.", "price": {"amount": "71234.56", "currency": "GBP"}}
PRICED: dict[str, Any] = {"criteria": ["Price"], "asks_price": True, "conditions": []}


class SealedPhases:
    """Two phases and final tenders, each with a key that any two of three openers open."""

    def __init__(self, line: Line, quorum: Quorum, notice: Json) -> None:
        self.line, self.quorum, self.notice = line, quorum, notice
        self.path = f"{V1}/notices/{notice['id']}"

    async def sealing(self, phase: int) -> Json:
        """The key of a phase."""
        return done(await self.line.public.get(f"{self.path}/sealing", params={"phase": phase}))

    async def enters(
        self, phase: int = 1, when: datetime = ENTERED, said: Json = SAID, sealed_for: Json | None = None
    ) -> Json:
        """The trust's entry, sealed on its own side."""
        body = sealed_entry(await self.sealing(phase), self.line.trust, said, **(sealed_for or {}))
        return done(await self.sends(self.line.provider, body, phase, when))

    async def sends(
        self, by: httpx.AsyncClient, body: Json, phase: int = 1, when: datetime = ENTERED
    ) -> httpx.Response:
        """What somebody is answered who sends this for a phase."""
        return await by.put(f"{self.path}/phases/{phase}/entry", json=body, headers=at(when))

    async def entries(self, by: httpx.AsyncClient, phase: int = 1, when: datetime = MET) -> httpx.Response:
        """What a reader is answered who asks for all entries."""
        return await by.get(f"{self.path}/phases/{phase}/entries", headers=at(when))

    async def opens(self, *numbers: int, phase: int = 1, when: datetime = MET) -> Json:
        """The opening as an auditor reads it, once these shares are here."""
        await self.quorum.opens(self.notice, *numbers, phase=phase, when=when)
        return done(await self.line.auditor.get(f"{self.path}/opening", params={"phase": phase}))

    async def decides(self, found: dict[str, Json], when: datetime = MET) -> httpx.Response:
        """What the buyer is answered who decides the first phase."""
        body = {"assessments": [{"entry_id": each, "reason": "So."} | said for each, said in found.items()]}
        return await self.line.buyer.post(f"{self.path}/phases/1/decision", json=body, headers=at(when))


async def sealed_phases(line: Line, count: int = 2) -> SealedPhases:
    """Published, with so many phases before the final tenders and keys dealt for each."""
    quorum, body = await a_quorum(line), phased_body(**PRICED)
    first = body["flexible"]["phases"][0]
    second = first | {"title": "Initial tenders", "kind": "initial_tenders", "closes_at": SECOND.isoformat()}
    phases = [first, second][:count]
    notice = await quorum.sealed_notice(line, **body | {"flexible": {"phases": [*phases, LAST]}})
    return SealedPhases(line, quorum, notice)


async def tampered(line: Line, statement: str, **values: Any) -> None:
    """Somebody with the database at hand."""
    async with line.service.sessions.begin() as session:
        await session.execute(text(statement), values)


async def test_two_of_three_openers_open_what_providers_and_the_server_sealed(line: Line) -> None:
    held = await sealed_phases(line)
    own, servers = await held.enters(), done(await held.sends(line.competitor, SAID))
    assert (own["sealed"]["sealed_by"], servers["sealed"]["sealed_by"]) == ("bidder", "server")
    assert (own["contents"], servers["contents"]) == (None, None)
    opening = await held.opens(1, 3)
    assert opening["logged"] == opening["opened"] == sorted(each["commitment"] for each in (own, servers))
    assert (opening["spoilt"], opening["missing"]) == ([], [])
    read = done(await held.entries(line.buyer))["items"]
    assert [each["contents"]["price"]["amount"] for each in read] == ["71234.56"] * 2
    assert (await held.decides({own["id"]: {}, servers["id"]: {}})).status_code == 201


@pytest.mark.parametrize("lost", [1, 2, 3])
async def test_whichever_share_of_a_phase_is_lost_the_others_open(line: Line, lost: int) -> None:
    held = await sealed_phases(line)
    await held.enters()
    assert len((await held.opens(*({1, 2, 3} - {lost})))["opened"]) == 1


async def test_one_share_opens_nothing_and_nobody_reads_or_decides(line: Line) -> None:
    held = await sealed_phases(line)
    empty = [(await held.entries(who)).json()["detail"] for who in (line.buyer, line.auditor)]
    entry = await held.enters()
    opening = await held.opens(2)
    assert ([each["number"] for each in opening["posted"]], opening["opened_at"]) == ([2], None)
    refused = [await held.entries(line.buyer), await held.entries(line.auditor), await held.decides({entry["id"]: {}})]
    assert [each.status_code for each in refused] == [409] * 3
    assert {each.json()["detail"] for each in refused} == set(empty)
    file = f"{V1}/entries/{entry['id']}/documents/{'0' * 64}"
    assert (await line.buyer.get(file, headers=at(MET))).status_code == 404


@pytest.mark.parametrize("when", [NOW, FIRST, FIRST + INSTANT, FIRST + ON_THE_WAY])
async def test_no_share_is_taken_while_an_entry_may_still_come_in(line: Line, when: datetime) -> None:
    held = await sealed_phases(line)
    assert (await held.quorum.brings(held.notice, 1, when, phase=1)).status_code == 409
    late = await held.quorum.brings(held.notice, 1, SECOND + timedelta(hours=1), phase=2)
    assert (late.status_code, "not settled" in late.text) == (409, True)


async def test_the_key_of_one_phase_is_no_key_of_another_or_of_the_bids(line: Line) -> None:
    held = await sealed_phases(line)
    keys = {(await held.sealing(phase))["public_key"] for phase in (1, 2)}
    keys.add(done(await line.public.get(f"{held.path}/sealing"))["public_key"])
    assert len(keys) == 3
    [of_second, of_bids] = [await held.quorum.parts(held.notice, phase) for phase in (2, None)]
    for other in (of_second[1], of_bids[1]):
        refused = await held.quorum.brings(held.notice, 1, MET, other, phase=1)
        assert (refused.status_code, "not share 1" in refused.text) == (422, True)
    assert (await line.public.get(f"{held.path}/sealing", params={"phase": 3})).status_code == 404


@pytest.mark.parametrize("to", [{"phase": 2}, {"notice_id": "0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b"}])
async def test_what_was_sealed_for_another_place_is_found(line: Line, to: Json) -> None:
    held = await sealed_phases(line)
    entry, sound = await held.enters(sealed_for=to), done(await held.sends(line.competitor, SAID))
    opening = await held.opens(1, 2)
    assert opening["opened"] == [sound["commitment"]]
    [spoilt] = opening["spoilt"]
    assert (spoilt["commitment"], "sealed for another" in spoilt["reason"]) == (entry["commitment"], True)


async def test_an_entry_moved_into_another_phase_is_found(line: Line) -> None:
    held = await sealed_phases(line)
    first = await held.enters()
    await held.opens(1, 2)
    done(await held.decides({first["id"]: {}}), 201)
    when = SECOND - timedelta(hours=1)
    second = await held.enters(2, when)
    await tampered(
        line,
        "update sealed_entries set ciphertext = it.ciphertext, commitment = it.commitment from sealed_entries it "
        "where it.entry_id = :first and sealed_entries.entry_id = :second",
        first=first["id"],
        second=second["id"],
    )
    opening = await held.opens(2, 3, phase=2, when=SECOND + timedelta(hours=1))
    assert opening["opened"] == []
    assert [each["commitment"] for each in opening["spoilt"]] == [first["commitment"]]


async def test_an_entry_moved_among_the_final_bids_is_found(line: Line) -> None:
    held = await sealed_phases(line, 1)
    entry = await held.enters()
    await held.opens(1, 2)
    done(await held.decides({entry["id"]: {}}), 201)
    box = sealed_entry(await held.sealing(1), line.trust, bid_body(held.notice))["sealed"]
    terms = done(await line.public.get(f"{held.path}/sealing"))["terms"]
    lots = [lot["id"] for lot in held.notice["lots"]]
    sent = {"sealed": box | {"terms": terms, "lots": lots}}
    refused = await line.provider.post(f"{held.path}/bids", json=sent, headers=at(MET))
    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "/sealed/key_id")
    bid = done(await line.provider.post(f"{held.path}/bids", json=bid_body(held.notice), headers=at(MET)), 201)
    await tampered(
        line,
        "update sealed_envelopes set ciphertext = it.ciphertext, commitment = it.commitment from sealed_entries it "
        "where it.entry_id = :entry and bid_id = :bid",
        entry=entry["id"],
        bid=bid["id"],
    )
    opening = await held.quorum.opens(held.notice, 1, 3)
    assert (opening["opened"], [each["commitment"] for each in opening["spoilt"]]) == ([], [entry["commitment"]])
    assert "sealed for another" in opening["spoilt"][0]["reason"]


async def test_what_was_altered_or_moved_to_another_provider_is_named_and_the_rest_opened(line: Line) -> None:
    held = await sealed_phases(line)
    altered, sound = await held.enters(), done(await held.sends(line.competitor, SAID))
    change = "ciphertext = set_byte(ciphertext, 100, get_byte(ciphertext, 100) # 1)"
    await tampered(line, f"update sealed_entries set {change} where entry_id = :id", id=altered["id"])
    opening = await held.opens(1, 2)
    assert opening["opened"] == [sound["commitment"]]
    [spoilt] = opening["spoilt"]
    assert spoilt["reason"] == "It was altered after it was received."
    own = done(await line.provider.get(f"{held.path}/phases/1/entry", headers=at(MET)))
    assert (own["contents"], own["spoilt_because"]) == (None, spoilt["reason"])
    verdicts = done(await held.decides({sound["id"]: {}}), 201)["verdicts"]
    assert {each["supplier_id"]: each["because"] for each in verdicts}[str(line.trust)] == [
        "What was sent could not be opened."
    ]


@pytest.mark.parametrize(
    ("said", "why"),
    [({"statement": 3}, "no entry"), ({}, "says something"), ({"statement": "So."}, "asks for a price")],
)
async def test_a_seal_around_nonsense_spoils_that_entry_alone(line: Line, said: Json, why: str) -> None:
    held = await sealed_phases(line)
    await held.enters(said=said)
    sound = done(await held.sends(line.competitor, SAID))
    opening = await held.opens(1, 2)
    assert opening["opened"] == [sound["commitment"]]
    assert why in opening["spoilt"][0]["reason"]


async def test_what_somebody_put_in_the_place_of_a_sealed_entry_counts_for_nothing(line: Line) -> None:
    held = await sealed_phases(line)
    entry = await held.enters()
    await tampered(line, "delete from sealed_entries where entry_id = :id", id=entry["id"])
    await tampered(line, "update phase_entries set kept = 'anything' where id = :id", id=entry["id"])
    assert (await held.opens(1, 2))["opened"] == []
    [read] = done(await held.entries(line.buyer))["items"]
    assert (read["contents"], read["spoilt_because"]) == (None, "It was never sealed.")
    assert (await held.decides({entry["id"]: {}})).status_code == 422


async def test_not_even_how_many_take_part_is_told_and_who_may_know_checks_the_digest(line: Line) -> None:
    held = await sealed_phases(line)
    before = await line.service.emitted()
    await held.enters()
    gone = done(await held.sends(line.competitor, SAID))
    await line.service.due(FIRST + ON_THE_WAY)
    assert await line.service.emitted() == before
    for _ in range(2):
        await line.service.due(MET)
    await tampered(line, "update phase_entries set withdrawn_at = received_at where id = :id", id=gone["id"])
    shown = await held.opens(3, 2)
    logged, opened = (await line.service.emitted())[len(before) :]
    assert isinstance(logged, EntriesLogged)
    assert isinstance(opened, EntriesOpened)
    assert (logged.digest, opened.is_whole) == (opened.digest, False)
    assert shown["missing"] == [gone["commitment"]]
    assert shown["digest"] == logged.digest == digest_of({"id": shown["log_id"], "commitments": shown["logged"]})
    told = [event.model_dump_json() for event in (logged, opened) if event.audience is Audience.PUBLIC]
    told.append((await line.public.get(f"{held.path}/opening", params={"phase": 1})).text)
    assert not any(each in "".join(told) for each in (*shown["logged"], shown["log_id"]))
    assert (await held.quorum.brings(held.notice, 1, MET, phase=1)).json()["detail"] == "The entries are open already."


async def test_entries_are_sealed_to_the_key_of_their_phase_and_only_where_there_is_one(line: Line) -> None:
    held, plain = await sealed_phases(line), await line.published(**phased_body(**PRICED))
    sound = sealed_entry(await held.sealing(1), line.trust, SAID)
    for changed in ({"key_id": (await held.sealing(2))["key_id"]}, {"ciphertext": "AAAA"}):
        refused = await held.sends(line.provider, {"sealed": sound["sealed"] | changed})
        [place] = changed
        assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, f"/sealed/{place}")
    twice = await held.sends(line.provider, sound | {"statement": "So."})
    assert (twice.status_code, twice.json()["errors"][0]["path"]) == (422, "/sealed")
    unsealed = await SealedPhases(line, held.quorum, plain).sends(line.provider, sound)
    assert (unsealed.status_code, "not sealed to a key" in unsealed.text) == (409, True)


async def test_a_sealed_entry_is_replaced_and_withdrawn_in_time(line: Line) -> None:
    held = await sealed_phases(line)
    first, second = await held.enters(), await held.enters()
    assert (first["id"], first["commitment"] == second["commitment"]) == (second["id"], False)
    done(await held.sends(line.competitor, SAID))
    done(await line.competitor.post(f"{held.path}/phases/1/entry/withdraw", headers=at(ENTERED)))
    assert (await held.opens(1, 2))["opened"] == [second["commitment"]]


async def test_phases_that_came_after_the_keys_were_dealt_want_keys_of_their_own(line: Line) -> None:
    quorum, draft = await a_quorum(line), await line.draft(**phased_body(**PRICED))
    await quorum.chosen(line, draft)
    body = phased_body(**PRICED)
    second = body["flexible"]["phases"][0] | {"title": "Initial tenders", "kind": "initial_tenders"}
    body["flexible"]["phases"].insert(1, second | {"closes_at": SECOND.isoformat()})
    path = f"{V1}/notices/{draft['id']}"
    terms = {name: draft[name] for name in ("title", "description", "category", "regime", "cpv", "closes_at")}
    lots = [{"title": lot["title"], "value": lot["value"]} for lot in draft["lots"]]
    done(await line.buyer.put(path, json=terms | {"lots": lots} | body, headers=at(NOW)))
    refused = await line.buyer.post(f"{path}/publish", headers=at(NOW))
    assert (refused.status_code, "dealt anew" in refused.text) == (409, True)
    await quorum.chosen(line, draft)
    published = done(await line.buyer.post(f"{path}/publish", headers=at(NOW)))
    assert len(published["phase_keys"]) == 2


async def test_nothing_of_an_entry_is_in_a_dump_before_its_phase_is_opened(line: Line) -> None:
    held = await sealed_phases(line)
    said = {"statement": " ".join(map(str, PLANTED[1:])), "price": {"amount": str(PLANTED[0]), "currency": "GBP"}}
    await held.enters(said=said)
    headers = at(ENTERED) | {"Idempotency-Key": "planted"}
    done(await line.competitor.put(f"{held.path}/phases/1/entry", json=said, headers=headers))
    await line.service.due(MET)
    assert found(await dump(line)) == []
