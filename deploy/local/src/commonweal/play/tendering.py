"""How a council buys in a story, step by step as its commissioners and the providers take them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from commonweal.play.indicators import agree_before_signature
from commonweal.play.telling import Telling, on, pounds


def announce(telling: Telling, *, at: datetime, closes_at: datetime, **terms: Any) -> dict[str, Any]:
    """The council drafts a notice."""
    commissioner = telling.stage.part("commissioner", telling.authority)
    draft = {"category": "services", "regime": "light_touch", "closes_at": closes_at.isoformat(), **terms}
    return dict(telling.stage.do(commissioner, "POST", "/tendering/v1/notices", draft, at=at))


def publish(telling: Telling, notice: Mapping[str, Any], *, at: datetime) -> dict[str, Any]:
    """The council publishes it."""
    commissioner = telling.stage.part("commissioner", telling.authority)
    return dict(telling.stage.do(commissioner, "POST", f"/tendering/v1/notices/{notice['id']}/publish", at=at))


def offer(
    telling: Telling, notice: Mapping[str, Any], bidder: str, offers: Sequence[Mapping[str, Any]], *, at: datetime
) -> dict[str, Any]:
    """A provider puts a bid in the box."""
    provider = telling.stage.part("provider", telling.ids[bidder])
    proposal = f"{telling.document.organisation(bidder).name} offers to run this service."
    body = {"offers": list(offers), "proposal": proposal}
    return dict(telling.stage.do(provider, "POST", f"/tendering/v1/notices/{notice['id']}/bids", body, at=at))


def withdraw(telling: Telling, bid: str, bidder: str, *, at: datetime) -> None:
    """A provider takes its bid out of the box."""
    telling.stage.do(
        telling.stage.part("provider", telling.ids[bidder]), "POST", f"/tendering/v1/bids/{bid}/withdraw", at=at
    )


def contract(
    telling: Telling,
    notice: Mapping[str, Any],
    bid: Mapping[str, Any],
    supplier: str,
    *,
    awarded: date,
    starts: date,
    ends: date,
    signed: date | None = None,
    title: str | None = None,
    standstill: int | None = None,
    open_book_over: str | None = None,
) -> dict[str, Any]:
    """The council awards and proposes a contract, under the notice's title or its own; the supplier signs it.

    Returns the contract, and under `award` what it follows from.
    """
    commissioner = telling.stage.part("commissioner", telling.authority)
    lots = [lot["id"] for lot in notice["lots"]]
    decision: dict[str, Any] = {
        "bid_id": bid["id"],
        "lot_ids": lots,
        "reason": "The most advantageous bid by the published criteria.",
    }
    if standstill is not None:
        decision["standstill_working_days"] = standstill
    award = telling.stage.do(
        commissioner, "POST", f"/tendering/v1/notices/{notice['id']}/awards", decision, at=on(awarded)
    )
    signed_at = on(signed or awarded + timedelta(days=21))
    terms: dict[str, Any] = {"title": title, "starts_on": starts.isoformat(), "ends_on": ends.isoformat()}
    if open_book_over is not None:
        terms["open_book_over"] = pounds(open_book_over)
    proposed = telling.stage.do(
        commissioner, "POST", f"/tendering/v1/awards/{award['id']}/contract", terms, at=signed_at
    )
    agree_before_signature(telling, proposed, terms, at=signed_at)
    provider = telling.stage.part("provider", telling.ids[supplier])
    path = f"/tendering/v1/contracts/{proposed['id']}/sign"
    return {**telling.stage.do(provider, "POST", path, at=signed_at + timedelta(hours=1)), "award": award}


def end(telling: Telling, agreed: Mapping[str, Any], *, on_day: date) -> None:
    """The contract's last day is over."""
    commissioner = telling.stage.part("commissioner", telling.authority)
    over = {"outcome": "ended", "reason": "It ran its full term."}
    path = f"/tendering/v1/contracts/{agreed['id']}/end"
    telling.stage.do(commissioner, "POST", path, over, at=on(on_day, hours=9))
