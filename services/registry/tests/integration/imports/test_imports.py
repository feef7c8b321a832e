"""A register's file from its announcement to its last row, and everything that can be wrong with one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from services.registry.tests.charity_files import charities, commas, reregistrations
from services.registry.tests.register_files import (
    IMPORTS,
    NOW,
    announced,
    begun,
    counts,
    gzipped,
    imported,
    sent,
    zipped,
)

from chassis.testing import ServiceUnderTest, service_under_test
from registry.imports.commands.reading import read_next

CLUBS = commas(["id", "name", "address", "postcode"], ["GB-CASC-614261b0", "7Oaks Triathlon Club", "", "TN13 1QE"])
pytestmark = pytest.mark.integration


@pytest.fixture
async def registry() -> AsyncIterator[ServiceUnderTest]:
    async with service_under_test("registry") as service:
        yield service


async def rejected(registry: ServiceUnderTest, outcome: Any) -> list[tuple[int, str]]:
    answer = await registry.client("registrar").get(f"{IMPORTS}/{outcome['id']}/rejected")
    return [(it["line"], it["code"]) for it in answer.json()["items"]]


@pytest.mark.parametrize("pack", [bytes, gzipped, lambda content: zipped(content, "clubs.csv")])
async def test_a_file_is_read_as_it_is_and_out_of_a_gzip_or_a_zip(registry: ServiceUnderTest, pack: Any) -> None:
    outcome = await imported(registry, pack(CLUBS), "clubs.csv")
    assert (outcome["layout"], outcome["state"], counts(outcome)) == ("casc", "done", (1, 1, 0, 0))


async def test_who_may_not_import(registry: ServiceUnderTest) -> None:
    said = {"filename": "x.csv", "size": 1, "sha256": "0" * 64}
    assert (await registry.client().post(IMPORTS, json=said)).status_code == 401
    assert (await registry.client("provider").post(IMPORTS, json=said)).status_code == 403


async def test_an_unknown_layout_is_refused_with_all_that_are_known(registry: ServiceUnderTest) -> None:
    import_id = await sent(registry, b"colour,size\r\nred,4\r\n", "publicextract.charity.txt")
    answer = await registry.client("registrar").post(f"{IMPORTS}/{import_id}/begin")
    assert answer.status_code == 422
    assert "Charity Commission extract: charity" in answer.text
    assert "Crosswalk: charities registered again" in answer.text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\x1f\x8bnonsense", "broken"),
        (b"PK\x03\x04nonsense", "zip cannot be opened"),
        (zipped(CLUBS, "one.csv", "two.csv"), "this one holds 2"),
        ("id,name,address,postcode\r\n".encode("utf-16"), "UTF-16"),
        (b"[{]", "no JSON"),
        (b"\n\n\n", "none of the layouts"),
        (b"x" * 2_000_000, "longer than"),
        (gzipped(b" " * 200_000_000), "longer than"),
    ],
)
async def test_what_is_no_register_file_is_refused_before_anything_is_read(
    registry: ServiceUnderTest, content: bytes, says: str
) -> None:
    import_id = await sent(registry, content, "register.csv")
    answer = await registry.client("registrar").post(f"{IMPORTS}/{import_id}/begin")
    assert (answer.status_code, says in answer.text) == (422, True), answer.text


async def test_parts_must_all_be_there_and_of_their_size(registry: ServiceUnderTest) -> None:
    import_id = await announced(registry, CLUBS, "clubs.csv")
    registrar = registry.client("registrar")
    assert (await registrar.post(f"{IMPORTS}/{import_id}/begin")).status_code == 409
    assert (await registrar.put(f"{IMPORTS}/{import_id}/parts/0", content=CLUBS[:-1])).status_code == 409
    assert (await registrar.put(f"{IMPORTS}/{import_id}/parts/1", content=CLUBS)).status_code == 409
    assert (await registrar.put(f"{IMPORTS}/{import_id}/parts/x", content=CLUBS)).status_code == 422


async def test_a_file_that_is_not_the_one_announced_is_not_read(registry: ServiceUnderTest) -> None:
    import_id = await sent(registry, CLUBS, "clubs.csv", sha256="0" * 64)
    registrar = registry.client("registrar")
    await registrar.post(f"{IMPORTS}/{import_id}/begin")
    await read_next(registry.sessions, registry.app.state.store, NOW)
    outcome = (await registrar.get(f"{IMPORTS}/{import_id}")).json()
    assert (outcome["state"], outcome["read"]) == ("failed", 0)
    assert "SHA-256" in outcome["trouble"]


async def test_a_gzip_that_breaks_off_keeps_what_came_before_and_says_so(registry: ServiceUnderTest) -> None:
    rows = [[f"GB-CASC-{number:08x}", f"Club {number}", "", "TN13 1QE"] for number in range(40_000)]
    whole = gzipped(commas(["id", "name", "address", "postcode"], *rows))
    outcome = await imported(registry, whole[: len(whole) // 2], "clubs.csv.gz")
    assert outcome["state"] == "failed"
    assert "broken" in outcome["trouble"]
    assert 0 < outcome["read"] == outcome["accepted"] + outcome["merged"] + outcome["rejected"] < 40_000


async def test_each_rejected_row_has_its_line_and_its_code(registry: ServiceUnderTest) -> None:
    content = charities(
        {"registered_charity_number": "1090095"},
        {"registered_charity_number": "12"},
        {"registered_charity_number": "1090096", "charity_name": "-"},
        {"registered_charity_number": "1090097", "date_of_registration": "31/02/2020"},
        {"registered_charity_number": "1090098", "date_of_registration": "2027-01-01 00:00:00"},
    )
    outcome = await imported(registry, content + b"one\ttwo\r\n", "charity.txt")
    assert counts(outcome) == (6, 1, 0, 5)
    assert await rejected(registry, outcome) == [
        (3, "malformed_number"),
        (4, "no_name"),
        (5, "malformed_date"),
        (6, "future_date"),
        (7, "ragged_row"),
    ]


async def test_of_two_rows_for_one_number_the_later_stands_also_when_read_again(registry: ServiceUnderTest) -> None:
    rows = [{"registered_charity_number": "1090095", "charity_name": name} for name in ("Ashgate", "Ashgate Trust")]
    for chunk in (1, 100, 1):
        outcome = await imported(registry, charities(*rows), "charity.txt", chunk)
        assert (counts(outcome), outcome["repeated"]) == ((2, 1, 1, 0), 1)
        found = (await registry.client().get("/registry/v1/registers/GB-CHC/1090095")).json()
        assert [it["name"] for it in found["words"]] == ["Ashgate Trust"]
    assert outcome["unchanged"] == 2


async def test_a_second_edition_writes_only_what_changed(registry: ServiceUnderTest) -> None:
    numbers = [{"registered_charity_number": str(number)} for number in range(1_100_000, 1_100_010)]
    await imported(registry, charities(*numbers), "charity.txt")
    numbers[3]["charity_name"] = "Another Name"
    outcome = await imported(registry, charities(*numbers), "charity.txt")
    assert (counts(outcome), outcome["unchanged"]) == ((10, 10, 0, 0), 9)


async def test_a_reader_that_was_killed_is_followed_by_one_that_goes_on(registry: ServiceUnderTest) -> None:
    pairs = [(str(number), str(number + 500)) for number in range(1_100_000, 1_100_300)]
    import_id = await begun(registry, reregistrations(*pairs), "reregistered.csv")
    with pytest.raises(Killed):
        await read_next(dying_after(registry.sessions, 3), registry.app.state.store, NOW, 50)
    registrar = registry.client("registrar")
    before = (await registrar.get(f"{IMPORTS}/{import_id}")).json()
    assert (before["state"], before["read"]) == ("reading", 150)
    await read_next(registry.sessions, registry.app.state.store, NOW, 50)
    after = (await registrar.get(f"{IMPORTS}/{import_id}")).json()
    assert (after["state"], counts(after), after["unchanged"]) == ("done", (300, 300, 0, 0), 0)


async def test_the_layouts_can_be_asked_for(registry: ServiceUnderTest) -> None:
    found = (await registry.client("registrar").get(f"{IMPORTS}/layouts")).json()
    assert "ccew-charity" in {it["name"] for it in found}


class Killed(BaseException):
    """The process is gone."""


def dying_after(sessions: Any, transactions: int) -> Any:
    """The same sessions, for so many transactions; in the next one all is written, and the process dies."""
    left = iter(range(transactions))

    class Dying:
        def __call__(self) -> Any:
            return sessions()

        @asynccontextmanager
        async def begin(self) -> AsyncIterator[Any]:
            async with sessions.begin() as session:
                yield session
                if next(left, None) is None:
                    await session.flush()
                    raise Killed

    return Dying()
