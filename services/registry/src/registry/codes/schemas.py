"""How codes look on the wire."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from pydantic import JsonValue

from chassis.wire import Out
from registry.codes.domain import Counterpart


class CodeListOut(Out):
    """A list that is known. `vintages` are editions between which codes change what they cover."""

    name: str
    codes: int
    vintages: list[str]


class CodeOut(Out):
    """An entry of a list; what else the list says of it is in `more`."""

    list: str
    code: str
    vintage: str
    name: str
    parent: str | None
    valid_from: date | None
    valid_to: date | None
    more: dict[str, JsonValue]


class CounterpartOut(Out):
    """A corresponding code; `says` tells how, with `from` where it is the other that refers to this one."""

    list: str
    code: str
    says: dict[str, JsonValue]


class CodeWithCounterpartsOut(CodeOut):
    """An entry with all that corresponds to it: successors, and codes of other lists."""

    counterparts: tuple[CounterpartOut, ...]

    @classmethod
    def of(cls, code: Any, counterparts: Sequence[Counterpart]) -> "CodeWithCounterpartsOut":
        """Both together."""
        plain = CodeOut.model_validate(code)
        found = tuple(CounterpartOut.model_validate(it) for it in counterparts)
        return cls(**plain.model_dump(), counterparts=found)
