"""FORMAT.md §3 and §5 once more, as plainly as they can be written: what organisations and ratings must come out as."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

Told = dict[str, Any]


def organisations(story: Told) -> Told:
    """The section `organisations` of the results."""
    parents = {each["id"]: each.get("parent") for each in story["organisations"]}
    day = story["scenario"]["evidence_as_of"]
    return {each["id"]: result(each, parents, day) for each in story["organisations"]}


def result(organisation: Told, parents: Mapping[str, str | None], day: str) -> Told:
    said = live(organisation, day)
    known = undisputed(said)
    share = board_share(known)
    return {
        "group": top(organisation["id"], parents),
        "vcse": both(known.get("non_governmental"), known.get("principally_reinvests_for_social_aims")),
        "sme": sme(known),
        "local": word(known.get("substantive_site_in_area")),
        "overseas_owned": word(known["ultimate_controller_country"] != "GB")
        if "ultimate_controller_country" in known
        else "unknown",
        "user_led": word(None if share is None else share > 50),
        "user_led_75": word(None if share is None else share >= 75),
        "board_user_share_pct": None if share is None else float(share.quantize(Decimal("0.0001"), ROUND_HALF_UP)),
        "not_for_profit_grade": grade(known.get("profit_distribution"), known.get("dissolution_lock")),
        "disputed_facts": sorted(said.keys() - known.keys()),
    }


def live(organisation: Told, day: str) -> dict[str, list[Any]]:
    """Every value of every fact that has not expired by then."""
    said: dict[str, list[Any]] = {}
    for fact in organisation["facts"]:
        if fact["expires_on"] >= day:
            said.setdefault(fact["fact"], []).append(fact["value"])
    return said


def undisputed(said: Mapping[str, list[Any]]) -> Told:
    """The facts of which there is one value."""
    return {name: values[0] for name, values in said.items() if all(value == values[0] for value in values)}


def top(name: str, parents: Mapping[str, str | None]) -> str:
    parent = parents[name]
    return name if parent is None else top(parent, parents)


def word(outcome: bool | None) -> str:
    return "unknown" if outcome is None else "yes" if outcome else "no"


def both(one: bool | None, other: bool | None) -> str:
    if one is False or other is False:
        return "no"
    return "yes" if one and other else "unknown"


def sme(known: Told) -> str:
    headcount, turnover, balance = (known.get(f"group_{it}") for it in ("headcount", "turnover", "balance_sheet"))
    if headcount is not None and headcount >= 250:
        return "no"
    little = [
        None if amount is None else Decimal(amount) <= limit
        for amount, limit in ((turnover, 44_000_000), (balance, 38_000_000))
    ]
    if little == [False, False]:
        return "no"
    return "yes" if headcount is not None and True in little else "unknown"


def board_share(known: Told) -> Decimal | None:
    members, users = known.get("board_members"), known.get("board_members_users")
    return None if not members or users is None else Decimal(100) * users / members


def grade(profit: str | None, lock: str | None) -> str:
    if profit in {"free", "capped"}:
        return {"free": "N0", "capped": "N1"}[str(profit)]
    if profit is None or lock is None:
        return "NX"
    if (profit, lock) == ("barred_by_law", "statutory"):
        return "N3"
    return "N1" if lock == "none" else "N2"


def rated(counts: list[int], *, mean: Fraction, strength: int, least: int, cell: int, hidden: int) -> Told:
    """What a story's `ratings` say of an organisation with so many ones, twos … fives."""
    number, total = sum(counts), sum(star * count for star, count in enumerate(counts, 1))
    adjusted = (strength * mean + total) / (strength + number)
    cells = seen(counts, least, cell, hidden)
    return {
        "verified_count": number,
        "raw_mean": None if number == 0 else four(Fraction(total, number)),
        "adjusted_mean": four(adjusted),
        "score_0_to_10": four((adjusted - 1) / 4 * 10),
        "no_evidence": number == 0,
        "public": {
            "suppressed": cells is None,
            "adjusted_mean": None if cells is None else four(adjusted),
            "stars": cells and {str(star): count for star, count in enumerate(cells, 1)},
        },
    }


def seen(counts: list[int], least: int, cell: int, hidden: int) -> list[int | None] | None:
    """The counts with those that must be hidden left out; None if nothing may be seen."""
    if sum(counts) < least:
        return None
    out = [place for place, count in enumerate(counts) if 0 < count < cell]
    while out and (len(out) < 2 or sum(counts[place] for place in out) < hidden):
        rest = [(count, place) for place, count in enumerate(counts) if count and place not in out]
        if not rest:
            return None
        out.append(min(rest)[1])
    return [None if place in out else count for place, count in enumerate(counts)]


def four(value: Fraction) -> float:
    """To four decimals, half up."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return float(exact.quantize(Decimal("0.0001"), ROUND_HALF_UP))
