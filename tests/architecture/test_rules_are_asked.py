"""A rule that nothing decides by is a page in a drawer: each is asked somewhere in the code, or says here why not."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

from rulebook.profiles import Profile
from rulebook.rules import rules

N = TypeVar("N", bound=ast.AST)
ROOT = Path(__file__).parents[2]
SOURCES = ("libs/*/src/*.py", "services/*/src/*.py", "gateway/src/*.py", "deploy/local/src/*.py")
#: Profiles that code always names outright: of these a provision is asked by both words, `provision(Profile.X, "y")`.
NAMED_OUTRIGHT = (Profile.PROVIDER_SELECTION, Profile.SOCIAL_ECONOMY)

CODED = "has no figure that could change: code has its form, and this is its source"
TOLD = "is told to readers of the page of rules; no procedure that is run here turns on it"
HEALTH = "health care is told its routes and its standstill; its procedures are run elsewhere"
TWICE = "is told again where readers look for it; the code reads it from the rule that it decides by"
WANTING = "is not decided by yet"
#: Rules that no code asks, each with the reason.
NOBODY_ASKS = {
    "award.abnormally_low": CODED,
    "award.treaty_state": TOLD,
    "counting.beginning_with": CODED,
    "counting.working_day_pa2023": CODED,
    "counting.working_day_psr": CODED,
    "exclusion.opportunity": CODED,
    "best_value.voluntary_sector": WANTING,
    "care_market": TOLD,
    "community_right": TOLD,
    "freedom_of_information": TOLD,
    "npps": TOLD,
    "payment.report": CODED,
    "payment.supplier_test": WANTING,
    "reform_2026": TOLD,
    "seed_social_economy.social_value_scale": WANTING,
    "thresholds.wales": TOLD,
    "uk_psr.award_notice": HEALTH,
    "uk_psr.considerable_change": HEALTH,
    "uk_psr.criteria": HEALTH,
    "uk_psr.mixed": HEALTH,
    "uk_psr.modification": HEALTH,
    "uk_psr.scope": HEALTH,
}
#: Figures of asked rules that no code reads, each with the reason.
NOBODY_READS = {
    "award.lot_limit: objective_mechanism_required": CODED,
    "award.lot_limit: permitted": CODED,
    "exclusion: discretionary": CODED,
    "notice.UK1: contract_over": WANTING,
    "notice.UK10: value_share_works": TWICE,
    "notice.UK7: light_touch_days": TWICE,
    "people_focused_spending: said_share": TOLD,
    "recognition.public_values: common_good": TOLD,
    "recognition.public_values: democracy": TOLD,
    "recognition.public_values: integrity": TOLD,
    "seed_social_economy.not_for_profit_only: simulation_only": CODED,
    "seed_social_economy.share_cap: include_supply_chain": CODED,
    "seed_social_economy.user_led_only: simulation_only": CODED,
    "social_value.ppn002: fair_work": TOLD,
    "social_value.ppn002: reporting_metrics": TOLD,
    "thresholds: defence_goods_services": TOLD,
    "transparency_code: due_months": WANTING,
    "transparency_code: once": TOLD,
    "transparency_code: quarterly": TOLD,
    "uk_pa2023_full.modification: sch8_capped": CODED,
    "uk_pa2023_full.modification: sch8_uncapped": CODED,
    "uk_pa2023_full.standstill: claim_limit_days": TOLD,
    "uk_psr.standstill: after_decision_working_days": HEALTH,
    "wages.real_living_wage: hourly_london": TOLD,
}


@cache
def trees() -> tuple[ast.Module, ...]:
    listed = subprocess.run(["git", "ls-files", *SOURCES], cwd=ROOT, capture_output=True, text=True, check=True)
    return tuple(ast.parse((ROOT / line).read_text(encoding="utf-8")) for line in listed.stdout.splitlines())


def nodes(kind: type[N]) -> Iterator[N]:
    return (node for tree in trees() for node in ast.walk(tree) if isinstance(node, kind))


@cache
def words() -> frozenset[str]:
    """Every text that stands in the code."""
    return frozenset(node.value for node in nodes(ast.Constant) if isinstance(node.value, str))


@cache
def names() -> frozenset[str]:
    """Every field that code reads: figures may travel as fields of an object of their own."""
    return frozenset(node.attr for node in nodes(ast.Attribute))


@cache
def endings() -> tuple[str, ...]:
    """Endings of names that code puts together: `f"{case}_minimum"`."""
    composed = (node.values[-1] for node in nodes(ast.JoinedStr))
    said = (str(part.value) for part in composed if isinstance(part, ast.Constant))
    return tuple({ending for ending in said if re.fullmatch(r"_[a-z_]{4,}", ending)})


def is_read(key: str) -> bool:
    return key in words() or key in names() or key.endswith(endings())


@cache
def beginnings() -> frozenset[str]:
    """Beginnings of names that code puts together: `f"notice.{code}"`."""
    composed = (node.values[0] for node in nodes(ast.JoinedStr))
    said = {str(part.value) for part in composed if isinstance(part, ast.Constant)}
    return frozenset(said) | {f"{profile}." for profile in Profile if profile not in NAMED_OUTRIGHT}


@cache
def provisions() -> frozenset[str]:
    """What is asked of a profile by its name: `uk_psr.routes`."""
    asked = (node.args for node in nodes(ast.Call) if isinstance(node.func, ast.Name) and node.func.id == "provision")
    return frozenset(
        f"{Profile[args[0].attr]}.{args[1].value}"
        for args in asked
        if isinstance(args[0], ast.Attribute)
        and isinstance(args[1], ast.Constant)
        and isinstance(args[1].value, str)
        and args[0].attr in Profile.__members__
    )


def is_asked(name: str) -> bool:
    beginning, _, last = name.rpartition(".")
    return name in words() or name in provisions() or (f"{beginning}." in beginnings() and last in words())


def unread() -> set[str]:
    return {
        f"{name}: {key}"
        for name, versions in rules().items()
        if is_asked(name)
        for version in versions
        for key in version.values
        if not is_read(key)
    }


def test_every_rule_is_asked_or_says_why_not() -> None:
    assert {name for name in rules() if not is_asked(name)} == NOBODY_ASKS.keys()


def test_every_figure_of_a_rule_that_is_asked_is_read_or_says_why_not() -> None:
    assert unread() == NOBODY_READS.keys()
