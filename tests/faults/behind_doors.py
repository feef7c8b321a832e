"""`commonweal`, but its services reach PostgreSQL and NATS through the tests' doors, and two have a second worker.

A second worker stands by as relay and races the first for every batch: what it may not do is anything twice.
"""

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from commonweal import migrations, services, up
from commonweal.child import Program
from commonweal.cli import app
from commonweal.state import DATABASES, State

STANDBYS = ("registry", "tendering")
programs_of, migrate = services.programs, migrations.migrate


class BehindDoors(State):
    """The same state; the servers themselves, and whoever acts as operator, go by the servers' own ports."""

    def database_url(self, name: str, scheme: str = "postgresql") -> str:
        return super().database_url(name, scheme).replace(f":{self.ports['postgres']}/", f":{ports()[0]}/")

    @property
    def broker_url(self) -> str:
        return f"nats://127.0.0.1:{ports()[1]}"


def ports() -> list[str]:
    """The doors' ports, PostgreSQL's first."""
    return os.environ["COMMONWEAL_TEST_DOORS"].split()


async def nothing() -> None:
    """Nobody waits for a standby."""


def with_standbys(*told: Any, **also: Any) -> Sequence[Program]:
    """The services, the second workers, and the gateway, which is last."""
    *ours, gateway = programs_of(*told, **also)
    standbys = [
        replace(each, name=f"{each.name}-standby", command=[*each.command[:-1], "worker"], missing=nothing, port=None)
        for each in ours
        if each.name in STANDBYS
    ]
    return [*ours, *standbys, gateway]


async def migrate_once(state: State, programs: Sequence[Program]) -> None:
    """A standby has its service's database."""
    await migrate(state, [program for program in programs if program.name in DATABASES])


if __name__ == "__main__":
    with (
        patch.object(up, "State", BehindDoors),
        patch.object(services, "programs", with_standbys),
        patch.object(migrations, "migrate", migrate_once),
    ):
        app(prog_name="commonweal")
