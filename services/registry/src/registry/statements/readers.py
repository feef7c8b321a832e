"""BODS 0.4 as others publish it: a JSON list of statements, or one on each line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from kernel.json_text import Unreadable, content_of, elements, parsed, unholdable, whole
from registry.statements.domain import BODS, PUBLISHER, Rejected, Statement

TYPES = {"entity": "entityType", "person": "personType", "relationship": "subject"}
STATUSES = {"new", "updated", "closed"}
SOURCE_TYPES = {"selfDeclaration", "officialRegister", "thirdParty", "primaryResearch", "verified"}
ENTITY_TYPES = {
    *("registeredEntity", "legalEntity", "arrangement", "anonymousEntity", "unknownEntity", "state", "stateBody"),
}
PERSON_TYPES = {"anonymousPerson", "unknownPerson", "knownPerson"}
DATED = re.compile(r"\d{4}-\d{2}-\d{2}(T.*)?", re.ASCII)
LONGEST = 500


class Unfit(ValueError):
    """A statement that BODS 0.4 does not allow; the sentence says why."""


def statements_of(text: str) -> Iterator[Statement | Rejected]:
    """Every statement of a file, or why it is none. Raises Unreadable for text that is no list and no lines of JSON."""
    seen: set[str] = set()
    for row, each in enumerate(_texts(text), start=1):
        try:
            statement = statement_of(each)
            if statement.id in seen:
                raise Unfit("Another statement of this file has the same statementId.")
            seen.add(statement.id)
            yield statement
        except (Unfit, Unreadable) as error:
            yield Rejected(row, str(error), _id_of(each))


def _texts(text: str) -> Iterable[str]:
    if text.lstrip().startswith("["):
        return map(str, elements(whole(text)))
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines or not all(line.lstrip().startswith("{") for line in lines):
        raise Unreadable("BODS is a JSON list of statements, or one statement on each line.")
    return lines


def _id_of(text: str) -> str | None:
    try:
        found = parsed(text).get("statementId")
    except (Unreadable, AttributeError):
        return None
    return found[:64] if isinstance(found, str) and found.isprintable() else None


def statement_of(text: str) -> Statement:
    """Read one statement. Raises Unfit, Unreadable."""
    said = parsed(text)
    if not isinstance(said, dict):
        raise Unfit("A statement is a JSON object.")
    if place := unholdable(said):
        raise Unfit(f"{place} holds what is no text.")
    details, published = _object(said, "recordDetails"), _object(said, "publicationDetails", {})
    version = published.get("bodsVersion", BODS)
    if version != BODS:
        raise Unfit(f"This is BODS {str(version)[:10]}; {BODS} is read here.")
    record_type = _one_of(said, "recordType", TYPES.keys())
    _examine(record_type, details)
    return Statement(
        id=_text(said, "statementId", least=32, most=64),
        publisher=_publisher(published),
        record_id=_text(said, "recordId"),
        record_type=record_type,
        status=_one_of(said, "recordStatus", STATUSES) if "recordStatus" in said else None,
        declaration_subject=_text(said, "declarationSubject"),
        text=text,
        content=content_of(said),
        details=details,
        source=_source(said),
        dated=_day(said, "statementDate"),
    )


def _examine(record_type: str, details: Mapping[str, Any]) -> None:
    if not isinstance(details.get("isComponent"), bool):
        raise Unfit("recordDetails/isComponent is true or false.")
    if record_type == "entity":
        _one_of(_object(details, "entityType"), "type", ENTITY_TYPES)
    elif record_type == "person":
        _one_of(details, "personType", PERSON_TYPES)
    else:
        for name in ("subject", "interestedParty"):
            if not isinstance(details.get(name), dict):
                _text(details, name)
        interests = details.get("interests", [])
        if not isinstance(interests, list) or not all(isinstance(it, dict) for it in interests):
            raise Unfit("recordDetails/interests is a list of objects.")


def _publisher(published: Mapping[str, Any]) -> str:
    publisher = _object(published, "publisher", {})
    name = _text(publisher, "name" if "name" in publisher else "url") if publisher else "unknown"
    if name == PUBLISHER:
        raise Unfit("The registry publishes under this name itself.")
    return name


def _source(said: Mapping[str, Any]) -> Mapping[str, Any]:
    source = _object(said, "source", {})
    types = source.get("type", [])
    if not isinstance(types, list) or not all(isinstance(it, str) and it in SOURCE_TYPES for it in types):
        raise Unfit("source/type is a list of kinds of source.")
    return source


def _object(said: Mapping[str, Any], name: str, default: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
    found = said.get(name, default)
    if not isinstance(found, dict):
        raise Unfit(f"{name} is an object.")
    return found


def _text(said: Mapping[str, Any], name: str, *, least: int = 1, most: int = LONGEST) -> str:
    found = said.get(name)
    if not isinstance(found, str) or not least <= len(found) <= most:
        raise Unfit(f"{name} is a text of {least} to {most} characters.")
    return found


def _one_of(said: Mapping[str, Any], name: str, allowed: Iterable[str]) -> str:
    found = said.get(name)
    if not isinstance(found, str) or found not in allowed:
        raise Unfit(f"{name} is one of {', '.join(sorted(allowed))}.")
    return found


def _day(said: Mapping[str, Any], name: str) -> date:
    found = _text(said, name, least=10, most=40)
    try:
        if DATED.fullmatch(found) is None:
            raise ValueError(found)
        return date.fromisoformat(found[:10])
    except ValueError as error:
        raise Unfit(f"{name} is a date such as 2026-11-25.") from error
