"""What the form asks, in ordinary words and in Easy Read. Pure: no database, no clock, no wire."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FACES = ("Very bad", "Bad", "In between", "Good", "Very good")
DIMENSIONS = {
    "safe": ("Did you feel safe?", "Did you feel safe?"),
    "respectful": ("Were you treated with respect?", "Were people polite to you?"),
    "on_time": ("Was help there when it was promised?", "Did help come on time?"),
    "made_a_difference": ("Did it make a difference?", "Did it help you?"),
}
ANSWERS = {"yes": "Yes", "no": "No", "dont_know": "I don’t know"}
#: What the form calls what the API calls otherwise.
PLACES = {"/credential": "credential", "/overall": "overall", "/recommend": "recommend", "/period": "period"}


@dataclass(frozen=True)
class Fault:
    """What is wrong with one answer; `field` is the id of what to go back to."""

    field: str
    sentence: str


WORDS = ("credential", "recommend", "period", "story")
MISSING = {
    "credential": "Enter the code that you were given",
    "overall": "Choose how the service was",
    "recommend": "Choose whether you would tell a friend to use it",
    "period": "Choose when you used the service",
}


def answered(sent: Mapping[str, str]) -> dict[str, Any]:
    """The answers as a review takes them; what was left empty is left out."""
    review: dict[str, Any] = {name: sent[name] for name in WORDS if sent.get(name)}
    if sent.get("overall", "").isdecimal():
        review["overall"] = int(sent["overall"])
    given = {name: int(sent[name]) for name in DIMENSIONS if sent.get(name, "").isdecimal()}
    return review | ({"dimensions": given} if given else {})


def missing(sent: Mapping[str, str]) -> list[Fault]:
    """Questions that need an answer and have none."""
    return [Fault(field, sentence) for field, sentence in MISSING.items() if not sent.get(field)]
