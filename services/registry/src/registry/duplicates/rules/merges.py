"""Two records made one, and parted again: what one gave to the other, kept so that both come back as they were."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.errors import RuleBroken, Unacceptable
from kernel.orgids import OrgId, parse_org_id
from registry.organisations.domain import Identifier, Organisation, Status
from registry.particulars.domain import NameKind, OtherName, Role, folded


@dataclass(frozen=True)
class Given:
    """A number that the merged record gave to the survivor, with its first source and its rank."""

    org_id: str
    source: str
    rank: int

    @property
    def parsed(self) -> OrgId:
        """The number as the kernel knows it."""
        return parse_org_id(self.org_id)


@dataclass(eq=False)
class Merge:
    """A registrar's decision that `merged_id` and `survivor_id` are records of one body. `parted_at` ends it."""

    id: UUID
    survivor_id: UUID
    merged_id: UUID
    reason: str
    merged_at: datetime
    given: tuple[Given, ...]
    roles: list[Role]  # that the survivor lacked
    names: tuple[OtherName, ...]  # that the survivor lacked
    status: Status  # of the merged record, before
    status_since: date | None
    parted_because: str | None = None
    parted_at: datetime | None = None
    version: int = 1

    @property
    def numbers(self) -> list[str]:
        """The org-ids that the survivor bears since."""
        return [it.org_id for it in self.given]

    def part(self, survivor: Organisation, merged: Organisation, reason: str, now: datetime) -> None:
        """They are two after all: each gets back what was its own. Raises RuleBroken unless this was the last merge.

        What was said of the survivor since stays.
        """
        if self.parted_at is not None:
            raise RuleBroken("They were parted already.")
        if survivor.merged_into is not None:
            raise RuleBroken(f"The survivor is itself merged into {survivor.merged_into}: part those two first.")
        borne = {it.org_id: it for it in survivor.identifiers}
        restored = [borne.get(it.parsed) or Identifier(it.parsed, it.source, it.rank) for it in self.given]
        _bear(survivor, [it for it in survivor.identifiers if it not in restored])
        _bear(merged, restored)
        survivor.roles = tuple(it for it in survivor.roles if it not in self.roles)
        survivor.call(survivor.name, [it for it in survivor.other_names if it not in self.names])
        merged.status, merged.status_since, merged.merged_into = self.status, self.status_since, None
        self.parted_because, self.parted_at = reason, now
        for each in (survivor, merged, self):
            each.version += 1


def merge(
    merge_id: UUID, survivor: Organisation, merged: Organisation, reason: str, *, now: datetime, today: date
) -> Merge:
    """Make two records one: the survivor bears every number and role, and is found by every name.

    The other record stays under its UUID, says where it went, and changes no more. Raises Unacceptable, RuleBroken.
    """
    if survivor.id == merged.id:
        raise Unacceptable("/merged_id", "A record is not merged into itself.")
    for each in (survivor, merged):
        _must_be_free(each)
    if merged.successors:
        raise RuleBroken(f"Others took over from {merged.name}: let it be the survivor.")
    known = {survivor.search_name, *(folded(it.name) for it in survivor.other_names)}
    names = (OtherName(merged.name, NameKind.ALSO_KNOWN), *merged.other_names)
    given = list(merged.identifiers)
    decision = Merge(
        merge_id,
        survivor.id,
        merged.id,
        reason,
        now,
        given=tuple(Given(str(it.org_id), it.source, it.rank) for it in given),
        roles=[it for it in merged.roles if it not in survivor.roles],
        names=tuple({folded(it.name): it for it in reversed(names) if folded(it.name) not in known}.values()),
        status=merged.status,
        status_since=merged.status_since,
    )
    _bear(merged, [])  # first: a number is taken from one before it is given to the other
    _bear(survivor, [*survivor.identifiers, *given])
    survivor.roles = tuple(sorted({*survivor.roles, *decision.roles}))
    survivor.call(survivor.name, (*survivor.other_names, *decision.names))
    merged.status, merged.status_since, merged.merged_into = Status.MERGED, today, survivor.id
    for each in (survivor, merged):
        each.version += 1
    return decision


def _must_be_free(organisation: Organisation) -> None:
    named = f"{organisation.name}, organisation {organisation.id},"
    if organisation.merged_into is not None:
        raise RuleBroken(f"{named} is merged into {organisation.merged_into} already.")
    if organisation.status is Status.SUSPENDED:
        raise RuleBroken(f"{named} is suspended: they are made one when that has ended.")


def _bear(organisation: Organisation, identifiers: list[Identifier]) -> None:
    organisation.identifiers = identifiers
    for rank, identifier in enumerate(identifiers):
        identifier.rank = rank
