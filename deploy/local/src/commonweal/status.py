"""`commonweal status`: how the running instance is, from its processes to the last event each reader has read."""

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import httpx
import psutil
import typer
from rich.table import Table
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.halts import halted
from chassis.ledger import head_of, ledger
from chassis.standing import standings
from chassis.work import Work
from commonweal.databases import opened, work_of
from commonweal.options import STATE, Json, StateDirectory, out
from commonweal.services import address
from commonweal.state import SERVICES, Running, State

app = typer.Typer(add_completion=False)
#: What `/readyz` says, as it is shown.
HEALTH = {"ok": "ready", "degraded": "degraded"}
WELL = {"up", "ready"}


@app.command()
def status(directory: StateDirectory = STATE, as_json: Json = False) -> None:
    """Processes, health, ledger heads, how far readers are behind, parked events."""
    state = State(directory)
    found = asyncio.run(look(state, state.running()))
    if as_json:
        out.print_json(json.dumps(found))
    else:
        show(found)


async def look(state: State, running: Running) -> dict[str, Any]:
    """Everything that `status` shows; a service that cannot be asked says why in `trouble`.

    A reader's lag is counted from the head of the ledger that it reads, which may be ahead of what it has heard of.
    """
    async with httpx.AsyncClient(timeout=5) as http:
        processes = await asyncio.gather(*(observed(http, child) for child in running.processes))
    services = dict(zip(SERVICES, await asyncio.gather(*(asked(state, name) for name in SERVICES)), strict=True))
    heads = {name.upper(): service.get("head", 0) for name, service in services.items()}
    for service in services.values():
        for reader in service.get("readers", ()):
            head = heads.get(reader["stream"].rpartition("_")[0], 0)
            reader["lag"] = max(reader["lag"], head - reader["position"])
    whole = {name: getattr(running, name) for name in ("url", "pid", "ready", "sandbox")}
    memory, _ = await asyncio.to_thread(measured, running.pid)
    return {**whole, "memory": memory, "processes": processes, "services": services}


async def observed(http: httpx.AsyncClient, child: Mapping[str, Any]) -> dict[str, Any]:
    """A process: whether it lives, since when, how much memory is its own, and what it says of its health."""
    memory, up = await asyncio.to_thread(measured, child["pid"])
    health = "down" if up is None else "up"
    if up is not None and child["name"] not in {"postgres", "nats"}:
        try:
            answer = await http.get(f"{address(child['port'])}/readyz")
            health = HEALTH.get(answer.json()["status"], f"not ready: {answer.text[:200]}")
        except (httpx.HTTPError, ValueError, KeyError) as error:
            health = f"no answer: {type(error).__name__}"
    return {**child, "health": health, "uptime": up, "memory": memory}


def measured(pid: int | None) -> tuple[int, float | None]:
    """Bytes of a process and all that it started (their fair share, where the system tells); seconds since it began."""
    if pid is None:
        return 0, None
    try:
        root = psutil.Process(pid)
        family, began = [root, *root.children(recursive=True)], root.create_time()
    except psutil.NoSuchProcess:
        return 0, None
    total = 0
    for process in family:
        try:
            memory = process.memory_full_info()
            total += getattr(memory, "pss", memory.rss)
        except psutil.Error:
            continue  # it ended while we looked
    return total, time.time() - began


async def asked(state: State, service: str) -> dict[str, Any]:
    """What a service's database knows of its ledger and its readers."""
    try:
        async with opened(state, service) as sessions, sessions() as session:
            return await told(session, work_of(service))
    except Exception as error:
        return {"trouble": f"{type(error).__name__}: {error}"}


async def told(session: AsyncSession, work: Work) -> dict[str, Any]:
    """The ledger's head, what waits for its number, what stands still, and each reader's place."""
    waiting = await session.scalar(select(func.count()).select_from(ledger).where(ledger.c.position.is_(None)))
    return {
        "head": (await head_of(session))[0],
        "unnumbered": waiting,
        "halted": dict(await halted(session)),
        "readers": [{**asdict(reader), "lag": reader.lag} for reader in await standings(session, work)],
    }


def show(found: Mapping[str, Any]) -> None:
    """Three tables."""
    words = [in_a_word(found), *(["sandbox"] if found["sandbox"] else [])]
    out.print(f"[bold]{found['url']}[/]  {', '.join(words)}; {found['memory'] / 1e6:.0f} MB in all")
    out.print(processes_table(found["processes"]))
    out.print(ledgers_table(found["services"]))
    out.print(readers_table(found["services"]))


def in_a_word(found: Mapping[str, Any]) -> str:
    """How the whole stands. That it once was ready says nothing of now: whoever is not well is named."""
    if not found["ready"]:
        return "starting"
    ailing = [child["name"] for child in found["processes"] if child["health"] not in WELL]
    return f"[red]not well: {', '.join(ailing)}[/]" if ailing else "ready"


def processes_table(processes: Any) -> Table:
    """What runs."""
    table = Table("process", "pid", "port", "uptime", "restarts", "memory", "health")
    for child in processes:
        uptime = "" if child["uptime"] is None else f"{child['uptime']:.0f} s"
        colour = "green" if child["health"] in WELL else "red"
        row = [child["name"], str(child["pid"] or ""), str(child["port"]), uptime, str(child["restarts"])]
        table.add_row(*row, f"{child['memory'] / 1e6:.0f} MB", f"[{colour}]{child['health']}[/]")
    return table


def ledgers_table(services: Mapping[str, Any]) -> Table:
    """What has been recorded."""
    table = Table("ledger", "events", "unnumbered", "standing still")
    for name, service in services.items():
        halts = "; ".join(f"{what}: {why}" for what, why in service.get("halted", {}).items())
        trouble = service.get("trouble") or halts
        table.add_row(name, str(service.get("head", "")), str(service.get("unnumbered", "")), f"[red]{trouble}[/]")
    return table


def readers_table(services: Mapping[str, Any]) -> Table:
    """What has been read. Without lines, so that eighty columns hold the name of every reader."""
    table = Table("service", "reader", "stream", box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for heading in ("position", "behind", "parked"):
        table.add_column(heading, justify="right")
    for name, service in services.items():
        for reader in service.get("readers", ()):
            numbers = [str(reader[key]) for key in ("position", "lag", "parked")]
            style = "red" if reader["parked"] else "yellow" if reader["stale"] else None
            table.add_row(name, reader["reader"], reader["stream"], *numbers, style=style)
            if reader["stale"]:
                table.add_row("", "asks for a rebuild", style=style)
    return table
