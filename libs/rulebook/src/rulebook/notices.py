"""The duty to publish: the notices UK1 to UK17."""

from datetime import date

from rulebook.rules import Rule, rule

CODES = tuple(f"UK{number}" for number in range(1, 18))


def duty(code: str, *, on: date) -> Rule:
    """When a notice must be published and by when; `values` names it. Raises NotInForce before its duty began."""
    return rule(f"notice.{code}", on=on)
