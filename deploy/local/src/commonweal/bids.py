"""`commonweal bid …`: what a provider does."""

from commonweal.sealing import bids as app

__all__ = ["app"]
