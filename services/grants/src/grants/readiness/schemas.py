"""How readiness for an award looks on the wire."""

from chassis.wire import Out
from rulebook.decisions import Basis, Decision


class AnswerOut(Out):
    """What one rule would say now. `outcome` null is unknown, and forbids nothing."""

    rule: str
    version: int
    basis: Basis
    outcome: bool | None
    blocks: bool
    reasons: list[str]


class ReadinessOut(Out):
    """Whether the grant could be awarded now, as far as the funder's own rules go, and what each of them says."""

    is_ready: bool
    answers: list[AnswerOut]

    @classmethod
    def of(cls, decisions: list[Decision]) -> "ReadinessOut":
        """The answers on the wire."""
        answers = [AnswerOut.model_validate(each) for each in decisions]
        return cls(is_ready=not any(each.blocks for each in answers), answers=answers)
