"""Signing in at the gateway as one of the state's clients."""

import time
from collections.abc import Generator

import httpx

#: Seconds before its end at which a token is no longer worth sending.
MARGIN = 30


class ClientCredentials(httpx.Auth):
    """OAuth 2 client credentials (RFC 6749 §4.4) for httpx: asks for a token when it has none that lasts."""

    requires_response_body = True

    def __init__(self, url: str, client_id: str, client_secret: str) -> None:
        self.ask = httpx.Request(
            "POST",
            f"{url}/oauth/token",
            data={"grant_type": "client_credentials", "client_id": client_id, "client_secret": client_secret},
        )
        self.token, self.expires = "", 0.0

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Raises HTTPStatusError if the gateway does not know the client."""
        if time.monotonic() > self.expires - MARGIN:
            answer = yield self.ask
            answer.raise_for_status()
            self.token = answer.json()["access_token"]
            self.expires = time.monotonic() + answer.json()["expires_in"]
        request.headers["Authorization"] = f"Bearer {self.token}"
        yield request
