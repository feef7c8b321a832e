"""FORMAT.md §4 and §8 once more, as plainly as they can be written: what a competition must come out as."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

from tests.e2e.calendar_oracle import dates_of
from tests.e2e.delivery_oracle import money
from tests.e2e.judging_oracle import Judging, Told, pounds
from tests.e2e.oracle import four, top


class Competition(Judging):
    """One story's competition, from its duties to its award."""

    def results(self) -> Told:
        """The sections `procurement`, `bids` and `evaluation`."""
        tables = {name: self.table(name) for name in self.lots}
        kept = {name: table for name in self.lots if (table := self.with_disregarded(name))}
        return {
            "procurement": {
                "regime": self.regime(),
                "dates": dates_of(self.story),
                "reserved_lots": self.reserved,
                "lots": tables,
                "lots_if_disregarded_bids_kept": kept if self.bought["what_if"].get("keep_disregarded_bids") else {},
                "lot_allocation": self.allocation(tables),
                "award": self.award(tables),
            },
            "bids": {name: {"status": self.status[name], "abnormally_low": self.low[name]} for name in self.bids},
            "evaluation": {"panels": {name: self.panels(name) for name in self.lots}},
        }

    def regime(self) -> Told:
        light, value = (
            self.bought["regime"] == "light_touch",
            sum(pounds(lot["estimated_value"]) for lot in self.lots.values()),
        )
        threshold = self.law["light_touch_threshold" if light else "services_threshold_sub_central"]
        large = value > pounds(self.law["kpi_and_contract_copy_value_over"])
        why = ["light_touch"] * light + ["value_not_over_threshold"] * (not large)
        points = {"price": self.points(source="price"), "rating": self.points(source="user_rating")}
        social = self.points(social_value=True)
        return {
            "estimated_value": money(Fraction(value)),
            "threshold": threshold,
            "is_public_contract": value >= pounds(threshold),
            "regime": self.bought["regime"],
            "statutory_kpis_required": not why,
            "statutory_kpi_exempt_because": why,
            "minimum_kpis": 0 if why else self.law["minimum_kpis"],
            "contract_copy_required": large,
            "mandatory_standstill": not light,
            "standstill_working_days": self.policy["voluntary_standstill_working_days"]
            if light
            else self.law["standstill_working_days"],
            "term_months": self.term_months(),
            "mutual_reservation_term_ok": self.short_enough(self.bought["term"].get("extension_option_months", 0)),
            "mutual_reservation_term_ok_if_extended": {
                str(months): self.short_enough(months) for months in self.bought["what_if"].get("extension_months", [])
            },
            "weight_checks": {
                "price_points": float(points["price"]),
                "price_within_maximum": points["price"] <= self.policy["price_points_maximum"],
                "social_value_points": float(social),
                "social_value_meets_minimum": social >= self.policy["social_value_points_minimum"],
                "user_rating_points": float(points["rating"]),
                "user_rating_within_maximum": points["rating"] <= self.policy["user_rating_points_maximum"],
            },
        }

    def points(self, **wanted: Any) -> Fraction:
        """The points of the criteria that say so."""
        return sum(
            (Fraction(str(each["points"])) for each in self.bought["weights"] if wanted.items() <= each.items()),
            Fraction(),
        )

    def allocation(self, tables: Mapping[str, Told]) -> Told:
        """§8, `lot_allocation`."""
        scored = {name: table for name, table in tables.items() if table["status"] == "scored"}
        best = {name: self.bids[next(iter(table["bids"]))]["bidder"] for name, table in scored.items()}
        found = self.assignments(scored)
        chosen = self.bidders(found[0][1] if found else {})
        return {
            "highest_ranked_without_limit": best,
            "limit_changes_result": found != [] and chosen != {name: best[name] for name in self.limited(scored)},
            "option_count": len(found) if found else None,
            "options": [
                {"assignment": self.bidders(bids), "combined_score": four(together)} for together, bids in found[:10]
            ],
            "chosen": chosen if self.bought.get("lot_limit") else None,
        }

    def limited(self, scored: Mapping[str, Told]) -> list[str]:
        return [name for name in (self.bought.get("lot_limit") or {"lots": []})["lots"] if name in scored]

    def bidders(self, bids: Mapping[str, str]) -> dict[str, str]:
        return {name: self.bids[bid]["bidder"] for name, bid in bids.items()}

    def assignments(self, scored: Mapping[str, Told]) -> list[tuple[Fraction, dict[str, str]]]:
        """Every way to give the limited lots that gives as many as can be given, the best first, by trying all."""
        limit, names = self.bought.get("lot_limit"), self.limited(scored)
        if limit is None or not names:
            return []
        tried = [
            {name: bid for name, bid in zip(names, bids, strict=True) if bid}
            for bids in product(*([*scored[name]["bids"], None] for name in names))
        ]
        allowed = [bids for bids in tried if self.within(list(bids.values()), limit["maximum_per_supplier_group"])]
        most = max(len(bids) for bids in allowed)
        found = [
            (sum((self.exact(bid, scored) for bid in bids.values()), Fraction()), bids)
            for bids in allowed
            if len(bids) == most
        ]
        return sorted(
            found, key=lambda each: (-each[0], [self.tie(each[1][name]) for name in names if name in each[1]])
        )

    def within(self, bids: Sequence[str], most: int) -> bool:
        groups = [top(self.bids[bid]["bidder"], self.parents) for bid in bids]
        return all(groups.count(group) <= most for group in groups)

    def winning(self, tables: Mapping[str, Told]) -> dict[str, str]:
        """The bid that wins each lot that is awarded."""
        scored = {name: table for name, table in tables.items() if table["status"] == "scored"}
        found, limited = self.assignments(scored), self.limited(scored)
        chosen = found[0][1] if found else {}
        free = {name: next(iter(table["bids"])) for name, table in scored.items() if name not in limited}
        return {name: bid for name in tables if (bid := free.get(name) or chosen.get(name))}

    def award(self, tables: Mapping[str, Told]) -> Told:
        """§8, `award`."""
        winning = self.winning(tables)
        prices = {name: pounds(self.bids[bid]["price"]) for name, bid in winning.items()}
        total, years = sum(prices.values(), Fraction()), Fraction(self.term_months(), 12)
        expected = sum((pounds(self.lots[name]["estimated_value"]) for name in winning), Fraction())
        lost = {name: table["status"] for name, table in tables.items() if name not in winning}
        large = pounds(self.policy["open_book_value_over"])
        return {
            "winners": self.bidders(winning),
            "winning_bids": winning,
            "not_awarded": {name: "lot_limit" if why == "scored" else why for name, why in lost.items()},
            "prices": {name: money(price) for name, price in prices.items()},
            "total": money(total),
            "saving_vs_estimate": money(expected - total),
            "saving_pct": four((expected - total) / expected * 100) if expected else None,
            "annual": {name: money(price / years) for name, price in prices.items()},
            "annual_total": money(total / years),
            "open_book_lots": [name for name, price in prices.items() if price > large],
        }
