"""What one may do with a subsidy: load, decide, record."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis import decisions
from chassis.ledger import emit
from events.grants import SubsidyChanged
from grants.applications.domain import Application
from grants.applications.queries import applicants_application, funders_application
from grants.subsidies.domain import Subsidy, SubsidyStatus
from grants.subsidies.queries import history_told, own_subsidy, subsidy_of
from kernel.clock import day_of
from kernel.money import Money
from kernel.versions import must_match
from rulebook.subsidies import Assistance, Standing, database_upload_due, minimal_financial_assistance


async def state_subsidy(
    session: AsyncSession,
    applicant_id: UUID,
    application_id: UUID,
    *,
    is_enterprise: bool,
    history: Sequence[Assistance],
    expected: int | None,
    now: datetime,
) -> Subsidy:
    """Say whether the applicant is an enterprise and what it was given before, until the grant is awarded."""
    application = await applicants_application(session, applicant_id, application_id)
    application.must_be_open()
    subsidy = await own_subsidy(session, application_id)
    if subsidy is None:
        subsidy = Subsidy(
            application_id=application_id,
            funder_id=application.funder_id,
            recipient_id=applicant_id,
            recipient_is_enterprise=is_enterprise,
            version=0,
        )
        session.add(subsidy)
    must_match(subsidy.version, expected)
    subsidy.history.clear()
    await session.flush()  # their numbers are free again
    subsidy.restate(is_enterprise=is_enterprise, history=history)
    await tell(session, subsidy, now=now)
    return subsidy


async def check_dates(
    session: AsyncSession, funder_id: UUID, application_id: UUID, amount: Money, days: Sequence[date], *, now: datetime
) -> list[Standing]:
    """Hold an award on each of these days against the limit. Each answer is kept as a decision."""
    await funders_application(session, funder_id, application_id)
    subsidy = await subsidy_of(session, application_id)
    found = [standing(subsidy, amount, on=day, now=now) for day in days]
    for each in found:
        await decisions.keep(session, each.decision, application_id)
    return found


def standing(subsidy: Subsidy, amount: Money, *, on: date, now: datetime) -> Standing:
    """An award to this recipient on that day, held against the limit."""
    enterprise = subsidy.recipient_is_enterprise
    return minimal_financial_assistance(amount, subsidy.assistance, is_enterprise=enterprise, on=on, now=now)


async def funder_moves(
    session: AsyncSession,
    funder_id: UUID,
    application_id: UUID,
    step: Callable[[Subsidy], None],
    *,
    expected: int | None,
    now: datetime,
) -> Subsidy:
    """Notify, assess or publish, as `step` does. Raises RuleBroken as it does."""
    await funders_application(session, funder_id, application_id)
    subsidy = await subsidy_of(session, application_id)
    must_match(subsidy.version, expected)
    step(subsidy)
    await tell(session, subsidy, now=now)
    return subsidy


async def confirm_subsidy(
    session: AsyncSession, applicant_id: UUID, application_id: UUID, *, expected: int | None, now: datetime
) -> Subsidy:
    """The recipient confirms that what it was notified of does not take it beyond the limit."""
    await applicants_application(session, applicant_id, application_id)
    subsidy = await subsidy_of(session, application_id)
    must_match(subsidy.version, expected)
    subsidy.confirm()
    await tell(session, subsidy, now=now)
    return subsidy


async def give_lawfully(session: AsyncSession, application: Application, amount: Money, *, now: datetime) -> None:
    """Hold an award against the Act, if its applicant said that it is an enterprise. Raises RuleBroken or Refused.

    Where the applicant has said nothing, that is unknown, which is no reason to refuse it.
    """
    subsidy = await own_subsidy(session, application.id)
    if subsidy is None or not subsidy.recipient_is_enterprise:
        return
    subsidy.must_be_givable(amount)
    today = day_of(now)
    if subsidy.status is SubsidyStatus.CONFIRMED:
        found = standing(subsidy, amount, on=today, now=now)
        found.decision.must_allow()
        await decisions.keep(session, found.decision, application.id)
    subsidy.give(amount, on=today, database_upload_due=database_upload_due(amount, on=today))
    await tell(session, subsidy, now=now)


async def tell(session: AsyncSession, subsidy: Subsidy, *, now: datetime) -> None:
    """Record how it now stands."""
    changed = SubsidyChanged(
        occurred_at=now,
        funder_id=subsidy.funder_id,
        recipient_id=subsidy.recipient_id,
        status=subsidy.status,
        recipient_is_enterprise=subsidy.recipient_is_enterprise,
        history=history_told(subsidy),
        amount=None if subsidy.amount is None else str(subsidy.amount),
        given_on=subsidy.given_on,
        database_upload_due=subsidy.database_upload_due,
        database_reference=subsidy.database_reference,
    )
    await emit(session, subsidy.application_id, changed)
