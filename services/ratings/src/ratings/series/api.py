"""Sums and quarters over HTTP: parse, call, answer."""

from fastapi import Depends

from chassis.conditional import shared
from chassis.http import Now, Reading, Router
from kernel.clock import day_of
from ratings.policies.queries import policy_in_force
from ratings.series.queries import publications_in, quarters_in
from ratings.series.schemas import CutQuery, QuarterOut, SumOut

router = Router(tags=["scores"], dependencies=[Depends(shared)])


@router.get("/summary", response_model=SumOut)
async def read_sum(session: Reading, cut: CutQuery, now: Now) -> SumOut:
    """What users say of the services of an organisation, an authority or an area together, or of all."""
    policy = await policy_in_force(session, on=day_of(now))
    return SumOut.of(await publications_in(session, cut.parsed()), policy)


@router.get("/series", response_model=list[QuarterOut])
async def read_series(session: Reading, cut: CutQuery, now: Now) -> list[QuarterOut]:
    """The same quarter by quarter, those left out of which too few have rated any service."""
    policy = await policy_in_force(session, on=day_of(now))
    found = await quarters_in(session, cut.parsed())
    return [QuarterOut.of(quarter, cells, policy) for quarter, cells in found.items()]
