"""A spend file from its announcement to its last line; read again, it changes nothing."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from services.tendering.tests.spend_files import (
    HEADING,
    NOW,
    SPEND_FILES,
    announced,
    begun,
    counts,
    imported,
    organisation_registered,
)

from chassis.incoming import reading
from chassis.testing import ServiceUnderTest, service_under_test
from events.tendering import SpendFileRead, SpendLinesPublished
from tendering.spend_imports.commands.reading import SPEND_FILES as SPEND_KIND
from tendering.spend_imports.commands.reading import keep

pytestmark = pytest.mark.integration
APRIL = HEADING + (
    "HARBOUR HOMES LIMITED,01/04/2026,17,5.00\n"
    "REDACTED PERSONAL DATA,02/04/2026,18,-2.50\n"
    "Quay,31/02/2026,19,7.00\n"
    "Quay,03/04/2126,20,8.00\n"
    ",,,17.50\n"
)


@pytest.fixture
async def tendering() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("tendering") as service:
        yield service


async def listed(tendering: ServiceUnderTest, path: str) -> Any:
    answer = await tendering.client("platform_admin").get(f"{SPEND_FILES}/{path}")
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


async def test_every_line_is_kept_with_its_fate_and_its_cells(tendering: ServiceUnderTest) -> None:
    outcome = await imported(tendering, APRIL)
    assert (outcome["state"], counts(outcome)) == ("done", (6, 2, 1, 1, 2))
    assert (outcome["amounts"], outcome["credits"]) == (4, 1)
    assert (outcome["total"]["amount"], outcome["spend"]["amount"], outcome["partial"]) == ("17.50", "2.50", True)
    assert outcome["by_code"] == {"bad_date": 1, "date_outside_period": 1, "heading": 1, "total": 1}
    assert outcome["warnings"] == {"credit": 1, "redacted": 1}
    (bad,) = await listed(tendering, f"{outcome['id']}/lines?outcome=rejected")
    assert (bad["line"], bad["code"], bad["column"], bad["value"]) == (4, "bad_date", "Payment Date", "31/02/2026")
    lines = await listed(tendering, f"{outcome['id']}/lines")
    assert [it["cells"] for it in lines] == [it.split(",") for it in APRIL.splitlines()]


@pytest.mark.parametrize("chunk", [1, 2, 1000])
async def test_the_same_file_again_changes_nothing(tendering: ServiceUnderTest, chunk: int) -> None:
    first = await imported(tendering, APRIL, chunk=chunk)
    again = await imported(tendering, APRIL, chunk=chunk)
    assert counts(again) == counts(first)
    assert (first["unchanged"], again["unchanged"], again["repeats"]) == (0, 2, first["id"])
    assert len(await tendering.emitted()) == 1
    assert await listed(tendering, f"{again['id']}/lines") == await listed(tendering, f"{first['id']}/lines")


async def test_the_same_bytes_under_another_period_are_refused(tendering: ServiceUnderTest) -> None:
    await imported(tendering, APRIL)
    may = await imported(tendering, APRIL, "may.csv")
    assert (may["state"], may["refusal"], may["read"]) == ("failed", "already_published", 0)


async def test_who_sends_a_file_is_told_which_column_was_taken_for_what(tendering: ServiceUnderTest) -> None:
    content = "Spend\nSupplier Name,Supplier Name,Date,Net Amount\n226559,Harbour,03/04/2026,5.00\n"
    (layout,) = (await imported(tendering, content))["layouts"]
    assert (layout["sheet"], layout["line"]) == (None, 2)
    assert layout["columns"] == {"payee": "Supplier Name", "date": "Date", "amount": "Net Amount"}
    assert layout["choices"] == [
        "payee is 'Supplier Name' in column 2, of 2 columns.",
        "No day shows whether day or month comes first: they are read day-first.",
    ]
    assert (await imported(tendering, content))["layouts"] == [layout]
    (certain,) = (await imported(tendering, content.replace("03/04", "13/04"), "certain.csv"))["layouts"]
    assert len(certain["choices"]) == 1


async def test_a_line_that_stands_there_again_is_marked_and_counts(tendering: ServiceUnderTest) -> None:
    twice = "Quay,01/04/2026,17,5.00\n"
    outcome = await imported(tendering, HEADING + twice + "Quay,01/04/2026,18,5.00\n" + twice * 2)
    assert (outcome["accepted"], outcome["spend"]["amount"]) == (4, "20.00")
    assert (outcome["duplicates"], outcome["warnings"]) == (2, {"duplicate_line": 2})
    lines = await listed(tendering, f"{outcome['id']}/lines?outcome=accepted")
    assert [it["line"] for it in lines if it["warnings"]] == [4, 5]


async def test_a_file_saved_anew_with_the_same_payments_counts_nothing(tendering: ServiceUnderTest) -> None:
    first = await imported(tendering, APRIL)
    lines = APRIL.replace(",", ";").splitlines()
    anew = await imported(tendering, "\r\n".join([lines[0], *reversed(lines[1:])]), "april-again.csv")
    assert (anew["same_as"], anew["unchanged"]) == (first["id"], 2)


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty_file"), (b"<html>", "not_tabular"), (b"a,b\n1,2\n", "no_heading"), (b"%PDF-1.7", "not_tabular")],
)
async def test_a_file_that_is_refused_says_by_which_code(
    tendering: ServiceUnderTest, content: bytes, code: str
) -> None:
    outcome = await imported(tendering, content)
    assert (outcome["state"], outcome["refusal"], outcome["read"]) == ("failed", code, 0)
    assert outcome["trouble"]


async def test_a_declared_total_must_be_what_the_lines_add_up_to(tendering: ServiceUnderTest) -> None:
    wrong = await imported(tendering, APRIL, control_total={"amount": "17.51"})
    assert (wrong["state"], wrong["refusal"]) == ("failed", "control_total_mismatch")
    right = await imported(tendering, APRIL, control_total={"amount": "17.50"})
    assert (right["state"], right["refusal"], right["repeats"]) == ("done", None, None)


async def test_after_a_kill_reading_goes_on_where_it_ended(tendering: ServiceUnderTest) -> None:
    client = tendering.client("platform_admin")
    rows = [f"Payee {number % 7},01/04/2026,{number},{number}.00" for number in range(1, 101)]
    coming = await begun(client, HEADING + "\n".join(rows), "long.csv")
    kept: list[int] = []

    async def dies(*args: Any) -> None:
        if len(kept) == 2:
            raise ConnectionError
        kept.append(1)
        await keep(*args)

    with pytest.raises(ConnectionError):
        await reading.read_next(
            tendering.sessions, tendering.app.state.store, replace(SPEND_KIND, keep=dies), NOW, chunk=20
        )
    halfway = (await client.get(f"{SPEND_FILES}/{coming['id']}")).json()
    assert (halfway["state"], halfway["read"]) == ("reading", 40)
    assert await reading.read_next(tendering.sessions, tendering.app.state.store, SPEND_KIND, NOW, 30)
    whole = (await client.get(f"{SPEND_FILES}/{coming['id']}")).json()
    assert (whole["state"], whole["accepted"], whole["total"]["amount"]) == ("done", 100, "5050.00")


async def test_payees_are_matched_with_the_method_and_how_sure_it_is(tendering: ServiceUnderTest) -> None:
    event = organisation_registered(UUID(int=7), "Harbour Homes Ltd")
    await tendering.feed(event, UUID(int=7))
    outcome = await imported(tendering, APRIL + "Nobody Known,01/04/2026,9,1.00\n")
    payees = await listed(tendering, f"{outcome['id']}/payees")
    assert [(it["payee"], it["organisation_id"], it["method"], it["confidence"]) for it in payees] == [
        ("HARBOUR HOMES LIMITED", str(UUID(int=7)), "name", 0.95),
        ("Nobody Known", None, None, None),
    ]


async def test_a_buyers_file_is_its_own_and_names_nobody_else(tendering: ServiceUnderTest) -> None:
    council, other = UUID(int=5), UUID(int=6)
    for number, name in ((council, "Northbridge Council"), (other, "Southbridge Council")):
        await tendering.feed(organisation_registered(number, name, roles=["buyer"]), number)
    ours = tendering.client("commissioner", organisation=council)
    theirs = tendering.client("commissioner", organisation=other)
    content = "Body Name,Supplier,Date,Amount\nNORTHBRIDGE COUNCIL,Harbour,01/04/2026,5\n"
    done = await imported(tendering, content, client=ours)
    assert (done["state"], done["payer_id"]) == ("done", str(council))
    assert (await theirs.get(f"{SPEND_FILES}/{done['id']}")).status_code == 404
    wrong = await imported(tendering, content, client=theirs)
    assert (wrong["state"], wrong["refusal"]) == ("failed", "wrong_payer")
    event, told = await tendering.emitted()
    assert isinstance(event, SpendFileRead)
    assert (event.accepted, event.sum) == (1, "5.00")
    assert isinstance(told, SpendLinesPublished), "its own, and not the one that was refused"


async def test_who_may_not_import(tendering: ServiceUnderTest) -> None:
    said = {"filename": "x.csv", "size": 1, "sha256": "0" * 64}
    assert (await tendering.client().post(SPEND_FILES, json=said)).status_code == 401
    assert (await tendering.client("provider").post(SPEND_FILES, json=said)).status_code == 403
    period = {**said, "first": "2026-04-30", "last": "2026-04-01"}
    assert (await tendering.client("platform_admin").post(SPEND_FILES, json=period)).status_code == 422


async def test_parts_must_all_be_there(tendering: ServiceUnderTest) -> None:
    client = tendering.client("platform_admin")
    import_id = await announced(client, APRIL.encode(), "april.csv")
    assert (await client.post(f"{SPEND_FILES}/{import_id}/begin")).status_code == 409
    assert (await client.put(f"{SPEND_FILES}/{import_id}/parts/0", content=b"short")).status_code == 409
