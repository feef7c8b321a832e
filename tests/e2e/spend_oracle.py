"""A second, plainer reading of the format's sections on spending, to hold results against."""

from fractions import Fraction
from typing import Any

from tests.e2e.delivery_oracle import money, over, shown

Told = dict[str, Any]
FLAT = "untraced"


def owners(story: Told, name: str) -> dict[str, Fraction]:
    """Whose its money is: its group's, or its owners' if it is a joint venture."""
    organisations = {each["id"]: each for each in story["organisations"]}
    if name == FLAT:
        return {name: Fraction(1)}
    if organisations[name].get("joint_venture_owners"):
        return {each["organisation"]: Fraction(each["share"]) for each in organisations[name]["joint_venture_owners"]}
    while organisations[name]["parent"]:
        name = organisations[name]["parent"]
    return {name: Fraction(1)}


def figure(story: Told, name: str) -> Fraction:
    return Fraction(str(story["policy"][name]["value"]))


def scope(story: Told, given: Told) -> Told:
    """FORMAT 9, one scope."""
    rows = [row for row in given["payments"] if given["period_start"] <= row["paid_on"] <= given["period_end"]]
    below = [
        row
        for row in given["subcontract_payments"]
        if given["period_start"] <= row["paid_on"] <= given["period_end"]
        and given["cpv_division"] in {None, row["cpv_division"]}
    ]
    total = sum((Fraction(row["amount"]) for row in rows), Fraction())
    sides: dict[str, dict[str, Fraction]] = {"direct": {}, "paid_down": {}, "received_via_primes": {}}
    for row in rows:
        for group, part in owners(story, row["payee"]).items():
            add(sides["direct"], group, part * Fraction(row["amount"]))
    for row in below:
        payer, payee = owners(story, row["payer"]), owners(story, row["payee"])
        for group in {*payer, *payee}:
            change = (payee.get(group, 0) - payer.get(group, 0)) * Fraction(row["amount"])
            if change:
                add(sides["paid_down" if change < 0 else "received_via_primes"], group, abs(change))
    names = sorted({group for side in sides.values() for group in side})
    groups = {
        name: group_of(story, name, {it: sides[it].get(name, Fraction()) for it in sides}, total) for name in names
    }
    return {"kind": given["kind"], **summary(story, groups, total)}


def add(side: dict[str, Fraction], group: str, amount: Fraction) -> None:
    side[group] = side.get(group, Fraction()) + amount


def group_of(story: Told, name: str, sides: dict[str, Fraction], total: Fraction) -> Told:
    attributed = sides["direct"] - sides["paid_down"] + sides["received_via_primes"]
    cap, warning, named = figure(story, "supplier_share_cap"), figure(story, "supplier_share_warning"), name != FLAT
    direct, share = over(sides["direct"], total), over(attributed, total)
    return {
        **{side: money(amount) for side, amount in sides.items()},
        "direct_share_pct": shown(None if direct is None else 100 * direct),
        "direct_breach": None if direct is None else named and direct > cap,
        "attributed": money(attributed),
        "attributed_share_pct": shown(None if share is None else 100 * share),
        "breach": None if share is None else named and share > cap,
        "warning": None if share is None else named and warning <= share <= cap,
        "excess": money(max(Fraction(), attributed - cap * total) if named else Fraction()),
        "exact": share,
    }


def summary(story: Told, groups: dict[str, Told], total: Fraction) -> Told:
    exact = {name: each.pop("exact") for name, each in groups.items()}
    shares = [100 * share for name, share in exact.items() if name != FLAT and share is not None]
    index = sum((share**2 for share in shares), Fraction()) if total else None
    bands = (("hhi_highly_concentrated_over", "highly_concentrated"), ("hhi_concentrated_over", "concentrated"))
    band = next((word for name, word in bands if index is not None and index > figure(story, name)), "not_concentrated")
    return {
        "total": money(total),
        "cap_amount": money(figure(story, "supplier_share_cap") * total),
        "groups": groups,
        "hhi": shown(index),
        "hhi_band": band if total else None,
        "top_three_share_pct": shown(sum(sorted(shares, reverse=True)[:3], Fraction()) if total else None),
        "over_cap": [name for name in groups if groups[name]["breach"]],
        "group_count": len(shares) if total else 0,
        "too_few_groups": (len(shares) if total else 0) < figure(story, "minimum_groups_for_cap"),
    }


def flows(story: Told, classes: Told) -> Told:
    """FORMAT 9, `spend.flows`."""
    given = story["spend"]["flows"]
    days = given["period_start"], given["period_end"]
    primes = [row for row in given["prime_payments"] if days[0] <= row["paid_on"] <= days[1]]
    below = [row for row in given["subcontract_payments"] if days[0] <= row["paid_on"] <= days[1]]
    kept: dict[str, Fraction] = {}
    for row in (*primes, *below):
        add(kept, row["payee"], Fraction(row["amount"]))
    for row in below:
        add(kept, row["payer"], -Fraction(row["amount"]))
    total = sum((Fraction(row["amount"]) for row in primes), Fraction())

    def part(amounts: list[Fraction]) -> float | None:
        share = over(sum(amounts, Fraction()), total)
        return shown(None if share is None else 100 * share)

    def said(name: str, label: str) -> str:
        return str(classes[name][label]) if name != FLAT else "unknown"

    return {
        "total": money(total),
        "retained": {name: money(kept[name]) for name in sorted(kept)},
        "over_paid_down": sorted(name for name, amount in kept.items() if amount < 0),
        "shares": {
            label: {
                "direct_pct": part([Fraction(row["amount"]) for row in primes if said(row["payee"], label) == "yes"]),
                "look_through_pct": part([amount for name, amount in kept.items() if said(name, label) == "yes"]),
                "unknown_pct": part([amount for name, amount in kept.items() if said(name, label) == "unknown"]),
            }
            for label in ("vcse", "sme", "local", "overseas_owned", "user_led")
        },
    }
