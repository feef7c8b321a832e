"""A statement of the Beneficial Ownership Data Standard 0.4: a claim about a body, a person or a relationship."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from kernel.json_text import canonical, content_of

#: Statements of the registry's own are named by what they say, so that building them again gives the same ones.
NAMES = UUID("0a6f3e0d-93a7-5a0e-8f57-7c2d2c0f5a44")
PUBLISHER = "Commonweal registry"
LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
BODS = "0.4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement. `text` is its JSON exactly as published."""

    id: str
    publisher: str
    record_id: str
    record_type: str  # entity, person, relationship
    status: str | None  # new, updated, closed
    declaration_subject: str
    text: str
    content: str  # SHA-256 of what it says, however it is spelt
    details: Mapping[str, Any]
    source: Mapping[str, Any]
    dated: date

    @property
    def record(self) -> tuple[str, str]:
        """Record ids are unique with their publisher only."""
        return self.publisher, self.record_id


@dataclass(frozen=True, slots=True)
class Rejected:
    """A statement that was not kept: which, counted from 1, and why."""

    row: int
    reason: str
    statement_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the registry itself has to say of a record."""

    record_id: str
    record_type: str
    declaration_subject: str
    details: Mapping[str, Any]
    source: Mapping[str, Any]
    closes: bool = False
    annotations: tuple[Mapping[str, Any], ...] = ()

    def published(self, number: int, *, on: date) -> Statement:
        """The `number`th statement of its record."""
        said: dict[str, Any] = {
            "declarationSubject": self.declaration_subject,
            "statementDate": on.isoformat(),
            "recordId": self.record_id,
            "recordType": self.record_type,
            "recordStatus": "closed" if self.closes else "new" if number == 1 else "updated",
            "recordDetails": self.details,
            "source": self.source,
            **({"annotations": list(self.annotations)} if self.annotations else {}),
            "publicationDetails": {
                "publicationDate": on.isoformat(),
                "bodsVersion": BODS,
                "license": LICENCE,
                "publisher": {"name": PUBLISHER},
            },
        }
        said = {"statementId": str(uuid5(NAMES, f"{number} {canonical(said)}")), **said}
        return Statement(
            id=said["statementId"],
            publisher=PUBLISHER,
            record_id=self.record_id,
            record_type=self.record_type,
            status=said["recordStatus"],
            declaration_subject=self.declaration_subject,
            text=json.dumps(said, ensure_ascii=False),
            content=content_of(said),
            details=self.details,
            source=self.source,
            dated=on,
        )
