"""The rulebook's own order: sources, validity, the page, and that nothing of the reference was lost."""

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from rulebook.decisions import Basis
from rulebook.notices import CODES, duty
from rulebook.page import page
from rulebook.profiles import Profile, provisions
from rulebook.rules import NotInForce, Rule, rule, rules

ROOT = Path(__file__).parents[3]
REFERENCE = ROOT.parent / "shared" / "reference" / "rulebook.json"
TODAY = date(2026, 11, 21)
VERSIONS = [version for versions in rules().values() for version in versions]


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: f"{version.id}:{version.version}")
def test_every_rule_cites_its_source_and_says_what_it_means(version: Rule) -> None:
    assert len(version.source) > 10
    assert re.fullmatch(r"[A-Z].*\.", version.says)
    if version.basis is Basis.LAW:
        assert re.search(r"Act|SI \d|Regulations|Code", version.source)


@pytest.mark.parametrize("versions", rules().values(), ids=rules())
def test_versions_of_one_rule_are_numbered_in_order_and_never_overlap(versions: tuple[Rule, ...]) -> None:
    assert [version.version for version in versions] == list(range(1, len(versions) + 1))
    assert all(not one.valid.overlaps(other.valid) for one, other in pairwise(versions))
    assert all(one.valid.first < other.valid.first for one, other in pairwise(versions))


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: f"{version.id}:{version.version}")
def test_no_figure_is_a_float(version: Rule) -> None:
    assert not any(isinstance(value, float) for value in version.values.values())


def test_a_rule_is_the_version_that_stood_when_the_procedure_commenced() -> None:
    assert [rule("thresholds", on=date(year, 12, 31)).version for year in (2024, 2025, 2026, 2027)] == [1, 1, 2, 2]
    with pytest.raises(NotInForce, match="thresholds applies on 2028-01-01"):
        rule("thresholds", on=date(2028, 1, 1))
    with pytest.raises(KeyError):
        rule("no.such.rule", on=TODAY)


def test_a_misspelt_figure_is_an_error_and_not_a_zero() -> None:
    with pytest.raises(KeyError):
        rule("thresholds", on=TODAY).money("light_tuch")


def test_every_notice_has_a_duty_and_two_began_later() -> None:
    assert [duty(code, on=TODAY).values["name"] for code in CODES][3] == "tender"
    for code, begun in (("UK8", date(2026, 4, 1)), ("UK17", date(2026, 1, 1))):
        assert duty(code, on=begun).values["duty"] == "mandatory"
        with pytest.raises(NotInForce):
            duty(code, on=date(2025, 12, 31))


@pytest.mark.parametrize("profile", Profile)
def test_every_profile_has_rules(profile: Profile) -> None:
    assert provisions(profile, on=TODAY)


def test_both_profiles_of_the_act_answer_the_same_questions() -> None:
    full, light = (set(provisions(profile, on=TODAY)) for profile in (Profile.FULL, Profile.LIGHT_TOUCH))
    assert full - light == {"voluntary_standstill", "modified_copy"}
    assert light - full == {"user_choice"}


def test_the_page_is_fresh() -> None:
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == page(), "run `python -m rulebook`"


def figures(value: Any) -> Iterator[float]:
    """Every number in what JSON or TOML holds, and every number spelt as a string."""
    if isinstance(value, dict):
        for part in value.values():
            yield from figures(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from figures(part)
    elif not isinstance(value, bool) and re.fullmatch(r"\d+(\.\d+)?", str(value)):
        yield float(value)


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference of ../shared is not here")
def test_no_figure_of_the_reference_was_lost() -> None:
    reference = json.loads(REFERENCE.read_text(encoding="utf-8"))
    kept = set(figures([dict(version.values) for version in VERSIONS]))
    # The reference says shares in per cent in one place.
    wanted = set(figures(reference)) - {95.0, 90.0} | {0.95, 0.90}
    assert wanted <= kept
