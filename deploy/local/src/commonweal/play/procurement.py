"""The story's own competition, from notice to signature: the sections `procurement`, `bids` and `evaluation`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from commonweal.play import findings
from commonweal.play.competition import Bid, Lot, Procurement, Weight
from commonweal.play.engagement import engage
from commonweal.play.judging import judge, publish_method
from commonweal.play.reservations import kept_for, may_win
from commonweal.play.stage import Refused
from commonweal.play.telling import Telling, on, pounds
from commonweal.play.tendering import announce, contract, offer, publish, withdraw


@dataclass(frozen=True)
class Competition:
    """The story's procurement on the platform: its notice, and the bids that were taken, by the story's names."""

    telling: Telling
    procurement: Procurement
    notice: Mapping[str, Any]
    taken: Mapping[str, str]


def procure(telling: Telling) -> dict[str, Any] | None:
    """The council asks, providers offer, panels judge, the council decides, both sign.

    A story without an evaluation has no results of its own: the lowest price wins.
    """
    procurement = telling.document.procurement
    if procurement is None:
        return None
    notice = ask(telling, procurement)
    held = Competition(telling, procurement, notice, take_bids(telling, notice))
    if telling.document.evaluation is None:
        conclude(held, cheapest(held))
        return None
    evaluation, allocation = judge(telling, procurement, notice, held.taken)
    names = {known: name for name, known in held.taken.items()}
    lots = {lot["id"]: lot["reference"] for lot in notice["lots"]}
    bids = {bid.id: bid for bid in telling.document.bids}
    won = {lots[lot]: bids[names[bid]] for lot, bid in allocation["winners"].items()}
    awards = conclude(held, {lot.id: won[lot.id] for lot in procurement.lots if lot.id in won})
    return {
        "procurement": {
            "regime": findings.regime(telling, procurement, weight_checks(held)),
            "dates": findings.dates(telling, procurement),
            "lots": findings.lots(telling, names, evaluation),
            "lots_if_disregarded_bids_kept": findings.if_kept(telling, names, evaluation),
            "lot_allocation": findings.allocation(telling, names, lots, allocation),
            "award": findings.award(telling, awards, names, evaluation),
        },
        "bids": findings.bids(telling, held.taken, evaluation),
        "evaluation": findings.panels(evaluation),
    }


def weight_checks(held: Competition) -> dict[str, Any]:
    """What the platform makes of the notice's weights."""
    path, at = f"/tendering/v1/notices/{held.notice['id']}/method", held.procurement.dates.tender_notice_published
    return dict(held.telling.stage.do(held.telling.stage.public, "GET", path, at=on(at, hours=2))["weight_checks"])


def ask(telling: Telling, procurement: Procurement) -> dict[str, Any]:
    """The council drafts its notice, says how it will judge, and publishes both."""
    limit = procurement.lot_limit
    at = on(procurement.dates.tender_notice_published)
    notice = announce(
        telling,
        engagement_id=engage(telling, procurement),
        title=procurement.title,
        description=f"{procurement.title}: {', '.join(lot.title for lot in procurement.lots)}.",
        lots=[described(telling, procurement, lot) for lot in procurement.lots],
        lot_limit=None if limit is None else {"lots": limit.lots, "maximum": limit.maximum_per_supplier_group},
        criteria=[criterion(telling, weight) for weight in procurement.weights],
        closes_at=procurement.dates.tender_deadline,
        values_include_vat=procurement.prices_include_vat,
        at=at,
        regime=procurement.regime,
        procedure=procurement.procedure,
        cpv=procurement.cpv,
    )
    if telling.document.evaluation is not None:
        award_day = findings.compiled(telling, procurement)["timetable"]["earliest_signature"]
        publish_method(telling, notice, award_day=award_day, at=at)
    return publish(telling, notice, at=at + timedelta(hours=1))


def described(telling: Telling, procurement: Procurement, lot: Lot) -> dict[str, Any]:
    """A lot of the story in the words of the notice."""
    term = procurement.term
    return {
        "reference": lot.id,
        "title": lot.title,
        "value": pounds(lot.estimated_value),
        "starts_on": term.start.isoformat(),
        "ends_on": term.end.isoformat(),
        "extension_months": term.extension_option_months,
        **kept_for(telling, procurement, lot),
    }


def take_bids(telling: Telling, notice: Mapping[str, Any]) -> dict[str, str]:
    """Providers offer for lots, one bid for each; what comes late is refused, and said so.

    Where the law reserves no lot as the story would have it, the notice has it open, and whoever the register says
    does not qualify withdraws.
    """
    taken: dict[str, str] = {}
    lots = {lot["reference"]: lot for lot in notice["lots"]}
    for bid in sorted(telling.document.bids, key=lambda each: (each.submitted_at, each.id)):
        lot, at = lots[bid.lot], bid.submitted_at
        try:
            known = offer(telling, notice, bid.bidder, [offered(telling, bid, lot["id"])], at=at)["id"]
        except Refused as refusal:
            telling.refused.append(f"{bid.id}: {refusal.answer.json()['detail']}")
            continue
        if lot["reserved"] or may_win(telling, bid.lot, bid.bidder):
            taken[bid.id] = known
        else:
            withdraw(telling, known, bid.bidder, at=at)
            telling.unqualified.add(bid.id)
    return taken


def offered(telling: Telling, bid: Bid, lot_id: str) -> dict[str, Any]:
    """What a bid of the story offers."""
    staffing = bid.staffing and {name: float(count) for name, count in bid.staffing.model_dump().items()}
    declared = {telling.criteria[name]: float(value) for name, value in bid.declared.items()}
    return {"lot_id": lot_id, "price": pounds(bid.price), "declared": declared, "staffing": staffing}


def cheapest(held: Competition) -> dict[str, Bid]:
    """Who wins each lot where nobody judges: the lowest price that was in time and may win it."""
    won = {}
    for lot in held.procurement.lots:
        offers = [bid for bid in held.telling.document.bids if bid.lot == lot.id and bid.id in held.taken]
        welcome = [bid for bid in offers if may_win(held.telling, lot.id, bid.bidder)]
        if welcome:
            won[lot.id] = min(welcome, key=lambda bid: Decimal(bid.price))
    return won


def conclude(held: Competition, won: Mapping[str, Bid]) -> dict[str, Mapping[str, Any]]:
    """The award of each lot and, on the first day that the standstill allows, its contract; none before the notice."""
    procurement, telling = held.procurement, held.telling
    awarded = procurement.dates.award_notice_published
    if awarded is None:
        return {}
    signed = date.fromisoformat(findings.compiled(telling, procurement)["timetable"]["earliest_signature"])
    standstill = telling.document.policy.get("voluntary_standstill_working_days", {}).get("value")
    awards = {}
    for lot in held.notice["lots"]:
        bid = won.get(lot["reference"])
        if bid is not None:
            agreed = contract(
                telling,
                {**held.notice, "lots": [lot]},
                {"id": held.taken[bid.id]},
                bid.bidder,
                awarded=awarded,
                starts=max(procurement.term.start, signed),
                ends=procurement.term.end,
                signed=signed,
                title=f"{procurement.title}: {lot['title']}",
                standstill=standstill,
                open_book_over=telling.document.policy.get("open_book_value_over", {}).get("value"),
            )
            telling.contracts[lot["reference"]] = agreed
            awards[lot["reference"]] = agreed["award"]
    return awards


def criterion(telling: Telling, weight: Weight) -> dict[str, Any]:
    """A criterion of the story in the words of the notice, remembered under the story's own name."""
    kind = "price" if weight.source == "price" else "social_value" if weight.social_value else "quality"
    shown = telling.criteria.setdefault(weight.criterion, weight.criterion.replace("_", " ").capitalize())
    scale = {} if weight.scale_maximum is None else {"scale_maximum": float(weight.scale_maximum), "unit": weight.unit}
    return {"name": shown, "kind": kind, "weight": float(weight.points), "source": weight.source, **scale}
