"""A workforce pack goes out with its notice; of the people it was made from nothing is kept."""

from typing import Any

import pytest
from services.tendering.tests.builders import NOW, at
from services.tendering.tests.integration.line import V1, Line, done
from sqlalchemy import text

pytestmark = pytest.mark.integration
PLANTED = "987.65"


def posts(role: str, count: int, pay: float = 14.2) -> list[dict[str, Any]]:
    return [{"role": role, "weekly_hours": 37, "hourly_pay": pay, "years_of_service": 3} for _ in range(count)]


async def told(line: Line, notice: Any, *rows: dict[str, Any], status: int = 200) -> Any:
    path = f"{V1}/notices/{notice['id']}/workforce"
    return done(await line.buyer.put(path, json={"posts": list(rows)}, headers=at(NOW)), status)


async def test_the_pack_is_public_with_its_notice_and_stands_still_from_then_on(line: Line) -> None:
    notice = await line.draft(transfers_staff=True)
    path = f"{V1}/notices/{notice['id']}/workforce"
    pack = await told(line, notice, *posts("Support worker", 5), *posts("Team leader", 1))
    assert [(each["role"], each["people"], each["mean_hourly_pay"]) for each in pack["groups"]] == [
        ("Support worker", 5, 14.2),
        ("Team leader", 1, None),
    ]
    assert (await line.public.get(path)).status_code == 404
    published = done(await line.buyer.post(f"{V1}/notices/{notice['id']}/publish", headers=at(NOW)))
    assert done(await line.public.get(path)) == pack
    decisions = [done(await line.public.get(f"{V1}/decisions/{each}")) for each in published["decisions"]]
    assert [each["outcome"] for each in decisions if each["rule"] == "tupe.pack"] == [True]
    await told(line, notice, *posts("Support worker", 6), status=409)


async def test_without_a_pack_the_notice_of_a_transfer_carries_a_flag(line: Line) -> None:
    published = await line.published(transfers_staff=True)
    decisions = [done(await line.public.get(f"{V1}/decisions/{each}")) for each in published["decisions"]]
    assert [each["outcome"] for each in decisions if each["rule"] == "tupe.pack"] == [False]
    assert (await line.public.get(f"{V1}/notices/{published['id']}/workforce")).status_code == 404


async def test_what_one_person_earns_is_nowhere_in_the_database(line: Line) -> None:
    notice = await line.draft(transfers_staff=True)
    await told(line, notice, *posts("Director", 1, float(PLANTED)), *posts("Support worker", 5))
    done(await line.buyer.post(f"{V1}/notices/{notice['id']}/publish", headers=at(NOW)))
    async with line.service.sessions() as session:
        tables = await session.scalars(text("select tablename from pg_tables where schemaname = 'public'"))
        for table in tables.all():
            rows = await session.execute(text(f'select t::text from "{table}" t'))
            assert PLANTED not in "".join(row[0] for row in rows), table
    assert PLANTED not in "".join(each.model_dump_json() for each in await line.service.emitted())


async def test_a_later_pack_takes_the_place_of_the_one_before(line: Line) -> None:
    notice = await line.draft(transfers_staff=True)
    first = await told(line, notice, *posts("Cleaner", 5))
    second = await told(line, notice, *posts("Cleaner", 6))
    assert (first["version"], second["version"], second["groups"][0]["people"]) == (1, 2, 6)
    path = f"{V1}/notices/{notice['id']}/workforce"
    stale = await line.buyer.put(path, json={"posts": posts("Cleaner", 7)}, headers=at(NOW) | {"If-Match": '"1"'})
    assert stale.status_code == 412
