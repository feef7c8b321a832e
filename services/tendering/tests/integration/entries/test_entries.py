"""What is sent for a phase: in time, shut until its deadline, and known to nobody else."""

from hashlib import sha256
from uuid import uuid4

import pytest
from services.tendering.tests.builders import INSTANT, at
from services.tendering.tests.integration.line import V1, Line, done
from services.tendering.tests.integration.phases.procedure import DECIDED, ENTERED, in_phases
from services.tendering.tests.phased import FIRST
from sqlalchemy import text

from events import Audience

pytestmark = pytest.mark.integration


async def test_an_entry_is_in_time_to_the_instant_and_a_second_one_takes_its_place(line: Line) -> None:
    asked = await in_phases(line)
    first = done(await asked.enter(line.provider))
    again = await asked.enter(line.provider, when=FIRST, statement="We have done so since 2008.")
    assert again.status_code == 200, again.text
    assert (again.json()["id"], again.json()["version"]) == (first["id"], 2)
    late = await asked.enter(line.provider, when=FIRST + INSTANT)
    assert (late.status_code, "deadline" in late.text) == (409, True)
    attempts = f"{asked.path}/phases/1/late-entries"
    [noted] = done(await line.provider.get(attempts, headers=at(DECIDED)))["items"]
    assert done(await line.auditor.get(attempts, headers=at(DECIDED)))["items"] == [noted]
    assert (await line.auditor.get(attempts, headers=at(FIRST))).status_code == 409
    assert done(await line.competitor.get(attempts, headers=at(DECIDED)))["items"] == []
    own = done(await line.provider.get(f"{asked.path}/phases/1/entry", headers=at(DECIDED)))
    assert own["contents"]["statement"] == "We have done so since 2008."
    assert own["received_at"] == FIRST.isoformat().replace("+00:00", "Z")


async def test_what_was_read_before_is_not_replaced_blindly(line: Line) -> None:
    asked = await in_phases(line)
    done(await asked.enter(line.provider))
    stale = await line.provider.put(
        f"{asked.path}/phases/1/entry",
        json={"statement": "Other."},
        headers=at(ENTERED) | {"If-Match": '"7-0000000000000000"'},
    )
    assert stale.status_code == 412


async def test_before_the_deadline_nobody_can_tell_an_entry_from_none(line: Line) -> None:
    asked = await in_phases(line)
    entries = f"{asked.path}/phases/1/entries"
    before = [(await who.get(entries, headers=at(ENTERED))).json() for who in (line.buyer, line.auditor)]
    told = await line.service.emitted()
    done(await asked.enter(line.provider))
    after = [(await who.get(entries, headers=at(ENTERED))).json() for who in (line.buyer, line.auditor)]
    assert [each["status"] for each in before] == [409, 409]
    assert [each["detail"] for each in after] == [each["detail"] for each in before]
    assert await line.service.emitted() == told
    assert (await line.competitor.get(entries, headers=at(DECIDED))).status_code == 403
    assert (await line.competitor.get(f"{asked.path}/phases/1/entry", headers=at(DECIDED))).status_code == 404
    [read] = done(await line.buyer.get(entries, headers=at(DECIDED)))["items"]
    assert read["contents"]["statement"] == "We have done so since 2009."


async def test_what_is_kept_tells_nothing_to_who_copies_the_database(line: Line) -> None:
    asked = await in_phases(line, criteria=["Price"], asks_price=True)
    price = {"amount": "71234.56", "currency": "GBP"}
    sent = await asked.enter(line.provider, statement="Plain words.", price=price)
    done(sent)
    async with line.service.sessions() as session:
        [row] = (await session.execute(text("select * from phase_entries"))).all()
    shown = "\n".join(each.hex() + str(each) if isinstance(each, bytes) else str(each) for each in row)
    assert not any(secret in shown for secret in ("Plain words", "71234", "7123456", b"Plain".hex()))
    assert sent.json()["commitment"] == sha256(sent.request.content).hexdigest()


async def test_a_withdrawn_entry_was_never_there_for_anybody_else(line: Line) -> None:
    asked = await in_phases(line)
    done(await asked.enter(line.provider))
    withdrawn = await line.provider.post(f"{asked.path}/phases/1/entry/withdraw", headers=at(ENTERED))
    assert done(withdrawn)["withdrawn_at"] is not None
    again = await line.provider.post(f"{asked.path}/phases/1/entry/withdraw", headers=at(ENTERED))
    assert again.status_code == 409
    assert done(await line.buyer.get(f"{asked.path}/phases/1/entries", headers=at(DECIDED)))["items"] == []
    back = done(await asked.enter(line.provider))
    assert (back["withdrawn_at"], back["version"]) == (None, 3)


async def test_what_was_sent_before_a_cancellation_stays_shut_for_ever(line: Line) -> None:
    asked = await in_phases(line)
    done(await asked.enter(line.provider))
    done(await line.buyer.post(f"{asked.path}/cancel", json={"reason": "No budget."}, headers=at(FIRST)))
    refused = await line.buyer.get(f"{asked.path}/phases/1/entries", headers=at(DECIDED))
    assert (refused.status_code, "stays shut" in refused.text) == (409, True)


async def test_a_price_is_sent_where_one_is_asked_for_and_nowhere_else(line: Line) -> None:
    price = {"amount": "80000.00", "currency": "GBP"}
    without, priced = await in_phases(line), await in_phases(line, criteria=["Price"], asks_price=True)
    for refused in (await without.enter(line.provider, price=price), await priced.enter(line.provider)):
        assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "/price")
    done(await priced.enter(line.provider, price=price))


async def test_phases_that_are_not_there_and_final_tenders_take_no_entries(line: Line) -> None:
    asked = await in_phases(line)
    assert (await asked.enter(line.provider, 3)).status_code == 404
    assert (await asked.enter(line.provider, 0)).status_code == 422
    assert (await asked.enter(line.provider, 2)).status_code == 409
    open_to_all = await line.published()
    path = f"{V1}/notices/{open_to_all['id']}/phases"
    assert (await line.public.get(path)).status_code == 404
    assert (await line.buyer.get(f"{V1}/entries/{uuid4()}/documents/{'0' * 64}")).status_code == 404


async def test_the_documents_of_an_entry_are_for_its_provider_and_then_for_the_buyer(line: Line) -> None:
    asked, file = await in_phases(line), b"%PDF-1.7 our policy"
    kept = await line.provider.post(f"{V1}/documents", content=file, headers={"Content-Type": "application/pdf"})
    digest = done(kept, 201)["sha256"]
    entry = done(await asked.enter(line.provider, documents=[digest]))
    path = f"{V1}/entries/{entry['id']}/documents/{digest}"
    assert (await line.provider.get(path, headers=at(ENTERED))).content == file
    assert (await line.buyer.get(path, headers=at(ENTERED))).status_code == 404
    assert (await line.buyer.get(path, headers=at(DECIDED))).content == file
    assert (await line.competitor.get(path, headers=at(DECIDED))).status_code == 404


async def test_nothing_in_the_ledger_says_who_takes_part(line: Line) -> None:
    asked = await in_phases(line)
    entry = done(await asked.enter(line.provider))
    done(await asked.decide({entry["id"]: {"met": {"Insured": True}, "marks": {"Quality": 8}}}), 201)
    for event in await line.service.emitted():
        assert event.audience is Audience.PUBLIC
        assert str(line.trust) not in event.model_dump_json()
