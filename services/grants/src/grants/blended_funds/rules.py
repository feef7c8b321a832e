"""Whether private money keeps up with public money."""

from datetime import datetime

from grants.blended_funds.domain import BlendedFund, Side
from kernel.clock import day_of
from rulebook.decisions import Decision
from rulebook.rules import rule


def is_matched(fund: BlendedFund, *, now: datetime) -> Decision:
    """Whether at least so much private money is drawn for each public pound; binding where its host said so."""
    found = rule("funds.blended_match", on=day_of(now))
    public, private = fund.drawn(Side.PUBLIC), fund.drawn(Side.PRIVATE)
    least = found.share("private_per_public_minimum")
    return found.decide(
        fund.match is None or fund.match >= least,
        f"£{private} of private and £{public} of public money is drawn; at least {least} to 1 is asked for.",
        inputs={"public": public, "private": private},
        now=now,
        published=fund.is_matched,
    )
