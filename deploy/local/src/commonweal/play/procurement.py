"""The story's own competition, from notice to signature. Its evaluation cannot be played yet."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from commonweal.play.document import Bid, Procurement, Weight
from commonweal.play.reservations import kept_for, may_win
from commonweal.play.stage import Refused
from commonweal.play.telling import Telling, on, pounds
from commonweal.play.tendering import announce, contract, offer


def procure(telling: Telling) -> None:
    """The council asks, providers offer, the council decides, both sign. Evaluation is not played yet."""
    procurement = telling.document.procurement
    if procurement is None:
        return
    notice = announce(
        telling,
        title=procurement.title,
        description=f"{procurement.title}: {', '.join(lot.title for lot in procurement.lots)}.",
        lots=[
            {"title": lot.title, "value": pounds(lot.estimated_value), **kept_for(telling, procurement, lot)}
            for lot in procurement.lots
        ],
        criteria=[criterion(weight) for weight in procurement.weights if weight.points],
        closes_at=procurement.dates.tender_deadline,
        at=on(procurement.dates.tender_notice_published),
        regime=procurement.regime,
        procedure=procurement.procedure,
        cpv=procurement.cpv,
    )
    lots = {lot.id: shown["id"] for lot, shown in zip(procurement.lots, notice["lots"], strict=True)}
    bids = take_bids(telling, notice, lots)
    for bidder, won in winners(telling, procurement).items():
        with_lots = {**notice, "lots": [{"id": lots[lot]} for lot in won]}
        sign(telling, procurement, with_lots, bids[bidder], bidder=bidder, won=won)


def sign(
    telling: Telling,
    procurement: Procurement,
    notice: Mapping[str, Any],
    bid: Mapping[str, Any],
    *,
    bidder: str,
    won: Collection[str],
) -> None:
    """The bidder's contract for the lots it won, three weeks after the award notice; none while there is no award."""
    awarded = procurement.dates.award_notice_published
    if awarded is None:
        return
    signed = awarded + timedelta(days=21)
    lots = " and ".join(lot.title for lot in procurement.lots if lot.id in won)
    contract(
        telling,
        notice,
        bid,
        bidder,
        awarded=awarded,
        starts=max(procurement.term.start, signed),
        ends=procurement.term.end,
        signed=signed,
        title=f"{procurement.title}: {lots}",
    )


def take_bids(telling: Telling, notice: Mapping[str, Any], lots: Mapping[str, str]) -> dict[str, Any]:
    """Providers offer for lots, one after the other; what comes late is refused, and said so."""
    offered: dict[str, dict[str, str]] = {}
    bids: dict[str, Any] = {}
    for bid in sorted(telling.document.bids, key=lambda each: each.submitted_at):
        wanted = {**offered.get(bid.bidder, {}), lots[bid.lot]: bid.price}
        try:
            bids[bid.bidder] = offer(
                telling, notice, bid.bidder, wanted, at=bid.submitted_at, before=bids.get(bid.bidder)
            )
        except Refused as refusal:
            telling.refused.append(f"{bid.id}: {refusal.answer.json()['detail']}")
        else:
            offered[bid.bidder] = wanted
    return bids


def winners(telling: Telling, procurement: Procurement) -> dict[str, list[str]]:
    """Who wins which lots: as the story decided, else the lowest price in time of who may win."""
    won: dict[str, list[str]] = {}
    for lot in procurement.lots:
        in_time = [
            bid
            for bid in telling.document.bids
            if bid.lot == lot.id
            and bid.submitted_at <= procurement.dates.tender_deadline
            and may_win(telling, lot, bid.bidder)
        ]
        decided = [bid for bid in in_time if bid.id == telling.decisions.get(lot.id)]
        best: list[Bid] = decided or sorted(in_time, key=lambda bid: Decimal(bid.price))
        if best:
            won.setdefault(best[0].bidder, []).append(lot.id)
    return won


def criterion(weight: Weight) -> dict[str, Any]:
    """A criterion of the story in the words of the notice."""
    kind = "price" if weight.source == "price" else "social_value" if weight.social_value else "quality"
    return {"name": weight.criterion.replace("_", " ").capitalize(), "kind": kind, "weight": weight.points}
