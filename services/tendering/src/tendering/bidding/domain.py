"""What somebody wrote into the form of a bid. Pure: no database, no clock, no wire.

Every field has as its name the place of its value in the bid, a JSON pointer (RFC 6901). What the interface finds wrong
at a place is therefore wrong in the field of that name. `static/contents.js` folds the same names in the browser.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

NUMBER = r"(0|[1-9][0-9]?)"
POSTS = "full_time_equivalents|hours_per_week|weeks_per_year|years"
FIELD = re.compile(
    rf"/offers/{NUMBER}/(lot_id|price/amount|declared/[^/]+|promises/[^/]+/(quantity|due_on|place)|staffing/({POSTS}))"
    rf"|/consortium/{NUMBER}/(organisation_id|role|share|lot_ids/-)"
    rf"|/subcontractors/{NUMBER}/(name|work|organisation_id|share|lot_ids/-)"
    r"|/answers/[^/]+|/proposal|/documents/-"
)
#: Of what is sent for a phase.
FIELD_OF_ENTRY = re.compile(r"/statement|/price/amount|/documents/-")
#: What the page itself fills in, and which lots are ticked: a row with nothing else is not there.
IDLE = re.compile(r"/offers/\d+/lot_id|/consortium/\d+/role|/consortium/0/organisation_id|/\w+/\d+/lot_ids/-")
#: Boxes that are ticked: all values of that name make one list.
TICKED = re.compile(r"/documents/-|/\w+/\d+/lot_ids/-")
FIGURE = re.compile(rf".*/(share|quantity|{POSTS})|/offers/\d+/declared/.*")
ROWS = ("offers", "consortium", "subcontractors")
PRICE = re.compile(r"([0-9]{1,12})(\.[0-9]{2})?", re.ASCII)
WRITTEN_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?", re.ASCII)
#: The number of an organisation, wherever it stands in the address of its page.
UUID_INSIDE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Written:
    """The fields by their names, each with everything that was typed or ticked in it."""

    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """What stands in a field."""
        return next(iter(self.fields.get(name, ())), "")

    def ticked(self, name: str, value: str) -> bool:
        """Whether that choice was made."""
        return value in self.fields.get(name, ())

    def rows(self, part: str) -> int:
        """How many rows of a part the form shows: up to the last one with something in it."""
        return max((number + 1 for number in self._live(part)), default=0)

    def contents(self) -> dict[str, Any]:
        """The bid as the interface takes it, whole or not; rows without anything in them are left out."""
        live = {part: self._live(part) for part in ROWS}
        whole: dict[str, Any] = {}
        for name, values in self.fields.items():
            steps, typed = steps_of(name), [value for value in values if value]
            if not typed or (steps[0] in live and int(steps[1]) not in live[steps[0]]):
                continue
            if TICKED.fullmatch(name):
                _put(whole, steps[:-1], typed)
            else:
                _put(whole, steps, _meant(name, typed[0]))
        for part in ROWS:
            if part in whole:
                whole[part] = [whole[part].get(str(number), {}) for number in live[part]]
        for offer in whole.get("offers", ()):
            if "price" in offer:
                offer["price"]["currency"] = "GBP"
        return whole

    def homeless(self, criteria: Collection[str]) -> list[str]:
        """What was written for criteria that are not asked any more: an amendment took them away."""
        return [
            value
            for name, values in self.fields.items()
            if criterion_of(name) not in {None, *criteria}
            for value in values
            if value
        ]

    def text(self) -> bytes:
        """The same as it is sent."""
        return json.dumps(self.contents(), ensure_ascii=False).encode()

    def field_at(self, place: str) -> str:
        """The name of the field, or of the part of the form, that a place of the bid came from."""
        part, *rest = steps_of(place) or [""]
        if part in ROWS and rest:
            place = pointer(part, str(self._live(part)[int(rest[0])]), *rest[1:])
        if part == "documents":
            return "/documents"
        return f"{place}/amount" if part != "answers" and place.endswith("/price") else place

    def _live(self, part: str) -> list[int]:
        """The rows of a part with something in them; whoever has partners leads them."""
        filled = (name for name, values in self.fields.items() if any(values) and not IDLE.fullmatch(name))
        live = {int(steps[1]) for steps in map(steps_of, filled) if steps[0] == part and len(steps) > 1}
        return sorted(live | ({0} if live and part == "consortium" else set()))


def written_in(pairs: Iterable[tuple[str, str]], known: re.Pattern[str] = FIELD) -> Written:
    """What a browser sent; fields that the form does not have are as if nothing had been sent."""
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        if known.fullmatch(name):
            fields.setdefault(name, []).append(value.replace("\r\n", "\n").strip())
    return Written(fields)


def written_as(contents: Mapping[str, Any], lots: Sequence[UUID]) -> Written:
    """The form as it would hold a bid that was kept; offers stand where the form has their lots."""
    places = {str(lot_id): str(place) for place, lot_id in enumerate(lots)}
    offers = {places[each["lot_id"]]: each for each in contents.get("offers", ()) if each["lot_id"] in places}
    members = sorted(contents.get("consortium", ()), key=lambda each: bool(each["role"] != "lead"))
    return written_in(_flat({**contents, "offers": offers, "consortium": members}))


def criterion_of(name: str) -> str | None:
    """The criterion that a field answers to; None for every other field."""
    match steps_of(name):
        case ["answers", criterion] | ["offers", _, "declared" | "promises", criterion, *_]:
            return criterion
    return None


def steps_of(name: str) -> list[str]:
    """A JSON pointer in its steps."""
    return [step.replace("~1", "/").replace("~0", "~") for step in name.split("/")[1:]]


def pointer(*steps: str) -> str:
    """Steps as a JSON pointer."""
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)


def _put(whole: dict[str, Any], steps: Sequence[str], value: Any) -> None:
    for step in steps[:-1]:
        whole = whole.setdefault(step, {})
    whole[steps[-1]] = value


def _meant(name: str, typed: str) -> Any:
    """As the interface takes it: `85000` is 85000.00. What nobody could mean stays as it was typed."""
    if name.startswith("/answers/"):  # criteria have any name
        return typed
    if name.endswith("/price/amount"):
        found = PRICE.fullmatch(typed)
        return f"{int(found[1])}{found[2] or '.00'}" if found else typed
    if FIGURE.fullmatch(name):
        return json.loads(typed) if WRITTEN_NUMBER.fullmatch(typed) else typed
    if name.endswith("/organisation_id"):
        inside = UUID_INSIDE.search(typed)
        return inside[0].lower() if inside else typed
    return typed


def _flat(value: Any, *steps: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _flat(inner, *steps, name)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _flat(inner, *steps, str(number) if isinstance(inner, Mapping) else "-")
    elif value is not None:
        yield pointer(*steps), f"{value:f}" if isinstance(value, Decimal) else str(value)
