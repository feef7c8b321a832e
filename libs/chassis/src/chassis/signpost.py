"""Where a path leads, found by its words: else every request asks slice after slice, in tendering ninety of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.routing import BaseRoute, Match, NoMatchFound
from starlette.types import Receive, Scope, Send

CHOSEN = "chassis.signpost"


@dataclass
class Way:
    """Where some words of a path lead, and which slices have a path that ends here, by their places in the order."""

    here: set[int] = field(default_factory=set)
    beyond: set[int] = field(default_factory=set)  # whatever follows, however many words
    words: dict[str, "Way"] = field(default_factory=dict)
    any_word: "Way | None" = None

    def lay(self, words: Sequence[str], place: int) -> None:
        """A route's path, `{in_braces}` whatever may stand there."""
        if not words:
            self.here.add(place)
        elif ":path}" in words[0]:
            self.beyond.add(place)
        elif "{" in words[0]:
            self.any_word = self.any_word or Way()
            self.any_word.lay(words[1:], place)
        else:
            self.words.setdefault(words[0], Way()).lay(words[1:], place)

    def leads_to(self, words: Sequence[str]) -> Iterator[set[int]]:
        """The slices that have a path of this shape. They look themselves at what stands in its places."""
        yield self.beyond
        if not words:
            yield self.here
            return
        for way in (self.words.get(words[0]), self.any_word):
            if way is not None:
                yield from way.leads_to(words[1:])


class Signpost(BaseRoute):
    """Stands before the slices of a service, and asks those that have paths of a request's shape, in their order.

    What none of them takes, a path that nobody has or a method that a path has not, goes past it, refused as ever.
    """

    def __init__(self) -> None:
        self.slices: list[BaseRoute] = []
        self.way = Way()

    def point(self, route: BaseRoute, paths: Sequence[str]) -> None:
        """One more slice, with the whole paths of its routes."""
        for path in paths:
            self.way.lay(path.split("/"), len(self.slices))
        self.slices.append(route)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """The first slice that has the path and the method."""
        places = set().union(*self.way.leads_to(scope.get("path", "").split("/")))
        for route in (self.slices[place] for place in sorted(places)):
            match, child = route.matches(scope)
            if match is Match.FULL:
                return match, {**child, CHOSEN: route}
        return Match.NONE, {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let that slice answer."""
        await scope[CHOSEN].handle(scope, receive, send)

    def url_path_for(self, name: str, /, **path_params: Any) -> Any:
        """No path has this name: the slices' have theirs."""
        raise NoMatchFound(name, path_params)


def include(app: FastAPI, routers: Sequence[APIRouter], *, prefix: str) -> None:
    """Include slices in an application, with a signpost before them."""
    signpost = Signpost()
    app.router.routes.append(signpost)
    for router in routers:
        app.include_router(router, prefix=prefix)
        signpost.point(app.router.routes[-1], [prefix + getattr(route, "path", "") for route in router.routes])
