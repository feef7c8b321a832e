"""Signing in at the gateway as one of the state's clients."""

import time
from collections.abc import Callable, Generator

import httpx

#: What a busy platform answers, how often it is asked, and the most seconds before it is asked again.
LATER, TRIES, LONGEST = {429, 503}, 5, 60.0
#: Seconds before its end at which a token is no longer worth sending.
MARGIN = 30


class ClientCredentials(httpx.Auth):
    """OAuth 2 client credentials (RFC 6749 §4.4) for httpx: asks for a token when it has none that lasts.

    A token weighs as much as several requests in the quota of those who are not yet known, so this waits its turn.
    """

    requires_response_body = True

    def __init__(
        self, url: str, client_id: str, client_secret: str, wait: Callable[[float], None] = time.sleep
    ) -> None:
        self.wait = wait
        self.ask = httpx.Request(
            "POST",
            f"{url}/oauth/token",
            data={"grant_type": "client_credentials", "client_id": client_id, "client_secret": client_secret},
        )
        self.token, self.expires = "", 0.0

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Raises HTTPStatusError if the gateway does not know the client, or has too much to do for too long."""
        if time.monotonic() > self.expires - MARGIN:
            answer = yield self.ask
            for _ in range(TRIES - 1):
                if answer.status_code not in LATER:
                    break
                self.wait(pause_of(answer))
                answer = yield self.ask
            answer.raise_for_status()
            self.token = answer.json()["access_token"]
            self.expires = time.monotonic() + answer.json()["expires_in"]
        request.headers["Authorization"] = f"Bearer {self.token}"
        yield request


def pause_of(answer: httpx.Response) -> float:
    """The seconds after which the platform wants to be asked again."""
    return min(float(answer.headers.get("retry-after", 1)), LONGEST)
