"""An anonymised workforce pack. Pure: no database, no clock, no wire."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from uuid import UUID

from kernel.digests import digest_of

PENNY = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class Post:
    """One person's terms, without a name. It is never kept: only what `anonymised` makes of all posts together."""

    role: str
    weekly_hours: Decimal
    hourly_pay: Decimal
    years_of_service: int
    has_pension: bool


@dataclass(frozen=True, kw_only=True)
class Group:
    """All who have one role. Pay, service and pension are None where they are too few to be shown."""

    role: str
    people: int
    weekly_hours: Decimal | None
    mean_hourly_pay: Decimal | None
    mean_years_of_service: Decimal | None
    with_pension: int | None

    @property
    def is_suppressed(self) -> bool:
        """Whether so few have this role that its figures would show a person."""
        return self.mean_hourly_pay is None


@dataclass(eq=False, kw_only=True)
class Pack:
    """What bidders are told of the staff of one notice. No totals: they would show what is suppressed."""

    notice_id: UUID
    groups: list[Group]
    version: int = field(default=1)

    def digest(self) -> str:
        """The pack as one SHA-256."""
        return digest_of([asdict(each) for each in self.groups])


def anonymised(posts: Iterable[Post], *, minimum: int) -> list[Group]:
    """The posts by role, in the order of the alphabet; of fewer than `minimum` only how many they are."""
    by_role: dict[str, list[Post]] = {}
    for post in posts:
        by_role.setdefault(post.role, []).append(post)
    return [group(role, by_role[role], minimum=minimum) for role in sorted(by_role)]


def group(role: str, posts: list[Post], *, minimum: int) -> Group:
    """Those of one role: means and counts, never the least or the most, which are somebody's own."""
    people = len(posts)
    if people < minimum:
        few = dict.fromkeys(("weekly_hours", "mean_hourly_pay", "mean_years_of_service", "with_pension"))
        return Group(role=role, people=people, **few)
    hours = sum((post.weekly_hours for post in posts), start=Decimal(0))
    pay = sum((post.hourly_pay * post.weekly_hours for post in posts), start=Decimal(0))
    years = Decimal(sum(post.years_of_service for post in posts))
    return Group(
        role=role,
        people=people,
        weekly_hours=hours,
        mean_hourly_pay=(pay / hours).quantize(PENNY),
        mean_years_of_service=(years / people).quantize(Decimal("0.1")),
        with_pension=sum(post.has_pension for post in posts),
    )
