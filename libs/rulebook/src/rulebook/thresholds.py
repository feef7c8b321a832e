"""From which value on a contract is a public contract."""

from datetime import date, datetime

from kernel.money import Money
from rulebook.decisions import Decision
from rulebook.rules import rule


def threshold(kind: str, *, on: date) -> Money:
    """The threshold, VAT included, of a kind of contract such as `light_touch` or `subcentral_goods_services`.

    Raises NotInForce for a day whose thresholds are not known, KeyError for a kind that never had one.
    """
    return rule("thresholds", on=on).money(kind)


def is_public_contract(value: Money, kind: str, *, on: date, now: datetime) -> Decision:
    """Whether a contract of that estimated value, VAT included, reaches its threshold (s.3). A no forbids nothing."""
    found = rule("thresholds", on=on)
    limit = found.money(kind)
    outcome = value >= limit
    return found.decide(
        outcome,
        f"The estimated value, £{value}, {'reaches' if outcome else 'is below'} the threshold of £{limit}.",
        inputs={"value": value, "kind": kind, "commenced_on": on},
        now=now,
        informs=True,
    )


def is_notifiable(value: Money, buyer: str, *, is_concession: bool, on: date, now: datetime) -> Decision:
    """Whether a contract below its threshold is told of in notices (s.87); `buyer` is a kind of authority, such as
    `central`. A no forbids nothing. Raises NotInForce for a day before there was such a duty.
    """
    found = rule("thresholds.notifiable", on=on)
    inputs = {"value": value, "buyer": buyer, "is_concession": is_concession, "commenced_on": on}
    kind = "concession" if is_concession else buyer
    if kind in found.words("exempt"):
        return found.decide(False, f"A contract of this kind is exempt: {kind}.", inputs=inputs, now=now, informs=True)
    least = found.money("central" if buyer == "central" else "other")
    outcome = value >= least
    said = f"The estimated value, £{value}, {'reaches' if outcome else 'is below'} £{least}."
    return found.decide(outcome, said, inputs=inputs, now=now, informs=True)
