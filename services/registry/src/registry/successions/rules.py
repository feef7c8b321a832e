"""Walking from old bodies to new ones."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from kernel.errors import Unacceptable
from registry.successions.domain import Edge


def bodies_on(body: UUID, edges: Iterable[Edge], on: date) -> Mapping[UUID, tuple[Edge, ...]]:
    """Who does a body's work on a day, each with the way that leads there; the body itself if none took over by then.

    Visits each body once, so it ends whatever the edges are.
    """
    onward = _onward(edge for edge in edges if edge.on <= on)
    ways: dict[UUID, tuple[Edge, ...]] = {body: ()}
    waiting = [body]
    while waiting:
        here = waiting.pop(0)
        for edge in onward[here]:
            if edge.successor not in ways:
                ways[edge.successor] = (*ways[here], edge)
                waiting.append(edge.successor)
    last = {it: way for it, way in ways.items() if not onward[it]}
    return last or {body: ()}


def refuse_loop(planned: Sequence[Edge], known: Iterable[Edge]) -> None:
    """Raise Unacceptable if a body would, at the end of a chain, take over from itself."""
    onward = _onward([*known, *planned])
    for start in {edge.predecessor for edge in planned}:
        seen: set[UUID] = set()
        waiting = [edge.successor for edge in onward[start]]
        while waiting:
            here = waiting.pop()
            if here == start:
                raise Unacceptable("/transfers", f"The organisation {start} would in the end take over from itself.")
            if here not in seen:
                seen.add(here)
                waiting.extend(edge.successor for edge in onward[here])


def _onward(edges: Iterable[Edge]) -> defaultdict[UUID, list[Edge]]:
    onward: defaultdict[UUID, list[Edge]] = defaultdict(list)
    for edge in edges:
        onward[edge.predecessor].append(edge)
    return onward
