"""The figures of petitions over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Now, Reading, Router, Transaction
from chassis.identity import Actor, owner_of, role
from kernel.clock import day_of
from ratings.thresholds import commands
from ratings.thresholds.queries import figures_for, platform_figures
from ratings.thresholds.schemas import ChoiceIn, ChoiceOut, FiguresOut

router = Router(prefix="/petition-figures", tags=["petitions"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]


@router.post("", status_code=201, response_model=ChoiceOut)
async def set_petition_figures(body: ChoiceIn, commissioner: Commissioner, tx: Transaction, now: Now) -> ChoiceOut:
    """Choose the figures by which petitions about your services run, from today or later on."""
    figures = body.figures.over(platform_figures(day_of(now)))
    made = await commands.set_figures(tx, owner_of(commissioner), figures, valid_from=body.valid_from, now=now)
    return ChoiceOut.of(made)


@router.get("", response_model=FiguresOut)
async def read_petition_figures(reading: Reading, now: Now, buyer_id: UUID | None = None) -> FiguresOut:
    """The figures by which a petition runs that is drafted today: the buyer's, or the platform's."""
    return FiguresOut.of(await figures_for(reading, buyer_id, on=day_of(now)))
