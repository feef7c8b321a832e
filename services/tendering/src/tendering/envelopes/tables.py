"""How an envelope is kept: as one run of bytes."""

import json
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from kernel.money import Money
from tendering.envelopes.domain import Envelope, Member, MemberRole, Offer, Promise, Staffing, Subcontractor


class EnvelopeBytes(TypeDecorator[Envelope]):
    """An envelope as one run of bytes: no query can look inside."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Envelope | None, dialect: Dialect) -> bytes | None:
        """Shut it."""
        if value is None:
            return None
        contents = {
            "offers": [_told(offer) for offer in value.offers],
            "proposal": value.proposal,
            "answers": dict(value.answers),
            "documents": value.documents,
            "consortium": [
                [str(each.organisation_id), each.role, str(each.share), *map(str, each.lots)]
                for each in value.consortium
            ],
            "subcontractors": [
                [it.name, it.work, _text(it.organisation_id), _text(it.share), *map(str, it.lots)]
                for it in value.subcontractors
            ],
        }
        return json.dumps(contents, ensure_ascii=False).encode()

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Envelope | None:
        """Open it."""
        if value is None:
            return None
        contents = json.loads(value)
        offers = tuple(_offer(told) for told in contents["offers"])
        members = contents.get("consortium", ())  # envelopes of before have none
        named = contents.get("subcontractors", ())
        return Envelope(
            offers,
            contents["proposal"],
            tuple(contents["documents"]),
            tuple(map(_member, members)),
            tuple(map(_subcontractor, named)),
            contents.get("answers", {}),
        )


def _text(value: UUID | Decimal | None) -> str | None:
    return None if value is None else str(value)


def _member(told: list[str]) -> Member:
    who, role, share, *lots = told
    return Member(UUID(who), MemberRole(role), Decimal(share), tuple(map(UUID, lots)))


def _subcontractor(told: list[Any]) -> Subcontractor:
    name, work, who, share, *lots = [*told, None] if len(told) == 3 else told  # those of before had no share
    return Subcontractor(
        name, work, UUID(who) if who else None, Decimal(share) if share else None, tuple(map(UUID, lots))
    )


def _told(offer: Offer) -> dict[str, Any]:
    staffing = offer.staffing and {name: str(count) for name, count in vars(offer.staffing).items()}
    declared = {name: str(value) for name, value in offer.declared.items()}
    promises = {name: [each.due_on.isoformat(), each.place] for name, each in offer.promises.items()}
    told = {"lot": str(offer.lot_id), "price": str(offer.price), "declared": declared, "staffing": staffing}
    return {**told, "promises": promises}


def _offer(told: dict[str, Any]) -> Offer:
    declared = {name: Decimal(value) for name, value in told["declared"].items()}
    staffing = told["staffing"] and Staffing(**{name: Decimal(count) for name, count in told["staffing"].items()})
    promises = {
        name: Promise(date.fromisoformat(due), place) for name, (due, place) in told.get("promises", {}).items()
    }
    return Offer(UUID(told["lot"]), Money.parse(told["price"]), declared, staffing, promises)
