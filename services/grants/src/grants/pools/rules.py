"""What the rulebook says of vetoes over a pooled budget."""

from datetime import date, datetime
from decimal import Decimal

from grants.pools.domain import Outcome, Pool, Proposal
from kernel.calendar import PROCUREMENT_ACT
from kernel.clock import day_of
from rulebook.decisions import Decision
from rulebook.rules import rule

VETO = "pools.veto"
SAID = {
    Outcome.BLOCKED: "A holder of a veto objected within the window.",
    Outcome.EXCEEDS_POOL: "Nobody with a veto objected in time, and the pool no longer holds that much.",
    Outcome.PROCEEDS: "Nobody with a veto objected in time, and the pool holds that much.",
}


def usual_veto(*, on: date) -> tuple[Decimal, int]:
    """From which share of a pool on one may veto, and within how many working days."""
    usual = rule(VETO, on=on)
    return Decimal(usual.values["share_minimum"]), usual.number("working_days")


def window_closes_on(proposed_on: date, working_days: int) -> date:
    """The last day of the window; without any days it is the proposal's own."""
    return PROCUREMENT_ACT.last_after(proposed_on, working_days) if working_days else proposed_on


def decision_on(pool: Pool, proposal: Proposal, outcome: Outcome, *, now: datetime) -> Decision:
    """Why a proposal ended so, by the figures that its pool's own agreement made public."""
    inputs = {
        "veto_share": pool.veto_share,
        "window_closes_on": proposal.window_closes_on,
        "veto_holders": ", ".join(map(str, proposal.veto_holders)),
        "blocked_by": ", ".join(str(it.organisation_id) for it in proposal.objections if it.blocks),
        "amount": proposal.amount,
        "uncommitted": pool.uncommitted,
    }
    return rule(VETO, on=day_of(pool.opened_at)).decide(
        outcome is Outcome.PROCEEDS, SAID[outcome], inputs=inputs, now=now, published=True
    )
