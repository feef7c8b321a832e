"""What a service believes: who asks, signed by the gateway, for that service alone and for a minute."""

from datetime import UTC, datetime

from chassis import arrivals
from chassis.tokens import Actor, mint
from gateway.identity.keyring import Keyring

#: Seconds for which a pass is used again; it is good for sixty.
FRESH = 30.0
MOST_REMEMBERED = 4096


class Passes:
    """Internal tokens, one for each caller and service."""

    def __init__(self, keyring: Keyring) -> None:
        self.keyring = keyring
        self.made: dict[tuple[Actor, str], tuple[str, float]] = {}

    def pass_for(self, actor: Actor, service: str, *, now: float) -> str:
        """The pass with which this actor reaches that service."""
        token, until = self.made.get((actor, service), ("", 0.0))
        if now < until:
            return token
        if len(self.made) >= MOST_REMEMBERED:
            self.made.clear()
        token = mint(
            self.keyring.signing(now=datetime.fromtimestamp(now, UTC)),
            audience=service,
            subject=actor.subject,
            organisation=actor.organisation,
            roles=actor.roles,
            scopes=actor.scopes,
            now=now,
        )
        self.made[actor, service] = token, now + FRESH
        return token

    def arrival(self, service: str, request_id: str, body: bytes, *, at: datetime) -> str:
        """When this request was read to its end, as that service will believe it."""
        return arrivals.signed(self.keyring.signing(now=at), service, request_id, body, at=at)
