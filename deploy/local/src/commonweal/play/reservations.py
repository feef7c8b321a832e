"""The lots that are kept for public service mutuals, and who may be given them: `procurement.reserved_lots`."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from commonweal.play.competition import Lot, Procurement
from commonweal.play.document import Organisation
from commonweal.play.telling import Telling, on, pounds


def declare_history(telling: Telling) -> None:
    """Everybody's earlier reserved contracts enter the register."""
    registrar = telling.stage.part("registrar")
    for organisation in telling.document.organisations:
        path = f"/registry/v1/organisations/{telling.ids[organisation.id]}/reserved-contracts"
        for contract in organisation.reserved_contract_history:
            said = {
                "authority_id": str(telling.ids[contract.authority]),
                "awarded_on": contract.awarded_on.isoformat(),
                "comparable": contract.comparable,
                "title": contract.title,
            }
            day = max(contract.awarded_on, telling.document.scenario.evidence_as_of)
            telling.stage.do(registrar, "POST", path, said, at=on(day))


def reserve(telling: Telling) -> dict[str, Any] | None:
    """Whether each reserved lot may be kept so, and which of its bidders qualify. None before there is an award day."""
    declare_history(telling)
    procurement = telling.document.procurement
    kept = [lot for lot in procurement.lots if lot.reserved] if procurement else []
    award_day = award_day_of(telling, procurement) if procurement and kept else None
    if procurement is None or (kept and award_day is None):
        return None
    telling.reserved = {lot.id: answers(telling, procurement, lot, str(award_day)) for lot in kept}
    return telling.reserved


def award_day_of(telling: Telling, procurement: Procurement) -> str | None:
    """The earliest day of signature, which the platform reckons, stands for the award day."""
    case = {
        "regime": procurement.regime,
        "procedure": procurement.procedure,
        "value": pounds(sum((Decimal(lot.estimated_value) for lot in procurement.lots), Decimal(0))),
        "announced_standstill": telling.document.policy.get("voluntary_standstill_working_days", {}).get("value"),
        "steps": {
            "tender_notice": procurement.dates.tender_notice_published.isoformat(),
            **_step("award_notice", procurement.dates.award_notice_published),
        },
    }
    compiled = telling.stage.do(telling.stage.public, "POST", "/tendering/v1/obligations", case)
    day: str | None = compiled["timetable"]["earliest_signature"]
    return day


def answers(telling: Telling, procurement: Procurement, lot: Lot, award_day: str) -> dict[str, Any]:
    """What the platform says of one reserved lot, and of each of its bidders."""
    authority = telling.document.organisation(procurement.authority)
    of_lot = ask(telling, procurement, authority, award_day)
    bidders = dict.fromkeys(bid.bidder for bid in telling.document.bids if bid.lot == lot.id)
    of_bidders = {name: ask(telling, procurement, telling.document.organisation(name), award_day) for name in bidders}
    return {
        "window_start": of_lot["at_award"]["window"]["first"],
        "window_end": of_lot["at_award"]["window"]["last"],
        "lot_fails": of_lot["lot"]["fails"],
        "bidders": {
            name: {"qualifies": answer["qualifies"] == "yes", "fails": answer["at_award"]["fails"]}
            for name, answer in of_bidders.items()
        },
        "what_if_earlier_award_on_blocks": of_lot["earlier_award_blocks"],
    }


def ask(telling: Telling, procurement: Procurement, organisation: Organisation, award_day: str) -> Mapping[str, Any]:
    """Whether an organisation may be given a lot that the story's council keeps for mutuals."""
    asked: dict[str, Any] = {
        "regime": "s33",
        "authority": telling.ids[procurement.authority],
        "on": award_day,
        "evidence_on": telling.document.scenario.evidence_as_of,
        "procedure": procurement.procedure,
        "starts_on": procurement.term.start,
        "ends_on": procurement.term.end,
        "extension_months": procurement.term.extension_option_months,
        "earlier_award_on": procurement.what_if.earlier_reserved_award_dates,
    }
    commissioner = telling.stage.part("commissioner", telling.authority)
    path = f"/registry/v1/organisations/{telling.ids[organisation.id]}/eligibility?{urlencode(asked, doseq=True)}"
    answer: Mapping[str, Any] = telling.stage.do(commissioner, "GET", path)
    return answer


def kept_for(telling: Telling, procurement: Procurement, lot: Lot) -> dict[str, Any]:
    """The reservation and the term as the notice announces them; a lot that nobody could win is announced as open."""
    answer = telling.reserved.get(lot.id)
    if answer is None or answer["lot_fails"] or procurement.regime != "light_touch":
        return {}
    return {
        "reserved": lot.reserved,
        "starts_on": procurement.term.start.isoformat(),
        "ends_on": procurement.term.end.isoformat(),
        "extension_months": procurement.term.extension_option_months,
    }


def may_win(telling: Telling, lot: str, bidder: str) -> bool:
    """Whether the platform would let the council award that lot of the story to that bidder."""
    answer = telling.reserved.get(lot)
    return answer is None or bool(answer["bidders"][bidder]["qualifies"])


def _step(name: str, day: date | None) -> dict[str, str]:
    return {} if day is None else {name: day.isoformat()}
