"""JSON as strictly as it can be read: one text has one meaning, or it is refused with the place that is wrong.

The standard parser keeps the last of two equal keys, takes NaN, and lets NUL and lone surrogates through to a database
that cannot keep them. Here each of them is a fault with a JSON pointer.
"""

import json
import math
import re
from collections.abc import Iterator
from typing import Any

from chassis.problems import INVALID, Fault, Problem, malformed

DEEPEST = 32
MOST_KEYS = 1000
LARGEST_INTEGER = 2**63
STRING_OR_BRACKET = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)
# Escapes that may hide what UTF-8 and the parser refuse in clear: NUL, and halves of surrogate pairs.
SUSPECT = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")


class Flaw:
    """Stands in the parsed value for what may not be there, until its place is known."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence


class Reader:
    """The hooks of one parse; remembers whether any of them met a flaw."""

    def __init__(self) -> None:
        self.flawed = False

    def flaw(self, sentence: str) -> Flaw:
        """A stand-in, and a note that there is one."""
        self.flawed = True
        return Flaw(sentence)

    def mapping(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """An object whose keys are all different."""
        if len(pairs) > MOST_KEYS:
            return {"": self.flaw(f"This object has more than {MOST_KEYS} keys.")}
        found = dict(pairs)
        if len(found) != len(pairs):
            seen: set[str] = set()
            for key, _ in pairs:
                if key in seen:
                    found[key] = self.flaw("This key is there twice.")
                seen.add(key)
        return found

    def integer(self, digits: str) -> int | Flaw:
        """A whole number that a database can keep."""
        if len(digits) > 20 or not -LARGEST_INTEGER <= int(digits) < LARGEST_INTEGER:
            return self.flaw("This number is too large.")
        return int(digits)

    def fraction(self, digits: str) -> float | Flaw:
        """A number that is not infinite."""
        value = float(digits)
        return value if math.isfinite(value) else self.flaw("This number is too large.")

    def constant(self, name: str) -> Flaw:
        """NaN and the infinities are not JSON."""
        return self.flaw(f"{name} is not JSON.")


def parse(body: bytes) -> Any:
    """The value of a JSON text. Raises Problem (422) with the pointer of every fault."""
    refuse_depth(body)
    reader = Reader()
    try:
        value = json.loads(
            body.decode(),
            object_pairs_hook=reader.mapping,
            parse_int=reader.integer,
            parse_float=reader.fraction,
            parse_constant=reader.constant,
        )
    except UnicodeDecodeError as error:
        raise malformed(f"This is not UTF-8: see byte {error.start + 1}.") from error
    except json.JSONDecodeError as error:
        raise malformed(f"This is not JSON: {error.msg} at line {error.lineno}, column {error.colno}.") from error
    if reader.flawed or SUSPECT.search(body):
        found = list(faults(value))[:100]
        if found:
            raise Problem(INVALID, "The JSON has faults.", errors=found)
    return value


def refuse_depth(body: bytes) -> None:
    """Before parsing, since a parser's stack ends sooner than a hostile text."""
    if body.count(b"[") + body.count(b"{") <= DEEPEST:
        return
    depth = 0
    for found in STRING_OR_BRACKET.finditer(body):
        opening = found[0] in b"[{"
        depth += 1 if opening else -1 if found[0] in b"]}" else 0
        if depth > DEEPEST:
            raise malformed(f"This is nested deeper than {DEEPEST} levels.")


def faults(value: Any, path: str = "") -> Iterator[Fault]:
    """Every flaw in a parsed value, with its JSON pointer (RFC 6901)."""
    if isinstance(value, Flaw):
        yield Fault(path, value.sentence)
    elif isinstance(value, str) and not storable(value):
        yield Fault(path, "NUL and lone surrogates are not text.")
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from faults(item, f"{path}/{place}")
    elif isinstance(value, dict):
        for key, item in value.items():
            if not storable(key):
                yield Fault(path, "A key holds NUL or a lone surrogate.")
            yield from faults(item, pointer(path, key))


def pointer(path: str, step: str | int) -> str:
    """`path` and one step further."""
    return f"{path}/{str(step).replace('~', '~0').replace('/', '~1')}"


def storable(text: str) -> bool:
    """Whether PostgreSQL and UTF-8 can hold it."""
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)
