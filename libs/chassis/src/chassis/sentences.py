"""What is wrong with a value, for whoever sent it: the validator's own words are for whoever wrote the model."""

from collections.abc import Mapping
from typing import Any

from chassis.wire import AMOUNT, SIGNED_AMOUNT

#: What is said of each kind of error that is common; figures and choices are the validator's.
SAID: Mapping[str, str] = {
    "missing": "This is needed.",
    "extra_forbidden": "There is no such field here.",
    "string_type": "It should be text, in quotation marks.",
    "bool_type": "It should be true or false.",
    "int_type": "It should be a whole number.",
    "list_type": "It should be a list.",
    "tuple_type": "It should be a list.",
    "dict_type": "It should be an object.",
    "model_type": "It should be an object.",
    "model_attributes_type": "It should be an object.",
    "date_type": "It should be a day, such as 2026-11-25.",
    "uuid_parsing": "It should be a UUID, such as 0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b.",
    "literal_error": "It should be {expected}.",
    "enum": "It should be {expected}.",
    "string_too_short": "It needs at least {min_length} characters.",
    "string_too_long": "It has more than {max_length} characters.",
    "too_short": "It needs at least {min_length}.",
    "too_long": "It takes {max_length} at most.",
    "greater_than": "It should be more than {gt}.",
    "greater_than_equal": "It should be {ge} or more.",
    "less_than": "It should be less than {lt}.",
    "less_than_equal": "It should be {le} or less.",
    "string_pattern_mismatch": "It should match the pattern {pattern}",
}
#: Patterns that nobody should have to read.
SPELT: Mapping[str, str] = {
    AMOUNT: "An amount is text with two decimal places, such as 1250.00, and not negative.",
    SIGNED_AMOUNT: "An amount is text with two decimal places, such as 1250.00 or -1250.00.",
    r"^[0-9]{8}(-[0-9])?$": "A CPV code has eight digits, such as 85311000.",
    r"^[0-9a-f]{64}$": "A digest is 64 hexadecimal digits, in small letters.",
    r"^20[0-9]{2}-Q[1-4]$": "A quarter is written 2026-Q3.",
}


def sentence_of(error: Mapping[str, Any]) -> str:
    """One of a validator's errors (`ValidationError.errors()`) as a sentence."""
    kind, figures = error["type"], error.get("ctx", {})
    if kind == "value_error":
        return ended(str(figures["error"]))
    if kind == "missing" and tuple(error["loc"]) == ("body",):
        return "A body is needed."
    if kind == "string_too_short" and figures["min_length"] == 1:
        return "It may not be empty."
    if kind == "string_pattern_mismatch" and figures["pattern"] in SPELT:
        return SPELT[figures["pattern"]]
    return SAID[kind].format(**figures) if kind in SAID else str(error["msg"])


def ended(sentence: str) -> str:
    """With a full stop, unless it ends already."""
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."
