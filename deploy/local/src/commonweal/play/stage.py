"""Where a story is played: a client for each part, and the platform's answers."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from typing import Any, Self
from uuid import UUID

import httpx

from commonweal.access import LATER, TRIES, ClientCredentials, pause_of
from commonweal.errors import CannotDo
from kernel.identifiers import new_id


class Refused(Exception):
    """The platform did not do what the story asks; `answer` says why."""

    def __init__(self, answer: httpx.Response) -> None:
        super().__init__(f"{answer.request.method} {answer.request.url.path}: {answer.status_code} {answer.text[:500]}")
        self.answer = answer


class Stage:
    """Clients for the parts that organisations and people play. Close it when the story is over."""

    def __init__(self, url: str, admin: ClientCredentials, wait: Callable[[float], None]) -> None:
        self.url, self.wait = url, wait
        self.exits = ExitStack()
        self.admin, self.public = self.open(admin), self.open(None)
        self.clients: dict[tuple[UUID | None, str], httpx.Client] = {}
        self.subjects: dict[str, str] = {}
        self.seen: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.exits.close()

    def open(self, auth: httpx.Auth | None) -> httpx.Client:
        """A connection that ends with the stage."""
        return self.exits.enter_context(httpx.Client(base_url=self.url, auth=auth, timeout=60))

    def part(self, role: str, organisation: UUID | None = None) -> httpx.Client:
        """Somebody with that role in that organisation; the admin registers the client when it is first needed."""
        return self.person(role, role, organisation)

    def person(self, name: str, role: str, organisation: UUID | None) -> httpx.Client:
        """One among several with that role; `subjects` has the subject of their token by their name."""
        key = (organisation, name)
        if key not in self.clients:
            asked = {"name": f"story: {name}", "roles": [role], "organisation": organisation and str(organisation)}
            made = self.ask(self.admin, "POST", "/oauth/clients", asked)
            self.clients[key] = self.open(
                ClientCredentials(self.url, made["client_id"], made["client_secret"], self.wait)
            )
            self.subjects[name] = made["client_id"]
        return self.clients[key]

    def do(self, who: httpx.Client, method: str, path: str, sent: object = None, *, at: datetime | None = None) -> Any:
        """A step of the story at its time. Reads what was written before, in whatever service. Raises Refused."""
        return self.ask(who, method, path, sent, at=at, key=None if method == "GET" else str(new_id()))

    def ask(
        self, who: httpx.Client, method: str, path: str, sent: object = None, *,
        at: datetime | None = None, key: str | None = None,
    ) -> Any:  # fmt: skip
        """One request, sent again with the same key while the platform says: later. Raises Refused, CannotDo."""
        headers = {"Commonweal-Now": at.isoformat()} if at else {}
        if key is not None:
            headers["Idempotency-Key"] = key
        for patience in range(TRIES):
            after = {"Commonweal-After": self.seen["last"]} if "last" in self.seen else {}
            try:
                answer = who.request(method, path, json=sent, headers={**headers, **after})
            except httpx.HTTPStatusError as error:  # of signing in
                raise Refused(error.response) from error
            except httpx.TransportError as error:
                raise CannotDo(f"The platform at {self.url} does not answer: {error}") from error
            if answer.status_code not in LATER or patience == TRIES - 1:
                break
            self.wait(pause_of(answer))
        if not answer.is_success:
            raise Refused(answer)
        if "commonweal-event" in answer.headers:
            self.seen["last"] = answer.headers["commonweal-event"]
        return answer.json() if answer.content else None


def sandboxed(stage: Stage) -> None:
    """Raises CannotDo where the story's time is not accepted."""
    answer = stage.public.get("/registry/v1/organisations", headers={"Commonweal-Now": "2026-01-01T00:00:00Z"})
    if answer.status_code == 400:
        raise CannotDo("This platform keeps its own time; start it with --sandbox to play a story.")
