"""What one may ask about shares of a scope's money. It is public."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from events.registry import OwnershipStated
from transparency.concentration.domain import Concentration, Parts
from transparency.concentration.rules import concentration, figures_on, owners_of, share_if_won
from transparency.flows.domain import Flow, Holder, Scope
from transparency.flows.queries import flows_of, names_of, ownerships_of, positions_on, scope_of

UNNAMED = "An owner who is not named"


@dataclass(frozen=True, slots=True)
class Counted:
    """Shares by group, with who is of each group and what everybody is called."""

    found: Concentration
    members: Mapping[Holder, Sequence[Holder]]
    names: Mapping[Holder, str]


async def concentration_in(session: AsyncSession, scope: Scope, supposed: Sequence[Flow] = ()) -> Counted:
    """Who holds how much of it, by the groups of its last day; and of what is supposed beside."""
    flows = [*await flows_of(session, scope, division=scope.division), *supposed]
    holders = {it for flow in flows for it in ([flow.payee] if flow.is_prime else [flow.payer, flow.payee])}
    stated = await ownerships_of(session, holders)
    parts = parts_on(stated, scope.last)
    found = concentration(flows, parts, figures_on(scope.last, scope.figures))
    members: dict[Holder, list[Holder]] = {each.group: [] for each in found.groups}
    for holder in sorted(holders, key=str):
        for group in owners_of(holder, parts):
            members.setdefault(group, []).append(holder)
    known = bodies_in(stated) | await names_of(session, {*holders, *members})
    names = dict.fromkeys(members, UNNAMED) | dict.fromkeys(holders, UNNAMED) | known
    return Counted(found, members, names)


def parts_on(stated: Iterable[OwnershipStated], day: date) -> Parts:
    """Whose the money of each was that day, where it is not simply its own."""
    return {
        holder: {each.group_id: Fraction(each.share) for each in position.attribution}
        for holder, position in positions_on(stated, day).items()
    }


def bodies_in(stated: Iterable[OwnershipStated]) -> dict[Holder, str]:
    """What is told of the names of owners, whom the register itself may not have."""
    bodies = [interest.owner for each in stated for interest in each.interests]
    bodies += [position.group for each in stated for position in each.positions]
    return {body.id: body.name or UNNAMED for body in bodies}


async def if_won(
    session: AsyncSession, scope: Scope, found: Concentration, bidder_id: UUID, pence: Fraction
) -> tuple[UUID, Fraction | None]:
    """The bidder's group, and its share if it were paid so much more in a year and nothing else changed."""
    group = await group_of(session, bidder_id, scope.last)
    return group, share_if_won(found, group, pence)


async def attributed_to_group_of(
    session: AsyncSession, organisation_id: UUID, dataset_id: UUID | None, *, today: date
) -> tuple[UUID, Fraction | None]:
    """The group of an organisation, and what a dataset attributes to it; None where no dataset is asked about."""
    if dataset_id is None:
        return await group_of(session, organisation_id, today), None
    scope = await scope_of(session, dataset_id)
    group = await group_of(session, organisation_id, scope.last)
    return group, (await concentration_in(session, scope)).found.attributed_to(group)


async def group_of(session: AsyncSession, organisation_id: UUID, day: date) -> UUID:
    """Who stood at the top of its group that day; itself, where nobody did."""
    standing = positions_on(await ownerships_of(session, [organisation_id]), day)
    return standing[organisation_id].group.id if standing else organisation_id
