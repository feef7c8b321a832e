"""The rows of a table, however many, always in the same order."""

from collections.abc import AsyncIterator, Callable, Collection, Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from obstore.store import ObjectStore
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.grants import Grant
from events.registry import OrganisationClassified
from events.tendering import Agreement, Announcement, PaymentMade, RegisterEntryStated
from kernel.money import Money
from transparency.directory.queries.organisations import organisation_called
from transparency.directory.queries.procurements import as_they_stood
from transparency.directory.tables import contracts, grants, notices
from transparency.exports.domain import CodeTable, Publisher, Row
from transparency.exports.queries.entries import (
    UNCONTESTED,
    Agreed,
    Classes,
    Prefixes,
    contract_row,
    grant_payment_rows,
    grant_row,
    invitation_row,
    line_row,
    payment_row,
)
from transparency.exports.rules import Wanted
from transparency.exports.tables import authority_payments, register_entries
from transparency.profiles.tables import classifications
from transparency.spend_lines.queries import Told, files_of, is_told, lines_of, months_told

AT_ONCE = 500
LABELS = ("sme", "vcse")


async def publisher_called(session: AsyncSession, reference: str) -> Publisher:
    """By its id here, or one of its org-ids. Raises NotFound."""
    facts = await organisation_called(session, reference)
    return Publisher(facts.id, facts.name, facts.org_ids)


async def rows_of(session: AsyncSession, store: ObjectStore, wanted: Wanted, prefixes: Prefixes) -> AsyncIterator[Row]:
    """The table, row by row; the database keeps its place, so that no more than a few hundred lie in memory."""
    tables: Mapping[CodeTable, Callable[[AsyncSession, Wanted, Prefixes], AsyncIterator[Row]]] = {
        CodeTable.CONTRACTS_REGISTER: _contracts,
        CodeTable.INVITATIONS: _invitations,
        CodeTable.SPEND: partial(_spend, store=store),
        CodeTable.VCSE_GRANTS: _grants,
    }
    async for row in tables[wanted.table](session, wanted, prefixes):
        yield row


async def _contracts(session: AsyncSession, wanted: Wanted, prefixes: Prefixes) -> AsyncIterator[Row]:
    """Contracts that bound the authority on one of the days, as they stood on the last of them."""
    days, stated = wanted.days, register_entries.c.facts
    latest = as_they_stood(None if days is None else days.last)
    query = (
        select(
            contracts.c.facts, notices.c.facts.label("notice"), stated.label("said"), latest.c.value, latest.c.ends_on
        )
        .join(latest, latest.c.contract_id == contracts.c.id)
        .outerjoin(register_entries, register_entries.c.contract_id == contracts.c.id)
        .join(notices, notices.c.id == contracts.c.notice_id)
        .where(latest.c.value > wanted.above.pence, *_whose(wanted, contracts.c.buyer_id))
        .order_by(contracts.c.signed_at, contracts.c.id)
    )
    if days is not None:
        query = query.where(latest.c.last >= days.first)
    async for batch in _batches(session, query):
        told = [(_agreed(it), it) for it in batch]
        classes = await _classes_of(session, {each.id for known, _ in told for each in known.contract.award.suppliers})
        for known, it in told:
            yield contract_row(known, classes, prefixes, ends_on=it.ends_on, value=Money(it.value))


async def _invitations(session: AsyncSession, wanted: Wanted, prefixes: Prefixes) -> AsyncIterator[Row]:
    """Notices that asked whoever could for bids, also those that came to nothing."""
    kept = notices.c
    query = (
        select(kept.facts)
        .where(kept.value > wanted.above.pence, *_whose(wanted, kept.buyer_id), *_when(wanted, kept.published_at))
        .where(kept.facts["procedure"].astext.not_in(UNCONTESTED))
        .order_by(kept.published_at, kept.id)
    )
    async for batch in _batches(session, query):
        for it in batch:
            yield invitation_row(Announcement.model_validate(it.facts), prefixes)


async def _spend(
    session: AsyncSession, wanted: Wanted, prefixes: Prefixes, *, store: ObjectStore
) -> AsyncIterator[Row]:
    """What the authority paid by its spend files, by what it posted of other months, and of grants in these."""
    files = await files_of(session, None if wanted.publisher is None else wanted.publisher.id)
    for file in files:
        async for line in lines_of(store, file, wanted.days):
            yield line_row(line, file.payer)
    told = months_told(files)
    async for row in _posted(session, wanted, prefixes, told):
        yield row
    given = select(grants.c.facts).where(*_whose(wanted, grants.c.funder_id)).order_by(grants.c.awarded_on, grants.c.id)
    async for batch in _batches(session, given):
        for it in batch:
            known = Grant.model_validate(it.facts)
            for row in grant_payment_rows(known, wanted.above, wanted.days, partial(is_told, told)):
                yield row


async def _posted(session: AsyncSession, wanted: Wanted, prefixes: Prefixes, told: Told) -> AsyncIterator[Row]:
    """Payments of the months that no file tells of: the two are accounts of the same money."""
    kept, stated = authority_payments.c, register_entries.c.facts
    query = (
        select(kept.facts.label("payment"), contracts.c.facts, notices.c.facts.label("notice"), stated.label("said"))
        .outerjoin(contracts, contracts.c.id == kept.contract_id)
        .outerjoin(register_entries, register_entries.c.contract_id == contracts.c.id)
        .outerjoin(notices, notices.c.id == contracts.c.notice_id)
        .where(kept.pence > wanted.above.pence, *_whose(wanted, kept.buyer_id), *_on(wanted, kept.paid_on))
        .order_by(kept.paid_on, kept.id)
    )
    async for batch in _batches(session, query):
        for it in batch:
            payment = PaymentMade.model_validate(it.payment)
            if not is_told(told, payment.buyer.id, payment.paid_on):
                yield payment_row(payment, None if it.facts is None else _agreed(it), prefixes)


async def _grants(session: AsyncSession, wanted: Wanted, prefixes: Prefixes) -> AsyncIterator[Row]:
    """Grants, but to those who are known to be no VCSE: who may be one is not left out."""
    kept = grants.c
    query = select(kept.facts).where(*_whose(wanted, kept.funder_id), *_on(wanted, kept.awarded_on))
    async for batch in _batches(session, query.order_by(kept.awarded_on, kept.id)):
        told = [Grant.model_validate(it.facts) for it in batch]
        classes = await _classes_of(session, {grant.recipient.id for grant in told})
        for grant in told:
            if classes.get((grant.recipient.id, "vcse")) is not False:
                yield grant_row(grant, prefixes)


def _agreed(found: Any) -> Agreed:
    """A contract with its notice, and what its buyer says of it for the register."""
    said = None if found.said is None else RegisterEntryStated.model_validate(found.said)
    return Agreed(Agreement.model_validate(found.facts), Announcement.model_validate(found.notice), said)


def _whose(wanted: Wanted, column: ColumnElement[UUID]) -> list[ColumnElement[bool]]:
    return [] if wanted.publisher is None else [column == wanted.publisher.id]


def _on(wanted: Wanted, column: ColumnElement[date]) -> list[ColumnElement[bool]]:
    return [] if wanted.days is None else [column.between(wanted.days.first, wanted.days.last)]


def _when(wanted: Wanted, column: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    """The same of instants, by the clocks of the United Kingdom."""
    return _on(wanted, func.date(func.timezone("Europe/London", column)))


async def _batches(session: AsyncSession, query: Select[Any]) -> AsyncIterator[Any]:
    result = await session.stream(query.execution_options(yield_per=AT_ONCE))
    async for batch in result.partitions():
        yield batch


async def _classes_of(session: AsyncSession, ids: Collection[UUID]) -> Classes:
    """What the registry publicly makes of these organisations."""
    kept = classifications.c
    found = await session.scalars(select(kept.facts).where(kept.organisation_id.in_(ids)))
    return {
        (told.organisation_id, verdict.label): verdict.outcome == "yes"
        for told in map(OrganisationClassified.model_validate, found)
        for verdict in told.verdicts
        if verdict.label in LABELS and verdict.withheld_until is None and verdict.outcome in {"yes", "no"}
    }
