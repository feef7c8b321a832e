"""JSON read without losing its text: where each value begins and ends, and what makes it ambiguous.

A release is kept as its publisher wrote it, so nothing here is ever written out again from what was parsed.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

DEEPEST = 64
_SPACE = re.compile(r"[ \t\n\r]*")
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_DECODER = json.JSONDecoder()


class Unreadable(ValueError):
    """Text that is not JSON; the sentence says where."""


@dataclass(frozen=True, slots=True)
class Span:
    """A value in a text, from its first character up to the one after its last."""

    text: str
    start: int
    end: int

    def __str__(self) -> str:
        return self.text[self.start : self.end]

    @property
    def kind(self) -> str:
        """Its first character: `{`, `[`, a quote, a digit…"""
        return self.text[self.start]


def whole(text: str) -> Span:
    """The one value that a text holds. Raises Unreadable, also for anything after it."""
    start = _skip(text, 0)
    end = _end_of(text, start)
    if _skip(text, end) != len(text):
        raise Unreadable(f"There is more after the JSON value that ends at character {end}.")
    return Span(text, start, end)


def members(span: Span) -> Iterator[tuple[str, Span]]:
    """The fields of an object, in order."""
    text, at = span.text, _skip(span.text, span.start + 1)
    while text[at] != "}":
        name, at = _DECODER.raw_decode(text, at)
        start = _skip(text, _skip(text, at) + 1)  # past the colon
        end = _end_of(text, start)
        yield name, Span(text, start, end)
        at = _next(text, end)


def elements(span: Span) -> Iterator[Span]:
    """The values of an array, in order."""
    text, at = span.text, _skip(span.text, span.start + 1)
    while text[at] != "]":
        end = _end_of(text, at)
        yield Span(text, at, end)
        at = _next(text, end)


def parsed(text: str) -> Any:
    """What a JSON text says; fractions as Decimal.

    Raises Unreadable also for what two readers could read differently: a field that is there twice, NaN.
    """
    doubts: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        fields = dict(pairs)
        if len(fields) != len(pairs):
            names = [name for name, _ in pairs]
            doubts.append(f"The field {next(name for name in names if names.count(name) > 1)!r} is there twice.")
        return fields

    def not_json(constant: str) -> None:
        doubts.append(f"{constant} is not JSON.")

    try:
        value = json.loads(text, object_pairs_hook=once, parse_constant=not_json, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise Unreadable(_sentence(error)) from error
    if doubts:
        raise Unreadable(doubts[0])
    if _is_deep(value):
        raise Unreadable(f"It is nested more than {DEEPEST} deep.")
    return value


def walk(value: Any, path: str = "") -> Iterator[tuple[str, str, Any]]:
    """Every field and every element below, with its path; an element has no name of its own."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, below in inner:
        yield f"{path}/{step}", step if isinstance(step, str) else "", below
        yield from walk(below, f"{path}/{step}")


def unholdable(value: Any) -> str | None:
    """The path of a text, or of a field's name, that no database can hold: NUL, half a character."""
    for path, name, below in walk(value):
        if _NO_TEXT.search(name) or (isinstance(below, str) and _NO_TEXT.search(below)):
            return ascii(path)
    return None


def canonical(value: Any) -> str:
    """One text for all spellings of a parsed value: order of fields, white space, `40465.20` or `40465.2`."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), default=_number)


def content_of(value: Any) -> str:
    """SHA-256 of the canonical text of a parsed value."""
    return sha256(canonical(value).encode()).hexdigest()


def _number(value: Decimal) -> Any:
    """Whole numbers as integers, as long as that is not a way to fill the memory; else their shortest spelling."""
    if value.adjusted() < 400 and value == value.to_integral_value():
        return int(value)
    return f"\0{value.normalize()}"


def _is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(DEEPEST):
        containers = [it for it in level if isinstance(it, dict | list)]
        level = [inner for it in containers for inner in (it.values() if isinstance(it, dict) else it)]
        if not level:
            return False
    return True


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _next(text: str, at: int) -> int:
    """Past the comma, or at the closing bracket."""
    at = _skip(text, at)
    return _skip(text, at + 1) if text[at] == "," else at


def _end_of(text: str, at: int) -> int:
    try:
        return int(_DECODER.raw_decode(text, at)[1])
    except (ValueError, RecursionError) as error:
        raise Unreadable(_sentence(error)) from error


def _sentence(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"It is not JSON: {error.msg} at line {error.lineno}, character {error.colno}."
    return "It is nested too deep." if isinstance(error, RecursionError) else f"It is not JSON: {error}"
