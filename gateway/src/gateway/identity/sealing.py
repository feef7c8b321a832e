"""The gateway's private keys at rest, sealed under the deployment's secret."""

from chassis import sealing
from chassis.sealing import WrongSecret

__all__ = ["Seal", "WrongSecret"]


class Seal(sealing.Seal):
    """Closes a private key under its `kid`, and opens it again."""

    def __init__(self, secret: str) -> None:
        super().__init__(secret, "gateway signing keys")
