"""A name in a spend file is taken down: nobody reads it any more, and every total stays."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import obstore
import pytest
from services.tendering.tests.spend_files import HEADING, NOW, SPEND_FILES, begun, imported, organisation_registered
from sqlalchemy import text

from chassis.incoming.reading import read_next
from chassis.testing import ServiceUnderTest, service_under_test
from events.tendering import NameTakenDown, SpendLinesPublished
from tendering.takedowns.commands.withholding import key_under, withholding

pytestmark = pytest.mark.integration
COUNCIL, OTHER = UUID(int=5), UUID(int=6)
APRIL = HEADING.replace("\n", ",Purpose\n") + (
    "Ann O'Lee,01/04/2026,17,5.00,Rent\n"
    "Harbour Homes,02/04/2026,18,7.00,Refund to Ann O'Lee\n"
    "ANN O'LEE,02/04/2026,19,-1.00,Rent\n"
    "Leeds Ltd,31/02/2026,20,3.00,\n"
)


@pytest.fixture
async def tendering() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("tendering") as service:
        for number, name in ((COUNCIL, "Northbridge Council"), (OTHER, "Southbridge Council")):
            await service.feed(organisation_registered(number, name, roles=["buyer"]), number)
        yield service


def council(tendering: ServiceUnderTest) -> Any:
    return tendering.client("commissioner", organisation=COUNCIL)


async def taken_down(client: Any, import_id: str, **said: Any) -> Any:
    return await client.post(f"{SPEND_FILES}/{import_id}/takedowns", json={"cause": "personal_data", **said})


async def everything(tendering: ServiceUnderTest) -> str:
    """All that the service's database holds, but the bytes of what was committed before."""
    async with tendering.sessions() as session:
        tables = list(await session.scalars(text("select tablename from pg_tables where schemaname = 'public'")))
        rows = [row for name in tables for row in await session.execute(text(f'select t::text from "{name}" t'))]
    return "\n".join(str(row[0]) for row in rows)


async def test_a_name_is_nowhere_to_be_read_and_no_total_changes(tendering: ServiceUnderTest) -> None:
    client = council(tendering)
    before = await imported(tendering, APRIL, client=client)
    answer = await taken_down(client, before["id"], record=2)
    assert answer.status_code == 201, answer.text
    assert (answer.json()["lines"], answer.json()["cause"]) == (3, "personal_data")
    after = (await client.get(f"{SPEND_FILES}/{before['id']}")).json()
    assert after["warnings"].pop("taken_down") == 3
    assert after == before
    lines = (await client.get(f"{SPEND_FILES}/{before['id']}/lines")).json()["items"]
    assert lines[2]["cells"] == ["Harbour Homes", "02/04/2026", "18", "7.00", "Refund to [taken down]"]
    assert (lines[1]["payee"], lines[1]["amount"]["amount"], lines[2]["payee"]) == (None, "5.00", "Harbour Homes")
    payees = (await client.get(f"{SPEND_FILES}/{before['id']}/payees")).json()["items"]
    assert [it["payee"] for it in payees] == ["Harbour Homes"]
    assert "o'lee" not in (await everything(tendering)).lower()


async def test_it_is_told_why_by_whom_and_when_but_never_who(tendering: ServiceUnderTest) -> None:
    client = council(tendering)
    read = await imported(tendering, APRIL, client=client)
    made = (await taken_down(client, read["id"], record=2, columns=[5], cause="safety")).json()
    assert (await client.get(f"{SPEND_FILES}/{read['id']}/takedowns")).json()["items"] == [made]
    assert made["by"]
    assert made["taken_down_at"]
    told = [it for it in await tendering.emitted() if isinstance(it, NameTakenDown)]
    assert [(it.cause, it.lines, it.payer and it.payer.id) for it in told] == [("safety", 1, COUNCIL)]


async def published(tendering: ServiceUnderTest) -> tuple[list[SpendLinesPublished], list[Any]]:
    """What was told of published lines, and the lines that lie where the last of it says."""
    told = [it for it in await tendering.emitted() if isinstance(it, SpendLinesPublished)]
    found = await (await obstore.get_async(tendering.app.state.store, told[-1].path)).bytes_async()
    return told, [json.loads(line) for line in bytes(found).splitlines()]


async def test_the_published_lines_lose_the_name_in_their_place_and_keep_every_amount(
    tendering: ServiceUnderTest,
) -> None:
    client = council(tendering)
    read = await imported(tendering, APRIL, client=client)
    told, lines = await published(tendering)
    assert [(it.payer.id, it.months, it.lines) for it in told] == [(COUNCIL, [date(2026, 4, 1)], 3)]
    assert [(it["payee"], it["paid_on"], it["amount"], it["reference"], it["purpose"]) for it in lines] == [
        ("Ann O'Lee", "2026-04-01", "5.00", "17", "Rent"),
        ("Harbour Homes", "2026-04-02", "7.00", "18", "Refund to Ann O'Lee"),
        ("ANN O'LEE", "2026-04-02", "-1.00", "19", "Rent"),
    ]
    await taken_down(client, read["id"], record=2)
    again, kept = await published(tendering)
    assert [it.path for it in again] == [told[0].path] * 2
    assert [(it["payee"], it["amount"], it["purpose"]) for it in kept] == [
        ("[taken down]", "5.00", "Rent"),
        ("Harbour Homes", "7.00", "Refund to [taken down]"),
        ("[taken down]", "-1.00", "Rent"),
    ]


async def test_what_others_publish_and_what_repeats_a_file_is_not_published_again(tendering: ServiceUnderTest) -> None:
    await imported(tendering, APRIL)
    assert not [it for it in await tendering.emitted() if isinstance(it, SpendLinesPublished)]
    client = council(tendering)
    await imported(tendering, APRIL, client=client)
    await imported(tendering, APRIL, client=client)
    await imported(tendering, APRIL.replace("\n", "\r\n"), "anew.csv", client=client)
    told, _ = await published(tendering)
    assert len(told) == 1


async def test_what_stands_in_a_column_comes_down_with_its_payment_alone(tendering: ServiceUnderTest) -> None:
    client = council(tendering)
    read = await imported(tendering, APRIL, client=client)
    assert (await taken_down(client, read["id"], record=2, columns=[5])).json()["lines"] == 1
    lines = (await client.get(f"{SPEND_FILES}/{read['id']}/lines")).json()["items"]
    assert [it["cells"][-1] for it in lines[1:4]] == ["[taken down]", "Refund to Ann O'Lee", "Rent"]
    assert lines[1]["payee"] == "Ann O'Lee"


async def test_a_file_with_the_same_payments_loses_the_name_too_and_is_still_known(tendering: ServiceUnderTest) -> None:
    client = council(tendering)
    first = await imported(tendering, APRIL, client=client)
    anew = await imported(tendering, APRIL.replace("\n", "\r\n"), "anew.csv", client=client)
    assert anew["same_as"] == first["id"]
    assert (await taken_down(client, first["id"], record=2)).json()["lines"] == 6
    assert "o'lee" not in (await everything(tendering)).lower()
    assert (await imported(tendering, APRIL, client=client))["repeats"] == first["id"]


async def test_a_file_that_is_being_read_meanwhile_loses_the_name_from_its_first_line_on(
    tendering: ServiceUnderTest,
) -> None:
    client = council(tendering)
    first = await imported(tendering, APRIL, client=client)
    coming = await begun(client, APRIL.replace("\n", "\r\n"), "anew.csv")
    kind = withholding(key_under(tendering.app.state.settings.secret.get_secret_value()), tendering.app.state.store)
    kept: list[int] = []

    async def dies(*args: Any) -> None:
        if kept:
            raise ConnectionError
        kept.append(1)
        await kind.keep(*args)

    with pytest.raises(ConnectionError):
        await read_next(tendering.sessions, tendering.app.state.store, replace(kind, keep=dies), NOW, 2)
    halfway = (await client.get(f"{SPEND_FILES}/{coming['id']}/lines")).json()["items"]
    assert [it["payee"] for it in halfway] == [None, "Ann O'Lee"]
    assert (await taken_down(client, first["id"], record=2)).json()["lines"] == 3
    assert await read_next(tendering.sessions, tendering.app.state.store, kind, NOW, 2)
    anew = (await client.get(f"{SPEND_FILES}/{coming['id']}")).json()
    assert (anew["same_as"], anew["warnings"]["taken_down"]) == (first["id"], 3)
    assert "o'lee" not in (await everything(tendering)).lower()


async def test_a_later_file_names_nobody_who_came_down_before(tendering: ServiceUnderTest) -> None:
    client = council(tendering)
    first = await imported(tendering, APRIL, client=client)
    assert (await taken_down(client, first["id"], record=2)).status_code == 201
    may = (
        HEADING + "\n".join(f"Payee {it},04/05/2026,{it},1.00" for it in range(4)) + "\nann o'lee,04/05/2026,30,2.50\n"
    )
    later = await imported(tendering, may, "may.csv", client=client, chunk=2)
    assert (later["accepted"], later["spend"]["amount"], later["warnings"]["taken_down"]) == (5, "6.50", 1)
    lines = (await client.get(f"{SPEND_FILES}/{later['id']}/lines")).json()["items"]
    assert lines[-1]["cells"] == ["[taken down]", "04/05/2026", "30", "2.50"]
    payees = (await client.get(f"{SPEND_FILES}/{later['id']}/payees")).json()["items"]
    assert len(payees) == 4
    assert "o'lee" not in (await everything(tendering)).lower()


async def test_the_same_payments_are_known_again_when_the_name_is_gone_from_the_first(
    tendering: ServiceUnderTest,
) -> None:
    client = council(tendering)
    first = await imported(tendering, APRIL, client=client)
    await taken_down(client, first["id"], record=2)
    anew = await imported(tendering, APRIL.replace("\n", "\r\n"), "anew.csv", client=client)
    assert (anew["same_as"], anew["warnings"]["taken_down"]) == (first["id"], 3)


async def test_whom_another_council_pays_or_what_came_down_by_columns_is_not_withheld(
    tendering: ServiceUnderTest,
) -> None:
    client = council(tendering)
    first = await imported(tendering, APRIL, client=client)
    await taken_down(client, first["id"], record=2, columns=[1])
    payees = (await client.get(f"{SPEND_FILES}/{first['id']}/payees")).json()["items"]
    assert {it["payee"] for it in payees} == {"ANN O'LEE", "Harbour Homes"}
    may = HEADING + "Ann O'Lee,04/05/2026,30,2.50\n"
    assert "taken_down" not in (await imported(tendering, may, "may.csv", client=client))["warnings"]
    assert (await taken_down(client, first["id"], record=4)).status_code == 201
    other = tendering.client("commissioner", organisation=OTHER)
    assert "taken_down" not in (await imported(tendering, may, "may.csv", client=other))["warnings"]


async def test_who_may_not_and_what_cannot_be_taken_down(tendering: ServiceUnderTest) -> None:
    client = council(tendering)
    read = await imported(tendering, APRIL, client=client)
    assert (await taken_down(tendering.client("auditor"), read["id"], record=2)).status_code == 403
    stranger = tendering.client("commissioner", organisation=OTHER)
    assert (await taken_down(stranger, read["id"], record=2)).status_code == 404
    assert (await taken_down(client, read["id"], record=99)).status_code == 404
    assert (await taken_down(client, read["id"], record=2, columns=[4])).status_code == 422
    assert (await taken_down(client, read["id"], record=2)).status_code == 201
    assert (await taken_down(client, read["id"], record=2)).status_code == 409
