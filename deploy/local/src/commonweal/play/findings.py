"""What came of a competition, in the words of the format: `procurement`, `bids` and `evaluation`."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from commonweal.play.competition import Procurement
from commonweal.play.telling import Telling, number, pounds
from kernel.clock import day_of
from kernel.money import Money
from kernel.rounding import half_up

#: The days and answers of the timetable, by the format's word.
TIMETABLE = {
    "pipeline_notice_last_day": "pipeline_notice_due",
    "engagement_to_tender_notice_days": "engagement_days",
    "engagement_gap_meets_policy": "engagement_suffices",
    "planned_to_tender_notice_days": "planned_notice_days",
    "planned_notice_qualifying": "planned_notice_qualifies",
    "tendering_days_given": "tendering_days",
    "tendering_days_minimum": "tendering_days_minimum",
    "tendering_days_ok": "tendering_days_suffice",
    "tendering_days_minimum_if_not_light_touch": "tendering_days_minimum_if_full",
    "abnormally_low_response_due": "low_price_response_due",
    "standstill_last_day": "standstill_last_day",
    "standstill_last_day_if_england_and_wales_only_wrong": "standstill_last_day_if_england_and_wales_only",
    "earliest_signature": "earliest_signature",
    "contract_details_notice_due": "contract_details_due",
    "contract_details_notice_due_if_light_touch": "contract_details_due_if_light_touch",
    "contract_details_notice_due_if_not_light_touch": "contract_details_due_if_full",
    "contract_copy_due": "contract_copy_due",
    "psr_representations_close_england_and_wales": "representations_close",
    "psr_representations_close_any_part": "representations_close_if_any_part",
    "tupe_information_due": "workforce_details_due",
}
STEPS = {
    "pipeline_financial_year_start": "financial_year",
    "engagement_notice_published": "engagement_notice",
    "planned_notice_published": "planned_notice",
    "tender_notice_published": "tender_notice",
    "abnormally_low_notice_sent": "low_price_notice",
    "award_notice_published": "award_notice",
}


def compiled(telling: Telling, procurement: Procurement, extension_months: int | None = None) -> dict[str, Any]:
    """What the platform says that a procurement like this owes, and by when."""
    dates, term = procurement.dates, procurement.term
    steps = {ours: getattr(dates, theirs).isoformat() for theirs, ours in STEPS.items() if getattr(dates, theirs)}
    months = term.extension_option_months if extension_months is None else extension_months
    voluntary = telling.document.policy.get("voluntary_standstill_working_days", {}).get("value")
    case = {
        "regime": procurement.regime,
        "procedure": procurement.procedure,
        "value": pounds(sum((Decimal(lot.estimated_value) for lot in procurement.lots), Decimal(0))),
        "term": {"starts_on": term.start.isoformat(), "ends_on": term.end.isoformat()},
        "extension_months": months,
        "announced_standstill": voluntary if procurement.regime == "light_touch" else None,
        "steps": {**steps, "tender_deadline": day_of(dates.tender_deadline).isoformat()},
    }
    found: dict[str, Any] = telling.stage.do(telling.stage.public, "POST", "/tendering/v1/obligations", case)
    return found


def regime(telling: Telling, procurement: Procurement, checks: Mapping[str, Any]) -> dict[str, Any]:
    """How far the Act reaches, and whether the weights keep to the overlay."""
    found = compiled(telling, procurement)
    reach = found["reach"]
    extended = {
        str(months): compiled(telling, procurement, months)["term"]["short_enough_for_a_mutual"]
        for months in procurement.what_if.extension_months
    }
    return {
        "estimated_value": f"{sum(Decimal(lot.estimated_value) for lot in procurement.lots):.2f}",
        "threshold": reach["threshold"] and reach["threshold"]["amount"],
        "is_public_contract": reach["is_public_contract"],
        "regime": procurement.regime,
        "statutory_kpis_required": reach["statutory_kpis_required"],
        "statutory_kpi_exempt_because": reach["kpi_exempt_because"],
        "minimum_kpis": reach["minimum_kpis"],
        "contract_copy_required": reach["contract_copy_required"],
        "mandatory_standstill": reach["mandatory_standstill"],
        "standstill_working_days": reach["standstill_working_days"],
        "term_months": found["term"]["months"],
        "mutual_reservation_term_ok": found["term"]["short_enough_for_a_mutual"],
        "mutual_reservation_term_ok_if_extended": extended,
        "weight_checks": {name: value if isinstance(value, bool) else float(value) for name, value in checks.items()},
    }


def dates(telling: Telling, procurement: Procurement) -> dict[str, Any]:
    """Every clock of the procurement."""
    timetable = compiled(telling, procurement)["timetable"]
    awarded = procurement.dates.award_notice_published
    own = {"award_notice_published": awarded and awarded.isoformat()}
    return {**{theirs: timetable[ours] for theirs, ours in TIMETABLE.items()}, **own}


def bids(telling: Telling, taken: Mapping[str, str], evaluation: Mapping[str, Any]) -> dict[str, Any]:
    """Where each bid of the story stands; what was neither taken nor unqualified came late."""
    judged = {each["bid_id"]: each for lot in evaluation["lots"] for each in lot["bids"]}
    found: dict[str, Any] = {}
    for bid in telling.document.bids:
        if bid.id in telling.unqualified or (bid.id in taken and judged[taken[bid.id]]["refused_because"] is not None):
            found[bid.id] = {"status": "refused_reserved_lot", "abnormally_low": None}
        elif bid.id not in taken:
            found[bid.id] = {"status": "refused_late", "abnormally_low": None}
        else:
            found[bid.id] = {"status": "admitted", "abnormally_low": price_test(judged[taken[bid.id]])}
    return found


def price_test(judged: Mapping[str, Any]) -> dict[str, Any]:
    """What a price was compared with, and what came of it."""
    test = judged["price_test"]
    floor = test["labour_floor"] and {
        "annual_pay_per_fte": test["labour_floor"]["annual_pay_per_post"]["amount"],
        "floor": test["labour_floor"]["floor"]["amount"],
        "shortfall": test["labour_floor"]["shortfall"]["amount"],
        "below_floor": test["labour_floor"]["below_floor"],
    }
    return {
        "mean_of_others": test["mean_of_others"] and test["mean_of_others"]["amount"],
        "ratio_pct": number(test["ratio_pct"]),
        "below_ratio": test["below_ratio"],
        "labour_floor": floor,
        "flagged": test["flagged"],
        "outcome": judged["outcome"],
    }


def panels(evaluation: Mapping[str, Any]) -> dict[str, Any]:
    """Who was able to mark each lot."""
    of_all = ("members", "quorum", "quorate")
    of_citizens = (*of_all, "members_under_25", "composition_ok")
    return {
        "panels": {
            lot["reference"]: {
                "technical": {name: lot["panels"]["technical"][name] for name in of_all},
                "citizen": {name: lot["panels"]["citizen"][name] for name in of_citizens},
            }
            for lot in evaluation["lots"]
        }
    }


def table(telling: Telling, names: Mapping[str, str], lines: list[dict[str, Any]]) -> dict[str, Any]:
    """A score table by the story's own names, best bid first."""
    organisations = {str(known): name for name, known in telling.ids.items()}
    criteria = {shown: name for name, shown in telling.criteria.items()}
    return {
        names[line["bid_id"]]: {
            "bidder": organisations[line["bidder_id"]],
            "points": {criteria[name]: float(points) for name, points in line["points"].items()},
            "social_value_points": float(line["social_value_points"]),
            "total": float(line["total"]),
            "rank": line["rank"],
            "order": line["order"],
        }
        for line in lines
    }


def lots(telling: Telling, names: Mapping[str, str], evaluation: Mapping[str, Any]) -> dict[str, Any]:
    """What came of every lot."""
    return {
        lot["reference"]: {"status": lot["status"], "bids": table(telling, names, lot["table"])}
        for lot in evaluation["lots"]
    }


def if_kept(telling: Telling, names: Mapping[str, str], evaluation: Mapping[str, Any]) -> dict[str, Any]:
    """The tables of the lots where bids were disregarded, with those put back, if the story asks for them."""
    if not procurement_of(telling).what_if.keep_disregarded_bids:
        return {}
    return {
        lot["reference"]: table(telling, names, lot["if_kept"])
        for lot in evaluation["lots"]
        if lot["if_kept"] and any(each["outcome"] == "disregarded" for each in lot["bids"])
    }


def allocation(
    telling: Telling, names: Mapping[str, str], lot_of: Mapping[str, str], found: Mapping[str, Any]
) -> dict[str, Any]:
    """How the limited lots were given, by the story's own names."""
    procurement = procurement_of(telling)
    bidder = {bid.id: bid.bidder for bid in telling.document.bids}

    def named(lots: Mapping[str, str]) -> dict[str, str]:
        by_lot = {lot_of[lot]: bidder[names[bid]] for lot, bid in lots.items()}
        return {lot.id: by_lot[lot.id] for lot in procurement.lots if lot.id in by_lot}

    limited = {lot: bid for lot, bid in found["winners"].items() if lot in found["limited_lots"]}
    return {
        "highest_ranked_without_limit": named(found["best_without_limit"]),
        "limit_changes_result": found["limit_changes_result"],
        "option_count": found["option_count"],
        "options": [
            {"assignment": named(option["assignment"]), "combined_score": float(option["combined_score"])}
            for option in found["options"]
        ],
        "chosen": named(limited) if procurement.lot_limit else None,
    }


def award(
    telling: Telling,
    awards: Mapping[str, Mapping[str, Any]],
    names: Mapping[str, str],
    evaluation: Mapping[str, Any],
) -> dict[str, Any]:
    """Who won which lots at what price, and what that saves; `awards` are the platform's own, by lot."""
    procurement = procurement_of(telling)
    bidder = {bid.id: bid.bidder for bid in telling.document.bids}
    winning = {lot: names[each["bid_id"]] for lot, each in awards.items()}
    prices = {lot: Money.parse(each["value"]["amount"]) for lot, each in awards.items()}
    estimates = sum(Money.parse(lot.estimated_value).pence for lot in procurement.lots if lot.id in awards)
    spent = sum(price.pence for price in prices.values())
    a_year = Fraction(12, compiled(telling, procurement)["term"]["months"])
    annual = {lot: half_up(Fraction(price.pence, 100) * a_year, 2) for lot, price in prices.items()}
    statuses = {lot["reference"]: lot["status"] for lot in evaluation["lots"] if lot["reference"] not in awards}
    return {
        "winners": {lot: bidder[bid] for lot, bid in winning.items()},
        "winning_bids": winning,
        "not_awarded": {lot: "lot_limit" if status == "scored" else status for lot, status in statuses.items()},
        "prices": {lot: str(price) for lot, price in prices.items()},
        "total": str(Money(spent)),
        "saving_vs_estimate": str(half_up(Fraction(estimates - spent, 100), 2)),
        "saving_pct": float(half_up(Fraction(100 * (estimates - spent), estimates), 4)) if estimates else None,
        "annual": {lot: str(amount) for lot, amount in annual.items()},
        "annual_total": str(half_up(Fraction(spent, 100) * a_year, 2)),
        "open_book_lots": [lot for lot in prices if has_open_book(telling, lot)],
    }


def has_open_book(telling: Telling, lot: str) -> bool:
    """Whether the book of the lot's contract is open by its value alone."""
    path = f"/tendering/v1/contracts/{telling.contracts[lot]['id']}/open-book"
    return bool(telling.stage.do(telling.stage.public, "GET", path)["by_value"])


def procurement_of(telling: Telling) -> Procurement:
    """The story's procurement. Raises ValueError for a story without one."""
    if telling.document.procurement is None:
        raise ValueError("This story buys nothing.")
    return telling.document.procurement
