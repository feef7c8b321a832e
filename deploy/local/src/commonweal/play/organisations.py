"""Who owns whom, and what the platform makes of everybody: the section `organisations`."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import httpx

from commonweal.play.document import Organisation
from commonweal.play.telling import Telling, number, on
from rulebook.rules import rule

#: Results that are the outcome of a verdict.
OUTCOMES = ("vcse", "sme", "local", "overseas_owned", "user_led", "user_led_75")
#: Figures of the story's law and policy that the results hang on, and where the platform has them.
FIGURES = {
    "user_led_board_share_over": ("user_led", "board_share_over"),
    "user_led_upper_tier_share": ("user_led_75", "board_share_minimum"),
    "sme_headcount_below": ("sme", "headcount_below"),
    "sme_turnover_maximum": ("sme", "turnover_maximum"),
    "sme_balance_sheet_maximum": ("sme", "balance_sheet_maximum"),
}


def record_owners(telling: Telling) -> None:
    """The registrar records who owns whom."""
    registrar = telling.stage.part("registrar")
    for organisation in telling.document.organisations:
        own(telling, registrar, organisation)


def own(telling: Telling, registrar: httpx.Client, organisation: Organisation) -> None:
    """Its parent and, if it is a joint venture, its owners."""
    path = f"/registry/v1/organisations/{telling.ids[organisation.id]}"
    seen = {"source": "fictional register", "retrieved_on": telling.begins.isoformat()}
    at = on(telling.begins, hours=2)
    if organisation.parent is not None:
        held = {"kind": "parent", "owner": {"organisation": str(telling.ids[organisation.parent])}}
        telling.stage.do(registrar, "POST", f"{path}/ownership", {**held, **seen}, at=at)
    if organisation.joint_venture_owners:
        owners = [
            {"owner": {"organisation": str(telling.ids[each.organisation])}, "share": f"{each.share:f}"}
            for each in organisation.joint_venture_owners
        ]
        telling.stage.do(registrar, "PUT", f"{path}/joint-venture", {"owners": owners, **seen}, at=at)


def classify(telling: Telling) -> dict[str, Any]:
    """What the platform makes of everybody, from who owns whom and what was recorded."""
    names = {str(known): name for name, known in telling.ids.items()}
    return {each.id: judged(telling, each, names) for each in telling.document.organisations}


def judged(telling: Telling, organisation: Organisation, names: Mapping[str, str]) -> dict[str, Any]:
    """What the platform makes of an organisation on the day that its evidence counts."""
    day = telling.document.scenario.evidence_as_of
    path = f"/registry/v1/organisations/{telling.ids[organisation.id]}"
    owned = telling.stage.do(telling.stage.public, "GET", f"{path}/ownership?on={day}", at=on(day, hours=4))
    found = telling.stage.do(telling.stage.public, "GET", f"{path}/classification?on={day}", at=on(day, hours=4))
    verdicts = {verdict["label"]: verdict for verdict in found["verdicts"]}
    return {
        "group": names[owned["group"]["id"]],
        **{label: verdicts[label]["outcome"] for label in OUTCOMES},
        "board_user_share_pct": number(verdicts["user_led"]["value"]),
        "not_for_profit_grade": verdicts["not_for_profit_grade"]["value"],
        "disputed_facts": found["disputed"],
    }


def has_our_figures(telling: Telling) -> bool:
    """Whether the story draws the lines of its classes where the rulebook does."""
    given = {**telling.document.law, **telling.document.policy}
    day = telling.document.scenario.evidence_as_of
    ours = {
        name: rule(f"classification.{label}", on=day).values[key]
        for name, (label, key) in FIGURES.items()
        if name in given
    }
    return all(Decimal(str(given[name]["value"])) == Decimal(str(value)) for name, value in ours.items())
