"""An operator does the same to a service wherever it runs; here from the command line of its container."""

import json

import pytest
from libs.chassis.tests.city import KNOWN, City, known
from libs.chassis.tests.streams import caught_up, relay_of, relayed
from nats.js import JetStreamContext
from sqlalchemy import insert, text

from chassis.__main__ import parser
from chassis.console import operate
from chassis.parked import parked
from chassis.projections import Projection
from chassis.settings import Settings
from chassis.testing import broker
from chassis.work import Work
from kernel.identifiers import new_id

WORK = Work("registry", [KNOWN])


class Console:
    """A container's command line."""

    def __init__(self, city: City, capsys: pytest.CaptureFixture[str]) -> None:
        self.settings, self.capsys = Settings(database_url=city.url, nats_url=broker().url), capsys

    async def __call__(self, *words: str) -> tuple[int, str, str]:
        """The exit code, and what was said on either output."""
        code = await operate(WORK, self.settings, parser().parse_args(["registry", *words]))
        said = self.capsys.readouterr()
        return code, said.out, said.err


@pytest.fixture
async def console(city: City, jetstream: JetStreamContext, capsys: pytest.CaptureFixture[str]) -> Console:
    for number in range(1, 4):
        await city.register(f"Number {number}")
    await relayed(relay_of(city, jetstream))
    await caught_up(Projection(KNOWN, city.sessions), jetstream)
    return Console(city, capsys)


async def test_verify_says_what_differs_and_fails(city: City, console: Console) -> None:
    assert await console("verify") == (0, "", "")
    async with city.engine.begin() as connection:
        await connection.execute(text("update ledger set body = body || 'x' where position = 2"))
    assert await console("verify", "--json") == (1, '["the ledger at 2 is not what was sealed"]\n', "")


async def test_rebuild_makes_one_projection_or_those_that_ask_for_it(city: City, console: Console) -> None:
    async with city.engine.begin() as connection:
        await connection.execute(text("update known set name = 'of an old handler'"))
    assert await console("rebuild", "--stale") == (0, "", "")
    assert await console("rebuild", "known") == (0, "known is built anew.\n", "")
    assert "of an old handler" not in {row[1] for row in await city.rows(known)}
    assert await console("rebuild", "nothing") == (1, "", "registry has no such projection; it has: known.\n")


async def test_parked_lists_and_drops_with_a_reason(city: City, console: Console) -> None:
    entity = new_id()
    message = json.dumps({"type": "a.word.v1", "entity": str(entity), "entity_version": 1})
    row = {"reader": "known", "stream": "REGISTRY_1", "position": 2, "entity": entity, "type": "a.word.v1"}
    async with city.engine.begin() as connection:
        await connection.execute(insert(parked).values(**row, message=message, reason="unknown"))
    code, shown, _ = await console("parked")
    assert (code, shown.split("\t")[:4]) == (0, ["2", "known", "REGISTRY_1", "a.word.v1"])
    assert await console("parked", "--drop", "2") == (1, "", "Whoever drops an event says why: --reason TEXT.\n")
    assert await console("parked", "--drop", "7", "--reason", "why") == (1, "", "Nothing is parked at 7.\n")
    assert await console("parked", "--drop", "2", "--reason", "typed by mistake", "--json") == (0, "[]\n", "")


async def test_reconcile_tells_and_only_withdraws_when_asked(
    city: City, console: Console, jetstream: JetStreamContext
) -> None:
    assert await console("reconcile") == (0, "", "The stream of registry has nothing that its ledger has not.\n")
    async with city.engine.begin() as connection:
        await connection.execute(text("delete from ledger where position > 1"))
    code, shown, said = await console("reconcile")
    assert (code, [line.split("\t")[0] for line in shown.splitlines()]) == (1, ["2", "3"])
    assert said.startswith("REGISTRY_1 and the ledger agree to 1; 2 events after that are the stream's alone.")
    code, shown, said = await console("reconcile", "--withdraw", "--json")
    told = json.loads(shown)
    assert (code, said) == (0, "Epoch 2 of registry has begun; 2 events are withdrawn.\n")
    assert (told["stream"], told["agree_to"], told["epoch"], len(told["events"])) == ("REGISTRY_1", 1, 2, 2)
    assert await relayed(relay_of(city, jetstream)) == 1
    assert (await console("reconcile"))[0] == 0


async def test_an_epoch_can_be_begun_though_nothing_differs(
    city: City, console: Console, jetstream: JetStreamContext
) -> None:
    assert (await console("reconcile", "--anew"))[0] == 0
    assert await relayed(relay_of(city, jetstream)) == 3
