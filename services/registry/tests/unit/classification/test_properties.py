"""What holds for every class, whatever the evidence."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from services.registry.tests.builders import a_fact
from services.registry.tests.unit.classification.strategies import TODAY, evidences, facts

from registry.catalogue.domain import Kind
from registry.catalogue.rules import CATALOGUE
from registry.classes.rules.conduct import CONDUCT
from registry.classification.rules import GRADE, by_label, condition_of_label, judged, known_of, nearest_flip
from registry.evidence.domain import Evidence, Fact

LABELS = sorted(by_label(judged(Evidence(TODAY))))
TRUTHS = tuple(name for name, known in CATALOGUE.items() if known.kind is Kind.TRUTH)
#: The facts that a label rests on, so that hypothesis finds its edges.
NAMES = {label: tuple(sorted(condition_of_label(label, {}, TODAY).names)) for label in LABELS}
NAMES[CONDUCT] = NAMES[GRADE]


def outcome(label: str, evidence: Evidence) -> bool | None:
    known = known_of(evidence)
    return condition_of_label(label, known, TODAY).outcome(known)


@settings(max_examples=150)
@given(st.sampled_from(LABELS), st.data())
def test_removing_any_evidence_never_turns_unknown_into_true(label: str, chance: st.DataObject) -> None:
    """A name is removed whole: of two facts that contradict each other, none is removed by itself."""
    evidence = chance.draw(evidences(*NAMES[label]))
    gone = set(chance.draw(st.lists(st.sampled_from(NAMES[label]))))
    less = Evidence(TODAY, tuple(fact for fact in evidence.facts if fact.name not in together(gone)))
    if outcome(label, evidence) is None:
        assert outcome(label, less) is None


def together(names: set[str]) -> set[str]:
    """Names that may contradict one another go together: a charity and a company that cannot be one."""
    charity = {"charity_registration", "cio", "scio", "community_interest_company"}
    pairs = [charity, {"board_members", "board_members_users"}, {"staff", "staff_below_living_wage"}]
    pairs.append({"workforce", "workforce_disabled_or_disadvantaged"})
    return names.union(*(pair for pair in pairs if pair & names))


@settings(max_examples=150)
@given(st.sampled_from([label for label in LABELS if label != GRADE]), st.data())
def test_more_evidence_settles_what_was_open_and_turns_nothing_but_by_a_dispute(
    label: str, chance: st.DataObject
) -> None:
    evidence = chance.draw(evidences(*NAMES[label]))
    more = chance.draw(facts(NAMES[label]).filter(lambda fact: fact.is_live(TODAY)))
    before, after = outcome(label, evidence), outcome(label, Evidence(TODAY, (*evidence.facts, more)))
    assert before is None or after is before or more.name in Evidence(TODAY, (*evidence.facts, more)).disputed


@settings(max_examples=150)
@given(st.sampled_from(LABELS), st.data())
def test_adding_a_false_fact_never_yields_true(label: str, chance: st.DataObject) -> None:
    evidence = chance.draw(evidences(*NAMES[label]))
    false = a_fact(chance.draw(st.sampled_from(TRUTHS)), False)
    if outcome(label, evidence) is not True:
        assert outcome(label, Evidence(TODAY, (*evidence.facts, false))) is not True


@settings(max_examples=25)
@given(evidences(), st.randoms(use_true_random=False))
def test_the_order_of_facts_changes_nothing_and_every_verdict_replays_to_the_same_bytes(
    evidence: Evidence, chance: random.Random
) -> None:
    shuffled: list[Fact] = chance.sample(evidence.facts, len(evidence.facts))
    once, again = (told(Evidence(TODAY, tuple(found))) for found in (evidence.facts, shuffled))
    assert once == again


def told(evidence: Evidence) -> bytes:
    return json.dumps([verdict.told() for verdict in judged(evidence)]).encode()


@settings(max_examples=150)
@given(st.sampled_from(LABELS), st.data())
def test_the_nearest_change_does_turn_the_verdict(label: str, chance: st.DataObject) -> None:
    evidence = chance.draw(evidences(*NAMES[label]))
    known = known_of(evidence)
    condition = condition_of_label(label, known, TODAY)
    flip = nearest_flip(condition, known, to=condition.outcome(known) is not True)
    if flip is None:
        return
    changed = {change.fact: change.to for change in flip.changes}
    assert all(CATALOGUE[name].fault_of(value) is None for name, value in changed.items())
    kept = tuple(fact for fact in evidence.facts if fact.name not in changed)
    then = Evidence(TODAY, (*kept, *(a_fact(name, value) for name, value in changed.items())))
    assert condition.outcome(known_of(then)) is flip.to


@pytest.mark.parametrize("label", LABELS)
def test_every_label_can_be_turned_from_nothing_and_back(label: str) -> None:
    first = by_label(judged(Evidence(TODAY)))[label]
    assert first.outcome is None
    assert first.missing
    assert first.flip is not None
    then = Evidence(TODAY, tuple(a_fact(change.fact, change.to) for change in first.flip.changes))
    second = by_label(judged(then))[label]
    assert second.outcome is True
    assert second.flip is not None
    assert second.flip.to is False


@settings(max_examples=25)
@given(evidences())
def test_a_verdict_expires_with_the_first_of_its_facts_or_after_a_year(evidence: Evidence) -> None:
    for verdict in judged(evidence):
        ends = [fact.expires_on for fact in verdict.facts_used if fact.expires_on is not None]
        assert verdict.expires_on == min([TODAY.replace(year=2027), *ends])


@settings(max_examples=25)
@given(evidences())
def test_only_what_is_live_and_undisputed_is_used_and_everything_else_is_missing(evidence: Evidence) -> None:
    for verdict in judged(evidence):
        assert not {fact.name for fact in verdict.facts_used} & set(evidence.disputed)
        assert verdict.outcome is not None or verdict.missing
