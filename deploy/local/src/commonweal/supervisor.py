"""Keeps all processes of the platform: starts them layer by layer, stops them the other way round."""

import asyncio
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Self

from commonweal.child import Child, Program
from commonweal.errors import NeverReady

#: Seconds until a process that lives must also be ready.
PATIENCE = 90.0


class Supervisor:
    """Use as `async with`: however the block ends, no child is left."""

    def __init__(self, changed: Callable[[], None] = lambda: None) -> None:
        self.changed = changed
        self.layers: list[list[Child]] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self.stop()

    @property
    def children(self) -> list[Child]:
        """In the order in which they were started."""
        return [child for layer in self.layers for child in layer]

    async def start(self, *layers: Sequence[Program], opened: Callable[[str], None] = lambda name: None) -> None:
        """Start all programs of these layers together and wait until each is ready. Raises NeverReady."""
        fresh = [[Child(program, self.changed) for program in layer] for layer in layers]
        self.layers += fresh
        children = [child for layer in fresh for child in layer]
        try:
            async with asyncio.TaskGroup() as waiting:
                for child in children:
                    waiting.create_task(self.opens(child, opened))
        except* NeverReady as failed:
            raise failed.exceptions[0] from None

    async def opens(self, child: Child, opened: Callable[[str], None]) -> None:
        """Tell when a child's gate has opened."""
        await child.ready(PATIENCE)
        opened(child.program.name)

    async def stop(self) -> None:
        """Last started, first stopped; within a layer all at once."""
        while self.layers:
            await asyncio.gather(*(child.stop() for child in self.layers.pop()))

    def processes(self) -> list[dict[str, Any]]:
        """What runs, for `status`."""
        return [
            {
                "name": child.program.name,
                "pid": child.pid,
                "since": child.since,
                "port": child.program.port,
                "restarts": child.restarts,
            }
            for child in self.children
        ]
