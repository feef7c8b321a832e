"""Whether somebody is trained for what they are about to do."""

from collections.abc import Sequence
from datetime import datetime

from grants.adoptions.domain import Standard
from grants.trainings.domain import Training
from kernel.clock import day_of
from rulebook.decisions import Decision
from rulebook.rules import rule


def is_trained(trainings: Sequence[Training], *, to: str, now: datetime) -> Decision:
    """Whether one of a person's certificates is valid today; asked only where the funder adopted the rule."""
    today = day_of(now)
    held = [each for each in trainings if each.holds(today)]
    reason = (
        f"The certificate of {held[0].course} is valid to {held[0].expires_on}."
        if held
        else f"Whoever would {to} needs a certificate of training that is valid on {today}; your funder adopted that."
    )
    return rule(Standard.TRAINING, on=today).decide(
        bool(held), reason, inputs={"to": to, "certificates": len(trainings), "on": today}, now=now, published=True
    )
