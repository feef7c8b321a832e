"""Who may be given a reserved lot, by what the register told of them and what was awarded here."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import null, select
from sqlalchemy.ext.asyncio import AsyncSession

from rulebook.limbs import PastAward, Question, Reservation
from rulebook.reservations import Qualification, is_comparable, qualify
from tendering.reservations.tables import reserved_awards
from tendering.suppliers.queries import known_of
from tendering.suppliers.tables import known_reserved_contracts


async def past_awards(
    session: AsyncSession, organisation_id: UUID, *, cpv: Sequence[str], on: date, but: UUID | None
) -> list[PastAward]:
    """Its reserved contracts, awarded here or as the register has them; comparable to what has these CPV codes."""
    told, own = known_reserved_contracts.c, reserved_awards.c
    declared = await session.execute(
        select(told.authority_id, told.awarded_on, told.cpv, told.comparable).where(
            told.organisation_id == organisation_id
        )
    )
    awarded = await session.execute(
        select(own.authority_id, own.awarded_on, own.cpv, null()).where(
            own.organisation_id == organisation_id, own.award_id.is_distinct_from(but)
        )
    )
    return [
        PastAward(authority, awarded_on, is_comparable(codes, cpv, on=on) if comparable is None else comparable)
        for authority, awarded_on, codes, comparable in [*declared, *awarded]
    ]


async def qualification_of(
    session: AsyncSession,
    organisation_id: UUID,
    reservation: Reservation,
    *,
    authority: UUID,
    on: date,
    areas: Sequence[str] = (),
    cpv: Sequence[str] = (),
    but: UUID | None = None,
    evidence_on: date | None = None,
) -> Qualification:
    """Whether an organisation may be given a lot so reserved by that authority, on the day of award or of signature.

    `evidence_on` is the day on which evidence must be live, if it is another. `but` is the award that is itself being
    tested: it does not stand in its own way. Raises NotFound, NotInForce.
    """
    history = await past_awards(session, organisation_id, cpv=cpv, on=on, but=but)
    question = Question(reservation=reservation, authority=authority, on=on, areas=areas, history=history)
    return qualify(await known_of(session, organisation_id, on=evidence_on or on), question)
