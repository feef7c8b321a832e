"""A second, plainer reading of the format's sections on running contracts, to hold results against."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

Told = dict[str, Any]


def shown(number: Fraction | None, places: int = 4) -> float | None:
    """A non-integer as results print it."""
    return None if number is None else float(rounded(number, places))


def rounded(number: Fraction, places: int) -> Decimal:
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def money(number: Fraction | None) -> str | None:
    return None if number is None else f"{rounded(number, 2):.2f}"


def over(part: Any, whole: Any) -> Fraction | None:
    return Fraction(str(part)) / Fraction(str(whole)) if Fraction(str(whole)) else None


def kpis(story: Told) -> Told:
    """FORMAT 11."""
    bands = story["policy"]["kpi_bands"]["value"]
    found: Told = {}
    for kpi in story["kpis"]:
        higher = kpi["direction"] == "higher_is_better"
        share = over(kpi["actual"], kpi["target"]) if higher else over(kpi["target"], kpi["actual"])
        if share is None:
            rating = "Other" if higher else "Good"
        else:
            rating = next(band["rating"] for band in bands if 100 * share >= band["from_pct"])
        found[kpi["id"]] = {"attainment_pct": shown(None if share is None else 100 * share), "rating": rating}
    return found


def alliance(story: Told) -> Told:
    """FORMAT 12."""
    given, policy, rated = story["alliance"], story["policy"], kpis(story)
    on_course = [rated[name]["rating"] in {"Good", "Approaching target"} for name in given["gate_kpis"]]
    gate = Fraction(sum(on_course), len(on_course)) if on_course else None
    passed = gate is not None and gate >= Fraction(policy["gain_share_kpi_gate"]["value"])
    saved = Fraction(given["target_cost"]) - Fraction(given["actual_cost"])
    pool = saved * Fraction(policy["gain_share_provider_share"]["value"]) if passed and saved > 0 else Fraction(0)
    return {
        "target_cost": given["target_cost"],
        "actual_cost": given["actual_cost"],
        "underspend": money(saved),
        "kpi_gate_pct": shown(None if gate is None else 100 * gate),
        "gate_passed": passed,
        "provider_pool": money(pool),
        "split": split(given["members"], int(rounded(pool, 2) * 100)),
        "decisions": {each["id"]: decided(given["members"], each["votes"]) for each in given["decisions"]},
    }


def split(members: list[Told], pence: int) -> dict[str, str | None]:
    """Floor each, then a penny each to the largest remainders, ties to the lowest identifier."""
    values = {each["organisation"]: Fraction(each["contract_value"]) for each in members if each["role"] == "provider"}
    whole = sum(values.values())
    if not whole:
        return dict.fromkeys(values)
    exact = {name: pence * value / whole for name, value in values.items()}
    floors = {name: int(part) for name, part in exact.items()}
    for name in sorted(exact, key=lambda name: (floors[name] - exact[name], name))[: pence - sum(floors.values())]:
        floors[name] += 1
    return {name: money(Fraction(part, 100)) for name, part in floors.items()}


def decided(members: list[Told], votes: dict[str, str]) -> Told:
    """All for agrees; any against vetoes; anything else does neither."""
    names = [each["organisation"] for each in members]
    against = [name for name in names if votes.get(name) == "against"]
    not_for = [name for name in names if votes.get(name) != "for"]
    return {
        "result": "vetoed" if against else "not_agreed" if not_for else "agreed",
        "against": against,
        "not_for": not_for,
    }


def social_value(story: Told) -> Told:
    """FORMAT 13, first part."""
    found: Told = {}
    for value in story["social_value"]:
        shares = {line["id"]: kept(line) for line in value["lines"]}
        counted = [(Fraction(str(line["weight"])), shares[line["id"]]) for line in value["lines"]]
        known = [(weight, share) for weight, share in counted if share is not None]
        weights = sum(weight for weight, _ in known)
        whole = sum(weight * min(share, Fraction(1)) for weight, share in known) / weights if weights else None
        found[value["id"]] = {
            "lines_pct": {name: shown(None if share is None else 100 * share) for name, share in shares.items()},
            "weighted_delivery_pct": shown(None if whole is None else 100 * whole),
        }
    return found


def kept(line: Told) -> Fraction | None:
    if not Fraction(str(line["promised"])):
        return None
    if line["direction"] == "higher_is_better":
        return over(line["delivered"], line["promised"])
    return over(line["promised"], line["delivered"]) if line["delivered"] else Fraction(1)


def unit_costs(story: Told, annual: dict[str, Fraction], days: dict[str, int]) -> Told:
    """FORMAT 13, second part; `annual` awards by lot, `days` of each period."""
    found: Told = {}
    for each in story["unit_costs"]:
        cost = Fraction(each["annual_cost"]) if each.get("annual_cost") else annual[each["lot"]]
        nights = each["places"] * days[each["id"]]
        found[each["id"]] = {
            "available_nights": nights,
            "occupancy_pct": shown(Fraction(100 * each["occupied_nights"], nights) if nights else None),
            "per_place_year": money(over(cost, each["places"])),
            "per_occupied_night": money(over(cost, each["occupied_nights"])),
            "per_outcome": money(over(cost, each["outcomes"])),
        }
    return found


def modifications(story: Told, awarded: str, months: int) -> Told:
    """FORMAT 14."""
    found: Told = {}
    full = story["procurement"]["regime"] == "full"
    for each in story["modifications"]:
        earlier = each.get("earlier_value_changes") or "0.00"
        changes = abs(Fraction(each["value_change"]) + Fraction(earlier))
        value = over(changes, each.get("contract_value", awarded))
        term = Fraction(each["term_change_months"], months)
        limit = Fraction(15 if each["kind"] == "works" else 10, 100)
        fits = value is not None and value <= limit and term <= Fraction(1, 10)
        small = fits and not each["material_scope_change"]
        route = "below_threshold" if small else "needs_other_ground"
        found[each["id"]] = {
            "value_change_pct": shown(None if value is None else 100 * value),
            "within_value_limit": None if value is None else value <= limit,
            "term_change_pct": shown(100 * term),
            "within_term_limit": term <= Fraction(1, 10),
            "aggregate_under_services_threshold": changes < 207720,
            "route": route if full else "light_touch_free",
            "change_notice_required": full and not fits,
        }
    return found
