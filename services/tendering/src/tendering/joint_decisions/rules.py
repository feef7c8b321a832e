"""Unanimity."""

from collections.abc import Sequence
from dataclasses import dataclass

from tendering.alliances.domain import Member
from tendering.joint_decisions.domain import Choice, Joint, Result


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What all members say to a decision on its present rung."""

    result: Result
    against: tuple[str, ...]
    not_for: tuple[str, ...]


def tally(joint: Joint, members: Sequence[Member]) -> Tally:
    """One against is a veto; all for is agreement; everything else, silence too, is neither."""
    said = {vote.member_id: vote.choice for vote in joint.votes if vote.rung == joint.rung}
    against = tuple(each.reference for each in members if said.get(each.id) is Choice.AGAINST)
    not_for = tuple(each.reference for each in members if said.get(each.id) is not Choice.FOR)
    result = Result.VETOED if against else Result.NOT_AGREED if not_for else Result.AGREED
    return Tally(result=result, against=against, not_for=not_for)
