"""State who owns an organisation, correct it, withdraw it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from kernel.errors import RuleBroken, Unacceptable
from kernel.versions import must_match
from registry.interests.commands import record, take_turns, tell
from registry.interests.domain import Interest, Kind, Party, Share, Terms
from registry.interests.queries import body_of, holdings_above, interest_of
from registry.organisations.domain import Organisation, Speaker
from registry.organisations.queries import organisation_of
from registry.ownership.rules import drafts_of
from registry.statements.commands import publish

Owner = UUID | Party
TermsFor = Callable[[UUID], Terms]


@dataclass(frozen=True, slots=True)
class Part:
    """One owner of a joint venture, and how much of it is theirs."""

    owner: Owner
    share: Fraction


async def state_interest(
    session: AsyncSession, organisation_id: UUID, owner: Owner, terms: TermsFor, *, speaker: Speaker, now: datetime
) -> Interest:
    """Say what somebody holds in an organisation: its own word, or a registrar's."""
    subject = await _own(session, organisation_id, speaker)
    stated = Interest.state(subject.id, terms(await _owner(session, owner, "/owner")), speaker, now=now)
    if stated.kind is Kind.JOINT_VENTURE:
        raise Unacceptable("/kind", "The owners of a joint venture are stated together: they hold all of it.")
    stated.terms.must_be_sound(today=day_of(now))
    await _settle(session, subject, [stated], now=now)
    return stated


async def correct_interest(
    session: AsyncSession,
    organisation_id: UUID,
    interest_id: UUID,
    terms: TermsFor,
    *,
    speaker: Speaker,
    reason: str,
    expected: int | None,
    now: datetime,
) -> Interest:
    """Say what the interest really is, or that it has ended. What was said before stays on record."""
    subject = await _own(session, organisation_id, speaker)
    known = await _alone(session, organisation_id, interest_id, expected)
    corrected = known.correct(terms(known.owner_id), reason, speaker, now=now)
    corrected.terms.must_be_sound(today=day_of(now))
    await _settle(session, subject, [corrected], [known], now=now)
    return corrected


async def withdraw_interest(
    session: AsyncSession,
    organisation_id: UUID,
    interest_id: UUID,
    *,
    speaker: Speaker,
    reason: str,
    expected: int | None,
    now: datetime,
) -> Interest:
    """Say that it was never so."""
    subject = await _own(session, organisation_id, speaker)
    known = await _alone(session, organisation_id, interest_id, expected)
    withdrawn = known.withdraw(reason, speaker, now=now)
    await _settle(session, subject, [withdrawn], [known], now=now)
    return withdrawn


async def state_joint_venture(
    session: AsyncSession,
    organisation_id: UUID,
    parts: Sequence[Part],
    terms: Terms,
    *,
    speaker: Speaker,
    reason: str | None,
    now: datetime,
) -> list[Interest]:
    """Say who owns a joint venture, whole. Former owners cease when it begins, or, if never so, are withdrawn."""
    subject = await _own(session, organisation_id, speaker)
    today = day_of(now)
    stated = []
    for place, part in enumerate(parts):
        owner_id = await _owner(session, part.owner, f"/owners/{place}")
        its_terms = replace(terms, owner_id=owner_id, share=Share.of(part.share))
        its_terms.must_be_sound(today=today)
        stated.append(Interest.state(subject.id, its_terms, speaker, now=now))
    before = [
        it
        for it in (await holdings_above(session, [subject.id], today=today)).interests
        if it.subject_id == subject.id and it.kind is Kind.JOINT_VENTURE and it.terms.period.overlaps(terms.period)
    ]
    if before and reason is None:
        raise RuleBroken("Its owners are stated already: say why they are stated anew.")
    followed = [_gives_way(it, terms.starts_on, reason or "", speaker, now=now) for it in before]
    await _settle(session, subject, [*followed, *stated], before, now=now)
    return stated


def _gives_way(it: Interest, to: date | None, reason: str, speaker: Speaker, *, now: datetime) -> Interest:
    if to is None or to <= it.terms.period.first:
        return it.withdraw(reason, speaker, now=now)
    return it.correct(replace(it.terms, ceased_on=to), reason, speaker, now=now)


async def _own(session: AsyncSession, organisation_id: UUID, speaker: Speaker) -> Organisation:
    """The organisation of which the speaker may speak, with nobody else speaking."""
    speaker.must_speak_for(organisation_id)
    subject = await organisation_of(session, organisation_id)
    await take_turns(session)
    return subject


async def _owner(session: AsyncSession, owner: Owner, place: str) -> UUID:
    """Whoever is named, or, described for the first time, kept. Raises Unacceptable for nobody."""
    if isinstance(owner, Party):
        if await session.get(Party, owner.id) is None:
            session.add(owner)
            await session.flush()
        return owner.id
    if await body_of(session, owner) is None:
        raise Unacceptable(place, f"There is no organisation and no party {owner}.")
    return owner


async def _alone(session: AsyncSession, organisation_id: UUID, interest_id: UUID, expected: int | None) -> Interest:
    known = await interest_of(session, organisation_id, interest_id)
    must_match(known.version, expected)
    if known.kind is Kind.JOINT_VENTURE:
        raise RuleBroken("The owners of a joint venture hold all of it between them: state them anew together.")
    return known


async def _settle(
    session: AsyncSession,
    subject: Organisation,
    stated: Sequence[Interest],
    superseded: Sequence[Interest] = (),
    *,
    now: datetime,
) -> None:
    await record(session, subject.id, stated, superseded, today=day_of(now))
    for it in stated:
        owner = await body_of(session, it.owner_id)
        if owner is not None:
            await publish(session, drafts_of(it, subject, owner), subject.id, now=now)
    await tell(session, {subject.id}, now=now)
