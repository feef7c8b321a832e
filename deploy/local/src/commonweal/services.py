"""The services and the gateway as programs: what each is told of its surroundings."""

import json
import sys
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from types import MappingProxyType

import httpx

from commonweal.births import Nursery, Nursling
from commonweal.child import Program
from commonweal.state import LOGINS, SERVICES, State


def programs(state: State, nursery: Nursery, port: int, *, sandbox: bool) -> list[Program]:
    """The five services, and the gateway: the only process that outsiders talk to."""
    extra = {
        "COMMONWEAL_BOOTSTRAP_CLIENTS": str(state.directory / "credentials.json"),
        "COMMONWEAL_ROUTES": json.dumps({name: address(state.ports[name]) for name in SERVICES}),
    }
    told = partial(service, state, nursery, gateway_port=port, sandbox=sandbox)
    return [*(told(name, state.ports[name]) for name in SERVICES), told("gateway", port, extra=extra)]


def service(
    state: State,
    nursery: Nursery,
    name: str,
    port: int,
    *,
    gateway_port: int,
    sandbox: bool,
    extra: Mapping[str, str] = MappingProxyType({}),
) -> Program:
    """One of them, with its own database, its own user at the broker and the folder of documents."""
    return Nursling(
        nursery=nursery,
        name=name,
        command=[sys.executable, "-m", "chassis", name, "both"],
        log=state.log(name),
        missing=unready(f"{address(port)}/readyz"),
        environment={
            "COMMONWEAL_NATS_URL": state.broker_url,
            "COMMONWEAL_NATS_MONITOR_URL": address(state.ports["monitor"]),
            "COMMONWEAL_NATS_USER": name,
            "COMMONWEAL_NATS_PASSWORD": state.secrets[f"broker {name}"],
            "COMMONWEAL_JWKS_URL": f"{address(gateway_port)}/.well-known/jwks.json",
            "COMMONWEAL_GATEWAY_URL": address(gateway_port),
            "COMMONWEAL_SECRET": state.secrets[f"service {name}"],
            "COMMONWEAL_SANDBOX": str(sandbox).lower(),
            # One process does all of a service's work here; fifty looks a second were half of an idle platform's work.
            "COMMONWEAL_RELAY_LOOKS_EACH": "0.2",
            "COMMONWEAL_DOCUMENTS_URL": state.documents.as_uri(),
            "COMMONWEAL_HOST": "127.0.0.1",
            "COMMONWEAL_PORT": str(port),
            # glibc would give each thread an arena of its own, and the kernel would never see the memory again.
            "MALLOC_ARENA_MAX": "2",
            "PYTHONUNBUFFERED": "1",
            **extra,
            **logins(state, name),
        },
        port=port,
    )


def logins(state: State, name: str) -> Mapping[str, str]:
    """Its database, by its own role and by those beside it."""
    beside = [role for role, database in LOGINS.items() if database == name]
    return {"COMMONWEAL_DATABASE_URL": state.database_url(name, "postgresql+asyncpg")} | {
        f"COMMONWEAL_{role.upper()}_DATABASE_URL": state.database_url(role, "postgresql+asyncpg") for role in beside
    }


def address(port: int) -> str:
    """On this machine only."""
    return f"http://127.0.0.1:{port}"


def unready(url: str) -> Callable[[], Awaitable[str | None]]:
    """A gate that opens when `url` answers 200; until then, what it says is missing."""
    client = httpx.AsyncClient(timeout=5)

    async def missing() -> str | None:
        try:
            answer = await client.get(url)
        except httpx.HTTPError as error:
            return f"no answer ({type(error).__name__})"
        return None if answer.is_success else answer.text

    return missing
