"""How a story's bids are judged: who sits on the panels, what they mark, whose price is asked about."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx

from commonweal.play.competition import Evaluation, Procurement
from commonweal.play.telling import Telling, on

#: What a buyer publishes of its method, by the story's own word for it.
FIGURES = {
    "technical_panel_quorum": "technical_quorum",
    "citizen_panel_quorum": "citizen_quorum",
    "citizen_panel_minimum_under_25": "citizens_under_25",
    "abnormally_low_ratio": "low_price_share",
    "abnormally_low_response_working_days": "low_price_response_days",
    "labour_on_cost_rate": "labour_on_cost",
    "legal_hourly_wage": "hourly_wage",
    "rating_prior_mean": "rating_prior_mean",
    "rating_prior_strength": "rating_prior_strength",
    "price_points_maximum": "price_points_maximum",
    "social_value_points_minimum": "social_value_points_minimum",
    "user_rating_points_maximum": "user_rating_points_maximum",
}
PANEL = {"technical": "evaluator", "citizen": "citizen_commissioner"}


def publish_method(telling: Telling, notice: Mapping[str, Any], *, award_day: str | None, at: datetime) -> None:
    """The council says how it will judge, by the story's own figures."""
    commissioner, path = telling.stage.part("commissioner", telling.authority), f"{of(notice)}/method"
    usual = telling.stage.do(commissioner, "GET", path, at=at)
    given = {**telling.document.law, **telling.document.policy}
    method = {name: value for name, value in usual.items() if name not in {"notice_id", "weight_checks", "version"}}
    for theirs, ours in FIGURES.items():
        if theirs in given:
            figure = Decimal(str(given[theirs]["value"]))
            method[ours] = int(figure) if figure == figure.to_integral_value() else float(figure)
    method |= {"evidence_on": telling.document.scenario.evidence_as_of.isoformat(), "planned_award_on": award_day}
    telling.stage.do(commissioner, "PUT", path, method, at=at)


def judge(
    telling: Telling, procurement: Procurement, notice: Mapping[str, Any], bids: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Everybody marks, conflicts are declared, prices are asked about: the evaluation and who wins which lots."""
    evaluation = telling.document.evaluation
    if evaluation is None:
        raise ValueError("A story without an evaluation has no panels.")
    deadline = procurement.dates.tender_deadline
    seat(telling, evaluation, notice, at=on(procurement.dates.tender_notice_published, hours=2))
    mark(telling, evaluation, notice, bids, at=deadline + timedelta(hours=20))
    recuse(telling, evaluation, notice, at=deadline + timedelta(hours=21))
    commissioner = telling.stage.part("commissioner", telling.authority)
    telling.stage.do(commissioner, "POST", f"{of(notice)}/evaluation/settle", at=deadline + timedelta(hours=22))
    last = ask_about_prices(telling, procurement, notice, bids, at=deadline + timedelta(hours=23))
    found = telling.stage.do(commissioner, "GET", f"{of(notice)}/evaluation", at=last)
    return found, telling.stage.do(commissioner, "GET", f"{of(notice)}/allocation", at=last)


def seat(telling: Telling, evaluation: Evaluation, notice: Mapping[str, Any], *, at: datetime) -> None:
    """The council appoints everybody, and they declare that they have no interests so far."""
    for each in evaluation.technical_evaluators:
        until = each.training_valid_until.isoformat()
        appoint(telling, notice, each.id, {"kind": "technical", "trained_until": until}, at=at)
    for citizen in evaluation.citizen_commissioners:
        appoint(telling, notice, citizen.id, {"kind": "citizen", "under_25": citizen.aged_under_25}, at=at)


def appoint(telling: Telling, notice: Mapping[str, Any], name: str, sits: Mapping[str, Any], *, at: datetime) -> None:
    """One seat, for one client."""
    who = member(telling, name, str(sits["kind"]))
    commissioner = telling.stage.part("commissioner", telling.authority)
    body = {**sits, "subject": telling.stage.subjects[name]}
    made = telling.stage.do(commissioner, "POST", f"{of(notice)}/panels/members", body, at=at)
    telling.seats[name] = made["id"]
    telling.stage.do(who, "POST", f"{of(notice)}/panels/interests", {}, at=at)


def mark(
    telling: Telling, evaluation: Evaluation, notice: Mapping[str, Any], bids: Mapping[str, str], *, at: datetime
) -> None:
    """Each member commits all of their marks at once."""
    lots = {bid.id: bid.lot for bid in telling.document.bids}
    known = {lot["reference"]: lot["id"] for lot in notice["lots"]}
    kinds = {each.id: "technical" for each in evaluation.technical_evaluators}
    kinds |= {each.id: "citizen" for each in evaluation.citizen_commissioners}
    for name, kind in kinds.items():
        given = [
            {
                "lot_id": known[lots[each.bid]],
                "bid_id": bids[each.bid],
                "criterion": telling.criteria[each.criterion],
                "mark": float(each.scores[name]),
                "rationale": "As the story has it.",
            }
            for each in evaluation.scores
            if name in each.scores and each.bid in bids
        ]
        if given:
            who = member(telling, name, kind)
            telling.stage.do(who, "POST", f"{of(notice)}/evaluation/marks", {"marks": given}, at=at)


def recuse(telling: Telling, evaluation: Evaluation, notice: Mapping[str, Any], *, at: datetime) -> None:
    """Who has a conflict leaves the lot, and what they marked there no longer counts."""
    commissioner = telling.stage.part("commissioner", telling.authority)
    known = {lot["reference"]: lot["id"] for lot in notice["lots"]}
    for each in evaluation.recusals:
        path = f"{of(notice)}/panels/members/{telling.seats[each.member]}/recusals"
        body = {"lot_id": known[each.lot], "reason": each.reason}
        telling.stage.do(commissioner, "POST", path, body, at=at)


def ask_about_prices(
    telling: Telling, procurement: Procurement, notice: Mapping[str, Any], bids: Mapping[str, str], *, at: datetime
) -> datetime:
    """The council asks about every flagged price, hears the answers and decides; returns when the last word fell."""
    sent = procurement.dates.abnormally_low_notice_sent
    if sent is None:
        return at
    commissioner, when = telling.stage.part("commissioner", telling.authority), max(on(sent), at)
    path = f"{of(notice)}/evaluation/price-queries"
    found = telling.stage.do(commissioner, "GET", f"{of(notice)}/evaluation", at=when)
    names = {known: name for name, known in bids.items()}
    flagged = {}
    for lot in found["lots"]:
        for each in lot["bids"]:
            if each["price_test"] and each["price_test"]["flagged"]:
                flagged[names[each["bid_id"]]] = {"lot_id": lot["lot_id"], "bid_id": each["bid_id"]}
    for body in flagged.values():
        telling.stage.do(commissioner, "POST", path, body, at=when)
    for response in sorted(telling.document.abnormally_low_responses, key=lambda each: each.received_on):
        if response.bid in flagged:
            when = max(on(response.received_on), when)
            bidder = next(bid.bidder for bid in telling.document.bids if bid.id == response.bid)
            provider, body = telling.stage.part("provider", telling.ids[bidder]), flagged[response.bid]
            said = {**body, "explanation": "As the story has it."}
            telling.stage.do(provider, "POST", f"{path}/explanation", said, at=when)
            decided = {**body, "finding": response.finding, "reason": "As the story has it."}
            telling.stage.do(commissioner, "POST", f"{path}/finding", decided, at=when)
    return when


def member(telling: Telling, name: str, kind: str) -> httpx.Client:
    """The client of a panel's member."""
    return telling.stage.person(name, PANEL[kind], telling.authority)


def of(notice: Mapping[str, Any]) -> str:
    """Where a notice is found."""
    return f"/tendering/v1/notices/{notice['id']}"
