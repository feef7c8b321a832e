"""What may be mended in a grant that the schema refuses: by a named rule, each time on record, never anything else.

| rule | mends |
|---|---|
| `open-call` | `fromOpenCall` Y, N, true, false, in whatever case, becomes Yes or No |
| `url-completed` | an address that only lacks `http://` or has spaces around it |
| `url-left-out` | what stands in an optional field for an address and is none |
| `day-first` | a date written 24/07/2014, as the standard's country writes it |
| `date-to-instant` | a date where the standard wants an instant |
| `amount-as-number` | an amount written as text, with £ or commas |
| `number-as-text` | a charity's or company's number, or a telephone number, given as a number |
| `null-left-out` | an optional field that says null |
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

from jsonschema.exceptions import ValidationError

from transparency.grant_imports.rules.standard import REQUIRED, is_uri, validator

LEFT_OUT = object()
ANSWERS = {"y": "Yes", "yes": "Yes", "true": "Yes", "n": "No", "no": "No", "false": "No"}
NUMBERS_AS_TEXT = ("charityNumber", "companyNumber", "telephone")
DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
AMOUNT = re.compile(r"£?\s?(\d{1,3}(?:,\d{3})*|\d+)(\.\d+)?", re.ASCII)
ROUNDS = 3  # one repair can uncover the need for another: 24/07/2014 to 2014-07-24 to an instant

Mended = tuple[str, Any]


def repaired(grant: dict[str, Any]) -> tuple[list[str], list[ValidationError]]:
    """Mend `grant` in place, as far as the rules go: what was done, a sentence each, and what is still wrong."""
    repairs: list[str] = []
    errors = list(validator().iter_errors(grant))
    for _ in range(ROUNDS):
        done = list(one_round(grant, errors))
        if not done:
            break
        repairs += done
        errors = list(validator().iter_errors(grant))
    return repairs, errors


def one_round(grant: dict[str, Any], errors: Iterable[ValidationError]) -> Iterator[str]:
    """At most one repair at each place."""
    done: set[str] = set()
    for error in errors:
        path = "/".join(map(str, error.absolute_path))
        mended = next(filter(None, (rule(error) for rule in RULES)), None)
        if mended is not None and path not in done:
            done.add(path)
            name, value = mended
            put(grant, list(error.absolute_path), value)
            yield f"{name}: {path} was {shown(error.instance)}, is {shown(value)}"


def shown(value: Any) -> str:
    """A value in a sentence."""
    return "left out" if value is LEFT_OUT else f"{str(value)[:100]!r}"


def put(grant: dict[str, Any], path: list[Any], value: Any) -> None:
    """Set or leave out what stands at a path."""
    *way, last = path
    place: Any = grant
    for step in way:
        place = place[step]
    if value is LEFT_OUT:
        del place[last]
    else:
        place[last] = value


def open_call(error: ValidationError) -> Mended | None:
    """Y for Yes."""
    answer = ANSWERS.get(str(error.instance).strip().casefold())
    return ("open-call", answer) if field_of(error) == "fromOpenCall" and answer else None


def address(error: ValidationError) -> Mended | None:
    """An address without its scheme, or no address at all."""
    if error.validator != "format" or error.validator_value != "uri":
        return None
    text = str(error.instance).strip()
    completed = f"http://{text}" if re.match(r"www\.[^@]+$", text, re.IGNORECASE) else text
    return ("url-completed", completed) if is_uri(completed) else ("url-left-out", LEFT_OUT)


def day(error: ValidationError) -> Mended | None:
    """Day, month and year, in that order."""
    found = DAY_FIRST.fullmatch(str(error.instance).strip())
    if found is None or not wants_date(error):
        return None
    with suppress(ValueError):
        return "day-first", date(int(found[3]), int(found[2]), int(found[1])).isoformat()
    return None


def instant(error: ValidationError) -> Mended | None:
    """A day where only an instant will do: its first second."""
    if error.validator != "format" or error.validator_value != "date-time":
        return None
    with suppress(ValueError):
        return "date-to-instant", f"{date.fromisoformat(str(error.instance)).isoformat()}T00:00:00Z"
    return None


def amount(error: ValidationError) -> Mended | None:
    """Digits in a text where a number belongs."""
    if error.validator != "type" or error.validator_value != "number" or not isinstance(error.instance, str):
        return None
    found = AMOUNT.fullmatch(error.instance.strip())
    return ("amount-as-number", Decimal(found[1].replace(",", "") + (found[2] or ""))) if found else None


def number(error: ValidationError) -> Mended | None:
    """A number in a register, given as a number."""
    wanted = error.validator == "type" and field_of(error) in NUMBERS_AS_TEXT and type(error.instance) is int
    return ("number-as-text", str(error.instance)) if wanted else None


def null(error: ValidationError) -> Mended | None:
    """Null says nothing; where the standard needs a word, that is no repair."""
    path = list(error.absolute_path)
    optional = field_of(error) is not None and not (len(path) == 1 and path[0] in REQUIRED)
    return ("null-left-out", LEFT_OUT) if error.instance is None and optional else None


def field_of(error: ValidationError) -> str | None:
    """The field that is wrong; None for an element of a list."""
    path = list(error.absolute_path)
    return path[-1] if path and isinstance(path[-1], str) else None


def wants_date(error: ValidationError) -> bool:
    """Whether the standard wants a date or an instant here."""
    wanted = [error.schema, *error.schema.get("oneOf", [])] if isinstance(error.schema, dict) else []
    return any(schema.get("format") == "date-time" for schema in wanted)


RULES: tuple[Callable[[ValidationError], Mended | None], ...] = (
    open_call,
    address,
    day,
    instant,
    amount,
    number,
    null,
)
