"""Whoever plays a story waits when the platform says so: at the first step, and at signing in."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from commonweal.access import TRIES, ClientCredentials
from commonweal.play.stage import Refused, Stage

Answer = tuple[int, dict[str, object]]
BUSY: Answer = (429, {"detail": "Later."})
TOKEN: Answer = (200, {"access_token": "t", "expires_in": 900})
DONE: Answer = (201, {"client_id": "c"})


@pytest.fixture
def busy() -> Iterator[str]:
    """A platform that has too much to do twice: when it is asked for a token, and when it is asked for a client."""
    with answering({"/oauth/token": [BUSY, TOKEN], "/oauth/clients": [BUSY, DONE]}) as url:
        yield url


@contextmanager
def answering(answers: dict[str, list[Answer]]) -> Iterator[str]:
    """The address of one who gives these answers, in turn."""

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            status, said = answers[self.path].pop(0)
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Retry-After", "7")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    with HTTPServer(("127.0.0.1", 0), Door) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_platform_that_is_busy_is_asked_again_when_it_says(busy: str) -> None:
    waited: list[float] = []
    with Stage(busy, ClientCredentials(busy, "admin", "secret", waited.append), waited.append) as stage:
        assert stage.ask(stage.admin, "POST", "/oauth/clients", {"name": "x"}) == {"client_id": "c"}
    assert waited == [7.0, 7.0]


def test_a_platform_that_stays_busy_is_not_asked_for_ever() -> None:
    waited: list[float] = []
    with (
        answering({"/oauth/token": [BUSY] * TRIES}) as always_busy,
        Stage(always_busy, ClientCredentials(always_busy, "admin", "secret", waited.append), waited.append) as stage,
        pytest.raises(Refused, match="/oauth/token: 429"),
    ):
        stage.ask(stage.admin, "POST", "/oauth/clients", {"name": "x"})
    assert waited == [7.0] * (TRIES - 1)
