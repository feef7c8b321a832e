"""From evidence to verdicts: each label with its outcome, what it rests on, what is missing and what would turn it."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from kernel.periods import months_later
from registry.classes.domain import Changes, Condition, Known
from registry.classes.rules.conduct import CONDUCT, INDEX, POINTS, extractive_index, points, within_grade
from registry.classes.rules.figures import Share
from registry.classes.rules.grade import NotForProfit, constitutional_grade
from registry.classes.rules.table import CLASSES, condition_of
from registry.classification.domain import Change, Flip, Verdict
from registry.evidence.domain import Evidence, contradictions
from rulebook.rules import Rule, rule, rules

GRADE = "not_for_profit_grade"
LABELS = tuple(sorted((*CLASSES, *POINTS, INDEX, CONDUCT, GRADE)))
FOURTH_PLACE = Decimal("0.0001")


def judged(evidence: Evidence, *, area: str | None = None, conduct_counts: bool = True) -> tuple[Verdict, ...]:
    """Every verdict, by label. `conduct_counts` is False while a breach of conduct is not public (right of reply)."""
    known = known_of(evidence)
    return tuple(
        _judged(
            label,
            condition_of_label(label, known, evidence.on, area=area, conduct_counts=conduct_counts),
            evidence,
            known,
        )
        for label in LABELS
        if is_in_force(label, evidence.on)
    )


def is_in_force(label: str, on: date) -> bool:
    """Whether there is such a label on that day: nobody was a public service mutual before the Act of 2023."""
    return any(on in version.valid for version in rules()[_rule_id(label)])


def known_of(evidence: Evidence) -> Known:
    """What can be relied on that day, by name: neither disputed nor expired."""
    return {fact.name: fact.value for fact in evidence.facts if evidence.known(fact.name) is not None}


def condition_of_label(
    label: str, known: Known, on: date, *, area: str | None = None, conduct_counts: bool = True
) -> Condition:
    """What makes an organisation bear a label; conduct is held against the grade of its constitution."""
    if label == GRADE:
        return NotForProfit(on, conduct_counts)
    if label == CONDUCT:
        return within_grade(constitutional_grade(known), on=on)
    if label == INDEX:
        return extractive_index(on=on)
    return points(on=on)[label] if label in POINTS else condition_of(label, on=on, area=area)


def _judged(label: str, condition: Condition, evidence: Evidence, known: Known) -> Verdict:
    by = _rule_of(label, evidence.on)
    outcome = condition.outcome(known)
    settling = condition.settled_by(known)
    used = tuple(fact for name in sorted(settling) if (fact := evidence.known(name)) is not None)
    year = months_later(evidence.on, rule("classification.expiry", on=evidence.on).number("months"))
    return Verdict(
        label=label,
        outcome=outcome,
        rule=by.id,
        version=by.version,
        basis=by.basis,
        facts_used=used,
        missing=_missing(condition, known),
        flip=nearest_flip(condition, known, to=outcome is not True),
        expires_on=min([year, *(fact.expires_on for fact in used if fact.expires_on is not None)]),
        value=_value(condition, known),
        reasons=(by.says,),
    )


def _missing(condition: Condition, known: Known) -> tuple[str, ...]:
    """What nobody evidenced; or what is known and still says neither: an empty board, a society of either kind."""
    missing = condition.names - known.keys()
    if not missing and condition.outcome(known) is None:
        missing = condition.settled_by(known)
    return tuple(sorted(missing))


def _rule_of(label: str, on: date) -> Rule:
    return rule(_rule_id(label), on=on)


def _rule_id(label: str) -> str:
    """The seven points are one rule."""
    return f"classification.{INDEX if label in POINTS else label}"


def _value(condition: Condition, known: Known) -> str | None:
    if isinstance(condition, NotForProfit):
        return condition.grade(known)
    if isinstance(condition, Share):
        share = condition.share(known)
        return None if share is None else percentage(share)
    return None


def percentage(share: Fraction) -> str:
    """A share in per cent, rounded half up to four decimals, without zeros that say nothing."""
    exact = Decimal(share.numerator * 100) / Decimal(share.denominator)
    return f"{exact.quantize(FOURTH_PLACE, ROUND_HALF_UP).normalize():f}"


def nearest_flip(condition: Condition, known: Known, *, to: bool) -> Flip | None:
    """The fewest facts that would have to be otherwise; of equals the first by name. None where nothing would do."""
    candidates = (_consistent({**known, **changes}, changes) for changes in condition.turned(known, to))
    turning = [changes for changes in candidates if condition.outcome({**known, **changes}) is to]
    told = [tuple(Change(name, value) for name, value in sorted(changes.items())) for changes in turning]
    return Flip(to, min(told, key=lambda changes: (len(changes), str(changes)))) if told else None


def _consistent(then: Known, changes: Changes) -> Changes:
    """A charity is no community interest company: to become one it would have to stop being the other."""
    if any("community_interest_company" in names for names in contradictions(dict(then))):
        if "community_interest_company" not in changes:
            return {**changes, "community_interest_company": False}
        return {**changes, "charity_registration": "removed", "cio": False, "scio": False}
    return changes


def withheld(verdict: Verdict, until: date) -> Verdict:
    """The verdict as everybody may see it while the organisation may still reply."""
    reasons = (f"The organisation may reply until {until}; until then the answer is not public.",)
    return replace(verdict, outcome=None, value=None, facts_used=(), flip=None, reasons=reasons, withheld_until=until)


def by_label(verdicts: Collection[Verdict]) -> Mapping[str, Verdict]:
    """The verdicts, by what they are about."""
    return {verdict.label: verdict for verdict in verdicts}
