"""What in the register a line of somebody's list may be."""

from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from kernel.orgids import OrgId, parse_org_id
from registry.particulars.domain import folded
from registry.reconciliation.rules import Candidate, weighed
from registry.search.domain import Sought
from registry.search.queries.finding import bodies_bearing, find
from registry.search.rules import likely, numbers_in, telling

MOST_WEIGHED = 50  # hits; among more of one name no name is safe, and a number or a postcode has to tell


async def candidates(
    session: AsyncSession, name: str, *, postcode: str, org_id: str, of_type: str | None, on: date, limit: int
) -> list[Candidate]:
    """The best first; a number finds its bearer whatever the name."""
    numbers = await bodies_bearing(session, [*_number(org_id), *numbers_in(name)])
    words = telling(folded(name).split())
    sought = Sought(on=on, text=folded(name), words=words, alike=likely(words), numbers=numbers)
    hits = await find(session, sought, limit=MOST_WEIGHED)
    return weighed(hits, name, postcode or None, numbers, of_type)[:limit]


def _number(text: str) -> tuple[OrgId, ...]:
    try:
        return (parse_org_id(text),)
    except ValueError:
        return ()
