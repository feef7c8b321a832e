"""FORMAT.md §4.3, §6, §7 and the tables of §8 once more: which bids are admitted, and how many points they have."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from tests.e2e.calendar_oracle import months_on, signature_day
from tests.e2e.delivery_oracle import money
from tests.e2e.oracle import four, live, undisputed

Told = dict[str, Any]
LIMBS = (
    "public_services_mainly_reservable",
    "not_for_profit_or_member_only_profit",
    "employee_management_and_control",
)


class Judging:
    """One story’s figures, read once, and what the panels and the price tests make of its bids."""

    def __init__(self, story: Told) -> None:
        self.story, self.bought = story, story["procurement"]
        self.law = {name: each["value"] for name, each in story["law"].items()}
        self.policy = {name: each["value"] for name, each in story["policy"].items()}
        self.lots = {lot["id"]: lot for lot in self.bought["lots"]}
        self.bids = {bid["id"]: bid for bid in story["bids"]}
        self.found = {each["bid"]: each["finding"] for each in story["abnormally_low_responses"]}
        self.parents = {each["id"]: each.get("parent") for each in story["organisations"]}
        self.reserved = {name: self.reservation(lot) for name, lot in self.lots.items() if lot["reserved"]}
        self.status = {name: self.status_of(bid) for name, bid in self.bids.items()}
        self.low = {name: self.lowness(bid) for name, bid in self.bids.items()}

    def term_months(self) -> int:
        start, end = (date.fromisoformat(self.bought["term"][it]) for it in ("start", "end"))
        after = date.fromordinal(end.toordinal() + 1)
        return (after.year - start.year) * 12 + after.month - start.month

    def short_enough(self, extension: int) -> bool:
        """§4.1: the term and its extensions, five years to the day at most."""
        start, end = (date.fromisoformat(self.bought["term"][it]) for it in ("start", "end"))
        after = date.fromordinal(end.toordinal() + 1)
        return months_on(after, extension) <= months_on(start, 12 * self.law["mutual_maximum_term_years"])

    def reservation(self, lot: Told) -> Told:
        """§4.3."""
        awarded = signature_day(self.story)
        back = months_on(awarded, -12 * self.law["mutual_lookback_years"])
        window = (date.fromordinal(back.toordinal() + 1), awarded)
        fails = ["procedure_not_competitive_flexible"] * (self.bought["procedure"] != "competitive_flexible")
        fails += ["maximum_term_over_5_years"] * (
            not self.short_enough(self.bought["term"].get("extension_option_months", 0))
        )
        bidders = {bid["bidder"] for bid in self.bids.values() if bid["lot"] == lot["id"]}
        judged = {name: self.limbs(name, window) for name in bidders}
        asked = self.bought["what_if"].get("earlier_reserved_award_dates", [])
        return {
            "window_start": str(window[0]),
            "window_end": str(window[1]),
            "lot_fails": fails,
            "bidders": {name: {"qualifies": not (each or fails), "fails": each} for name, each in judged.items()},
            "what_if_earlier_award_on_blocks": {
                day: window[0] <= date.fromisoformat(day) <= window[1] for day in asked
            },
        }

    def limbs(self, name: str, window: tuple[date, date]) -> list[str]:
        told = next(each for each in self.story["organisations"] if each["id"] == name)
        known = undisputed(live(told, self.story["scenario"]["evidence_as_of"]))
        fails = [f"{limb}_not_evidenced" * (limb not in known) or limb for limb in LIMBS if not known.get(limb)]
        for past in told.get("reserved_contract_history", []):
            same = past["comparable"] and past["authority"] == self.bought["authority"]
            if same and window[0] <= date.fromisoformat(past["awarded_on"]) <= window[1]:
                return [*fails, "comparable_contract_within_3_years"]
        return fails

    def status_of(self, bid: Told) -> str:
        """§6.1."""
        deadline = datetime.fromisoformat(self.bought["dates"]["tender_deadline"])
        if datetime.fromisoformat(bid["submitted_at"]) > deadline:
            return "refused_late"
        kept = self.reserved.get(bid["lot"])
        return "refused_reserved_lot" if kept and not kept["bidders"][bid["bidder"]]["qualifies"] else "admitted"

    def admitted(self, lot: str) -> list[Told]:
        return [bid for bid in self.bids.values() if bid["lot"] == lot and self.status[bid["id"]] == "admitted"]

    def lowness(self, bid: Told) -> Told | None:
        """§6.2 to §6.4."""
        if self.status[bid["id"]] != "admitted":
            return None
        price = pounds(bid["price"])
        others = [pounds(each["price"]) for each in self.admitted(bid["lot"]) if each is not bid]
        mean = sum(others, Fraction()) / len(others) if others else None
        ratio = price / mean if mean else None
        below = None if ratio is None else ratio < Fraction(self.policy["abnormally_low_ratio"])
        floor = self.floor(bid["staffing"], price) if bid.get("staffing") else None
        flagged = bool(below or (floor and floor["below_floor"]))
        answers = {"demonstrated": "kept", "not_demonstrated": "disregarded", None: "awaiting_response"}
        return {
            "mean_of_others": None if mean is None else money(mean),
            "ratio_pct": None if ratio is None else four(ratio * 100),
            "below_ratio": below,
            "labour_floor": floor,
            "flagged": flagged,
            "outcome": answers[self.found.get(bid["id"])] if flagged else "not_flagged",
        }

    def floor(self, staffing: Told, price: Fraction) -> Told:
        posts, hours, weeks, years = (
            Fraction(str(staffing[it])) for it in ("full_time_equivalents", "hours_per_week", "weeks_per_year", "years")
        )
        pay = Fraction(self.law["legal_hourly_wage"]) * hours * weeks
        floor = pay * (1 + Fraction(self.policy["labour_on_cost_rate"])) * posts * years
        return {
            "annual_pay_per_fte": money(pay),
            "floor": money(floor),
            "shortfall": money(max(Fraction(), floor - price)),
            "below_floor": price < floor,
        }

    def able(self, lot: str) -> tuple[list[str], list[str]]:
        """§7: who may score there."""
        judging = self.story["evaluation"]
        left = {each["member"] for each in judging["recusals"] if each["lot"] == lot}
        deadline = self.bought["dates"]["tender_deadline"][:10]
        experts = [each["id"] for each in judging["technical_evaluators"] if each["training_valid_until"] >= deadline]
        citizens = [each["id"] for each in judging["citizen_commissioners"]]
        return [name for name in experts if name not in left], [name for name in citizens if name not in left]

    def panels(self, lot: str) -> Told:
        experts, citizens = self.able(lot)
        young = [each["id"] for each in self.story["evaluation"]["citizen_commissioners"] if each["aged_under_25"]]
        under = len(set(young) & set(citizens))
        quorums = (self.policy["technical_panel_quorum"], self.policy["citizen_panel_quorum"])
        seats = [
            {"members": len(members), "quorum": quorum, "quorate": len(members) >= quorum}
            for members, quorum in zip((experts, citizens), quorums, strict=True)
        ]
        mixed = {"members_under_25": under, "composition_ok": under >= self.policy["citizen_panel_minimum_under_25"]}
        return {"technical": seats[0], "citizen": seats[1] | mixed}

    def marks(self, bid: str, source: str) -> dict[str, list[Fraction]]:
        """The marks that count of one bid, for each criterion of that source."""
        able = self.able(self.bids[bid]["lot"])[source == "citizen"]
        wanted = [each["criterion"] for each in self.bought["weights"] if each["source"] == source]
        given = {each["criterion"]: each["scores"] for each in self.story["evaluation"]["scores"] if each["bid"] == bid}
        return {
            name: [Fraction(str(mark)) for member, mark in given.get(name, {}).items() if member in able]
            for name in wanted
        }

    def is_quorate(self, bid: str) -> bool:
        return all(
            len(marks) >= self.policy[f"{source}_panel_quorum"]
            for source in ("technical", "citizen")
            for marks in self.marks(bid, source).values()
        )

    def table(self, lot: str) -> Told:
        """§8."""
        admitted = self.admitted(lot)
        outcome = {bid["id"]: self.low[bid["id"]]["outcome"] for bid in admitted}  # type: ignore[index]
        if "awaiting_response" in outcome.values():
            return {"status": "awaiting_response", "bids": {}}
        judged = [bid for bid in admitted if outcome[bid["id"]] != "disregarded"]
        if not judged:
            return {"status": "no_admissible_bid", "bids": {}}
        if not all(self.is_quorate(bid["id"]) for bid in judged):
            return {"status": "inquorate", "bids": {}}
        return {"status": "scored", "bids": self.scored(judged)}

    def with_disregarded(self, lot: str) -> Told | None:
        bids = self.admitted(lot)
        outcome = {self.low[bid["id"]]["outcome"] for bid in bids}  # type: ignore[index]
        if "disregarded" not in outcome or "awaiting_response" in outcome:
            return None
        return self.scored(bids) if all(self.is_quorate(bid["id"]) for bid in bids) else None

    def scored(self, bids: Sequence[Told]) -> Told:
        cheapest = min(pounds(bid["price"]) for bid in bids)
        lines = {bid["id"]: self.line(bid, cheapest) for bid in bids}
        totals = {name: sum(points.values(), Fraction()) for name, points in lines.items()}
        social = [each["criterion"] for each in self.bought["weights"] if each.get("social_value")]
        ordered = sorted(lines, key=lambda name: (-totals[name], self.tie(name)))
        return {
            name: {
                "bidder": self.bids[name]["bidder"],
                "points": {criterion: four(each) for criterion, each in lines[name].items()},
                "social_value_points": four(sum((lines[name][each] for each in social), Fraction())),
                "total": four(totals[name]),
                "rank": 1 + sum(total > totals[name] for total in totals.values()),
                "order": ordered.index(name) + 1,
            }
            for name in ordered
        }

    def tie(self, bid: str) -> tuple[datetime, str]:
        return datetime.fromisoformat(self.bids[bid]["submitted_at"]), bid

    def line(self, bid: Told, cheapest: Fraction) -> dict[str, Fraction]:
        """The points of one bid, exactly."""
        found = {}
        for weight in self.bought["weights"]:
            name, source = weight["criterion"], weight["source"]
            if source == "price":
                score = 10 * cheapest / pounds(bid["price"])
            elif source == "user_rating":
                score = self.rating(bid["bidder"])
            elif source == "declared":
                score = 10 * Fraction(str(bid["declared"][name])) / Fraction(str(weight["scale_maximum"]))
            else:
                marks = self.marks(bid["id"], source)[name]
                score = sum(marks, Fraction()) / len(marks)
            found[name] = Fraction(str(weight["points"])) * score / 10
        return found

    def rating(self, bidder: str) -> Fraction:
        counts: dict[str, int] = next(
            (each["stars"] for each in self.story["ratings"] if each["organisation"] == bidder), {}
        )
        strength, mean = self.policy["rating_prior_strength"], Fraction(self.policy["rating_prior_mean"])
        total = sum(int(star) * count for star, count in counts.items())
        adjusted: Fraction = (strength * mean + total) / (strength + sum(counts.values()))
        return (adjusted - 1) / 4 * 10

    def exact(self, bid: str, tables: Mapping[str, Told]) -> Fraction:
        lot = self.bids[bid]["lot"]
        judged = [self.bids[name] for name in tables[lot]["bids"]]
        return sum(self.line(self.bids[bid], min(pounds(each["price"]) for each in judged)).values(), Fraction())


def pounds(said: str) -> Fraction:
    return Fraction(said)
