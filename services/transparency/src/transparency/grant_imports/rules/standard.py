"""The 360Giving standard 1.4.3: its grant schema, with formats checked as the standard means them.

What jsonschema checks of formats depends on what else is installed; here it does not.
"""

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

# RFC 3986 §3, without the letters that only IRIs have.
_PART = r"[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2}"
_AUTHORITY = (
    r"(?:(?:[A-Za-z0-9\-._~!$&'()*+,;=:]|%[0-9A-Fa-f]{2})*@)?(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9\-._~%]+)(?::\d*)?"
)
URI = re.compile(rf"[A-Za-z][A-Za-z0-9+.-]*:(?://{_AUTHORITY}(?:/|$|(?=[?#])))?(?:{_PART}|/)*(?:\?(?:{_PART}|[/?])*)?"
                 rf"(?:#(?:{_PART}|[/?])*)?", re.ASCII)  # fmt: skip
# RFC 3339 §5.6.
INSTANT = re.compile(
    r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)",
    re.ASCII,
)
REQUIRED = ("id", "title", "description", "currency", "amountAwarded", "awardDate", "fundingOrganization")
RECIPIENTS = ("recipientOrganization", "recipientIndividual")

formats = FormatChecker(formats=())


@formats.checks("uri")
def is_uri(value: object) -> bool:
    """An address with its scheme."""
    return not isinstance(value, str) or URI.fullmatch(value) is not None


@formats.checks("date-time")
def is_instant(value: object) -> bool:
    """A date with a time and an offset."""
    return not isinstance(value, str) or INSTANT.fullmatch(value) is not None


@cache
def grant_schema() -> dict[str, Any]:
    """JSON Schema 2020-12."""
    schema = files("transparency.grant_imports").joinpath("profile/grant-schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(schema)
    return loaded


@cache
def validator() -> Draft202012Validator:
    """Of one grant."""
    return Draft202012Validator(grant_schema(), format_checker=formats)


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema that a `$ref` into the standard's own definitions stands for."""
    name = schema.get("$ref", "").removeprefix("#/$defs/")
    found: dict[str, Any] = grant_schema()["$defs"][name] if name else schema
    return found
