"""Openers and keys over HTTP: shares reach their openers sealed, and the service keeps nothing that opens a bid."""

from base64 import b64encode

import pytest
from services.tendering.tests.builders import NOW, at
from services.tendering.tests.integration.line import V1, Line, done
from services.tendering.tests.integration.quorum import Quorum, a_quorum
from sqlalchemy import text

from tendering.sealing.rules.shares import combined

pytestmark = pytest.mark.integration


async def test_the_key_is_public_and_each_opener_finds_its_own_share(line: Line) -> None:
    quorum = await a_quorum(line)
    notice = await quorum.sealed_notice(line)
    shown = done(await line.public.get(f"{V1}/notices/{notice['id']}/sealing"))
    assert (shown["key_id"], shown["threshold"]) == (notice["sealing_key_id"], 2)
    assert [holder["capacity"] for holder in shown["holders"]] == ["official", "official", "auditor"]
    parts = await quorum.parts(notice)
    assert len(set(parts.values())) == 3
    assert sorted(parts) == [1, 2, 3]


async def test_the_service_keeps_neither_the_private_key_nor_a_share_in_clear(line: Line) -> None:
    quorum = await a_quorum(line)
    notice = await quorum.sealed_notice(line)
    parts = await quorum.parts(notice)
    secret = combined({number: parts[number] for number in (1, 2)})
    kept = await everything(line)
    for planted in (secret, *parts.values()):
        assert planted.hex() not in kept
        assert b64encode(planted).decode() not in kept


async def test_an_opener_without_a_share_finds_none(line: Line) -> None:
    notice = await (await a_quorum(line)).sealed_notice(line)
    stranger = line.service.client("opener", organisation=line.rival)
    assert (await stranger.get(f"{V1}/notices/{notice['id']}/sealing/share")).status_code == 404
    assert (await line.buyer.get(f"{V1}/notices/{notice['id']}/sealing/share")).status_code == 403


async def test_sealing_is_chosen_by_the_buyer_while_the_notice_is_a_draft(line: Line) -> None:
    quorum = await a_quorum(line)
    draft, public = await line.draft(), await line.published()
    body = {"threshold": 2, "openers": quorum.ids}
    stranger = line.service.client("commissioner", organisation=line.rival)
    assert (await stranger.post(f"{V1}/notices/{draft['id']}/sealing", json=body)).status_code == 404
    assert (await line.buyer.post(f"{V1}/notices/{public['id']}/sealing", json=body)).status_code == 409
    assert (await line.public.get(f"{V1}/notices/{public['id']}/sealing")).status_code == 404


async def test_before_publication_a_lost_key_is_replaced_by_another(line: Line) -> None:
    quorum = await a_quorum(line)
    draft = await line.draft()
    first = await quorum.chosen(line, draft)
    second = await quorum.chosen(line, draft)
    assert first["key_id"] != second["key_id"]
    shown = done(await line.buyer.get(f"{V1}/notices/{draft['id']}/sealing"))
    assert shown == second


async def test_who_registers_another_key_gets_no_more_shares_for_the_old_one(line: Line) -> None:
    quorum = await a_quorum(line)
    old = quorum.ids[0]
    new = await quorum.registered(quorum.clients[0])
    listed = [opener["id"] for opener in done(await line.buyer.get(f"{V1}/openers"))["items"]]
    assert (new in listed, old in listed) == (True, False)
    draft = await line.draft()
    answer = await line.buyer.post(
        f"{V1}/notices/{draft['id']}/sealing", json={"threshold": 2, "openers": [old, *quorum.ids[1:]]}
    )
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "/openers/0")


@pytest.mark.parametrize("key", [bytes(32), b"\1" + bytes(31)])
async def test_a_key_that_seals_to_everybody_is_refused(line: Line, key: bytes) -> None:
    opener = line.service.client("opener", organisation=line.council)
    answer = await opener.post(f"{V1}/openers", json={"public_key": b64encode(key).decode()}, headers=at(NOW))
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "/public_key")


async def test_openers_of_one_house_are_no_quorum(line: Line) -> None:
    quorum = Quorum()
    for subject in ("a", "b", "c"):
        await quorum.registered(line.service.client("opener", organisation=line.council, subject=subject))
    draft = await line.draft()
    answer = await line.buyer.post(
        f"{V1}/notices/{draft['id']}/sealing", json={"threshold": 2, "openers": quorum.ids}, headers=at(NOW)
    )
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "/openers")


async def test_whether_an_outsider_opens_is_on_record(line: Line) -> None:
    notice = await (await a_quorum(line)).sealed_notice(line)
    found = [done(await line.public.get(f"{V1}/decisions/{each}")) for each in notice["decisions"]]
    [decision] = [each for each in found if each["rule"] == "seed_social_economy.openers"]
    assert (decision["outcome"], decision["inputs"]["outsiders"]) == (True, "1")


async def everything(line: Line) -> str:
    """All that the service's database holds, as text."""
    async with line.service.sessions() as session:
        tables = await session.scalars(text("select tablename from pg_tables where schemaname = 'public'"))
        rows = [str((await session.execute(text(f'select t::text from "{name}" t'))).all()) for name in tables]
    return "\n".join(rows)
