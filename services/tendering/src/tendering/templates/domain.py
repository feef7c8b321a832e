"""A template of one lawful way. Pure: no database, no clock, no wire."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Template:
    """One way, by the name that the options give it, with a need that leads to it and what to do then.

    `need` is a body for `POST /options`, `notice` one for `POST /notices`, or None where nothing is announced here.
    `to_fill` are the places of the notice that nobody can know beforehand.
    """

    route: str
    when: str
    need: Mapping[str, Any]
    steps: tuple[str, ...]
    notice: Mapping[str, Any] | None = None
    to_fill: tuple[str, ...] = field(default=())
