"""Versions: nobody overwrites what they have not read."""

from kernel.errors import Stale


def must_match(version: int, expected: int | None) -> None:
    """Raise Stale if the caller named the version it had read (If-Match) and the record has moved on since."""
    if expected is not None and version != expected:
        raise Stale(
            f"It has changed since it was read: version {expected} was expected, and it is at version {version}."
        )
