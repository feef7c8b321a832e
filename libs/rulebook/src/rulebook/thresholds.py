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
