"""Requests a second: reads and writes, straight to a service and through the gateway, beside simpler servers.

The command is `POST /grants/v1/schemes`: it asks the projection of the register who the funder is, applies the rules of
a scheme, inserts it, takes the entity's head, records the event, and answers once all is on the disk. The read is
`GET /grants/v1/schemes/{id}`, by anybody.
"""

import asyncio
import json
import sysconfig
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

import httpx

from chassis.testing.databases import administer
from chassis.testing.servers import free_port
from events.registry import OrganisationFacts, OrganisationRegistered
from tests.bench import bare
from tests.bench.figures import Bound, Figure, Measure, alternating
from tests.bench.ledgers import tell
from tests.bench.load import Job, play
from tests.bench.stage import CLIENT, FUNDER, Program, Stage

SCHEMES = "/grants/v1/schemes"
SCHEME = {
    "title": "Social Innovation Fund %NUMBER%",
    "description": "For what nobody has tried here yet.",
    "budget": {"amount": "250000.00", "currency": "GBP"},
    "opens_on": "2026-12-01",
    "closes_on": "2099-01-31",
}
SECONDS = 1.5
AT_ONCE = 16  # connections, ours and the baseline's alike
numbers = count(step=10**6)


class Requests:
    """The servers that are asked."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.spent: dict[tuple[int, str], list[float]] = {}

    async def open(self) -> None:
        """Start the service and the gateway, wait until the service knows the funder, and start the baselines."""
        stage = self.stage
        stage.play("grants", "worker")
        self.grants, self.ratings = stage.play("grants", "api"), stage.play("ratings", "api")
        self.gateway = stage.play("gateway", "api")
        await tell(stage, "registry", [registered(FUNDER)])
        self.headers = await self.signed_in()
        scheme = await self.first_scheme()
        self.path = f"{SCHEMES}/{scheme['id']}"
        await administer(stage.postgres, "create database bare")
        connection = await stage.connected("bare")
        await connection.execute(bare.TABLE)
        await connection.close()
        self.insert = stage.listen("fastapi", BARE_DATABASE=stage.database("bare").replace("+asyncpg", ""))
        self.reply = stage.listen("starlette", BARE_REPLY=json.dumps(scheme))
        self.caddy = self.caddy_before(self.grants, self.path)

    async def signed_in(self) -> Mapping[str, str]:
        """The funder's headers at the gateway."""
        named = {name: CLIENT[name] for name in ("client_id", "client_secret")}
        async with httpx.AsyncClient() as client:
            url = f"http://127.0.0.1:{self.gateway.port}/oauth/token"
            answer = await client.post(url, data={"grant_type": "client_credentials", **named})
        return {"Authorization": f"Bearer {answer.raise_for_status().json()['access_token']}"}

    async def first_scheme(self) -> Any:
        """Opened as soon as the service has heard of the funder."""
        async with httpx.AsyncClient(headers=self.headers) as client:
            for _ in range(100):
                answer = await client.post(f"http://127.0.0.1:{self.gateway.port}{SCHEMES}", json=SCHEME)
                if answer.is_success:
                    return answer.json()
                await asyncio.sleep(0.1)
        raise RuntimeError(answer.text)

    def caddy_before(self, service: Program, path: str) -> Program:
        """Caddy as a plain reverse proxy, without its administration and its access log."""
        port, caddyfile = free_port(), self.stage.home / f"Caddyfile-{service.port}"
        caddyfile.write_text(
            "{\n admin off\n auto_https off\n persist_config off\n}\n"
            f"http://127.0.0.1:{port} {{\n reverse_proxy 127.0.0.1:{service.port}\n}}\n"
        )
        command = [str(Path(sysconfig.get_path("scripts"), "caddy")), "run", "--config", str(caddyfile)]
        return self.stage.start(f"caddy-{port}", port, command, {"XDG_DATA_HOME": str(self.stage.home)}, path)

    def reads(self, program: Program, path: str = "") -> Measure:
        """Reads of the one scheme, or of another path."""
        return self.measured(program, Job(program.port, path or self.path, SECONDS, AT_ONCE))

    def writes(self, program: Program, path: str, headers: Mapping[str, str]) -> Measure:
        """Commands, each to open another scheme."""
        return self.measured(program, Job(program.port, path, SECONDS, AT_ONCE, "POST", headers, json.dumps(SCHEME)))

    def measured(self, program: Program, job: Job) -> Measure:
        """Answers a second; beside, the milliseconds of a processor that the program spent on each."""

        async def measure() -> float:
            used = program.used
            report = await play(replace(job, first=next(numbers)))
            spent = self.spent.setdefault((program.port, job.method), [])
            spent.append((program.used - used) * 1000 / report.answers)
            return report.per_second

        return measure

    def cost(self, program: Program, method: str) -> float:
        """Milliseconds of a processor that the program spent on such a request, the median of what was measured."""
        return median(self.spent[program.port, method])

    async def straight(self) -> Measure:
        """Commands to the service itself, as the gateway would send them."""
        return self.writes(self.grants, SCHEMES, await self.vouched())

    async def paced(self, rate: float, seconds: float) -> float:
        """So many commands a second to the service itself; returns how many were answered, fewer if it is crowded."""
        headers, body = await self.vouched(), json.dumps(SCHEME)
        report = await play(
            Job(self.grants.port, SCHEMES, seconds, AT_ONCE, "POST", headers, body, rate, next(numbers))
        )
        return report.per_second

    async def vouched(self) -> Mapping[str, str]:
        """What the gateway would send along to the service."""
        return {"Authorization": f"Bearer {await self.stage.pass_for('grants', 'funder', FUNDER)}"}


def registered(organisation: UUID) -> OrganisationRegistered:
    """A funder, as the register tells of it."""
    facts = OrganisationFacts(id=organisation, name="Northbridge Foundation", roles=["funder"], source="registrar")
    told = {"entity": organisation, "entity_version": 1, "occurred_at": datetime.now(UTC)}
    return OrganisationRegistered(organisation=facts, **told)


async def measure(asked: Requests) -> dict[str, Figure]:
    """All figures of this module."""
    insert = asked.writes(asked.insert, "/schemes", {})
    a_second = "requests/s"
    starlette = await alternating(asked.reads(asked.gateway), asked.reads(asked.reply))
    caddy = await alternating(asked.reads(asked.gateway), asked.reads(asked.caddy))
    straight = await alternating(await asked.straight(), insert)
    through = await alternating(asked.writes(asked.gateway, SCHEMES, asked.headers), insert)
    bare_insert = "FastAPI and asyncpg: one insert, the same body"
    spent = (asked.cost(asked.grants, "POST"), asked.cost(asked.insert, "POST"))
    return {
        "read_vs_starlette": Figure(*starlette, a_second, "Starlette, the same bytes from memory"),
        "read_vs_caddy": Figure(*caddy, a_second, "Caddy before the same service", Bound(least=0.5)),
        "write_vs_insert": Figure(*straight, a_second, bare_insert, Bound(least=0.35)),
        "write_via_gateway": Figure(*through, a_second, bare_insert),
        "write_cpu": Figure(*spent, "ms of a processor in the service", bare_insert),
    }
