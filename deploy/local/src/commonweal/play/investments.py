"""What investors of the story get back, and what its funds do: the section `social_investments`."""

from decimal import Decimal
from typing import Any

from commonweal.play.contracts import present
from commonweal.play.funds import SocialInvestment
from commonweal.play.telling import Telling, pounds

AMOUNTS = ("gross_return", "return_cap", "investor_receives", "recycled_surplus")


def invest(telling: Telling) -> dict[str, Any]:
    """The council agrees on investments, pays for outcomes and settles."""
    return {each.id: settled(telling, each) for each in telling.document.social_investments}


def settled(telling: Telling, given: SocialInvestment) -> dict[str, Any]:
    """What the platform makes of one investment."""
    do, at = telling.stage.do, present(telling)
    funder = telling.stage.part("funder", telling.authority)
    policy = telling.document.policy
    said: dict[str, Any] = {
        "title": f"Investment by {given.investor}"[:200],
        "investor": given.investor,
        "private_equity_flag": given.investor_is_private_equity,
        "private_equity_source": "As the story has it",
        "capital": pounds(given.capital),
        "term_years": float(given.term_years),
    }
    if "investor_return_cap_per_year" in policy:
        said["return_cap_per_year"] = float(policy["investor_return_cap_per_year"]["value"])
    path = f"/grants/v1/investments/{do(funder, 'POST', '/grants/v1/investments', said, at=at)['id']}"
    if Decimal(given.outcome_payments) > 0:
        do(funder, "POST", f"{path}/outcome-payments", {"amount": pounds(given.outcome_payments)}, at=at)
    do(funder, "POST", f"{path}/settlement", at=at)
    found = do(telling.stage.public, "GET", path)
    return {**{name: found[name]["amount"] for name in AMOUNTS}, "private_equity_flag": found["private_equity_flag"]}
