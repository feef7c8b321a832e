"""From a verdict to sentences."""

import re
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from events.registry import DisputeOpened, OrganisationClassified
from events.verdicts import EvidencedFact, VerdictFacts
from transparency.wording.domain import Answer, Answers, Contest
from transparency.wording.rules.labels import GRADES, LABELS, PRINCIPLES, Label, Part
from transparency.wording.rules.sentences import said, together, wondered
from transparency.wording.schemas.sources import ground_of

GRADE, CONDUCT, INDEX = "not_for_profit_grade", "conduct_within_grade", "extractive_index_high"
FLIP = re.compile(r"It would be (?P<to>yes|no) if (?P<changes>.+)\.")
CHANGE = re.compile(r"(?P<name>[a-z][a-z0-9_]*) is (?P<value>.+)")
ICA = "ica_"
WORST_FIRST = ("yes", "unknown", "no")
IN_A_SENTENCE = 3  # things that are missing; the others are only listed


def answers_of(event: OrganisationClassified, disputes: Sequence[DisputeOpened] = ()) -> Answers:
    """All verdicts that are public, in words. One that the organisation may still reply to is not spoken of."""
    facts = {fact.id: fact for fact in event.facts}
    public = {verdict.label: verdict for verdict in event.verdicts if verdict.withheld_until is None}
    told = {
        label: answer_of(public[label], facts, event.disputed)
        for label in LABELS
        if label in public and (label not in (CONDUCT, INDEX) or public[label].outcome != "unknown")
    }
    kinds = [told[label] for label in told if LABELS[label].part is Part.KIND]
    unknown = [each for each in kinds if each.outcome == "unknown"]
    silent = [each for each in unknown if LABELS[each.label].of_register and not each.contested and not each.grounds]
    points = [told[label] for label in told if LABELS[label].part is Part.EXTRACTION and label != INDEX]
    return Answers(
        on=event.on,
        is_=[each for each in kinds if each.outcome == "yes"],
        is_not=[each for each in kinds if each.outcome == "no"],
        unknown=[each for each in unknown if each not in silent],
        unregistered=[LABELS[each.label].of_register for each in silent],
        grade=told.get(GRADE),
        conduct=told.get(CONDUCT),
        principles=[(title, told[label]) for label, title in PRINCIPLES.items() if label in told],
        index=told.get(INDEX),
        points=sorted(points, key=lambda each: WORST_FIRST.index(each.outcome)) if INDEX in told else [],
        profit=profit_of(told.get(GRADE)),
        contests=[contest_of(dispute) for dispute in disputes],
    )


def profit_of(grade: Answer | None) -> str:
    """Whether it works for profit, without the grade; empty while nobody knows."""
    if grade is None or grade.outcome == "unknown":
        return ""
    return LABELS[GRADE].yes if grade.outcome == "yes" else LABELS[GRADE].no


def answer_of(verdict: VerdictFacts, facts: Mapping[UUID, EvidencedFact], disputed: Iterable[str]) -> Answer:
    """One verdict in words. Raises KeyError for a label that the site has no words for."""
    used = [facts[each] for each in verdict.facts_used if each in facts]
    contested = [name for name in verdict.missing if name in set(disputed)]
    known = {fact.name for fact in used}
    missing = [name for name in verdict.missing if name not in contested and name not in known]
    return Answer(
        label=verdict.label,
        outcome=verdict.outcome,
        sentence=sentence(verdict, LABELS[verdict.label], missing, contested),
        value=verdict.value,
        grounds=list(map(ground_of, used)),
        missing=[wondered(name) for name in missing],
        contested=[wondered(name) for name in contested],
        change=change_of(verdict.flip),
        until=verdict.expires_on,
        rule=" ".join(verdict.reasons),
        name=f"{verdict.rule}, version {verdict.version}",
        reply=verdict.reply,
    )


def sentence(verdict: VerdictFacts, label: Label, missing: Sequence[str], contested: Sequence[str]) -> str:
    """What the page says first: the answer or, where there is none, why there is none."""
    if verdict.label == GRADE and verdict.outcome != "unknown" and verdict.value:
        return GRADES[verdict.value]
    if verdict.outcome != "unknown":
        return label.yes if verdict.outcome == "yes" else label.no
    if [label.whether] == [*map(wondered, missing), *map(wondered, contested)]:
        cause = "sources contradict one another" if contested else "nobody has told us"
        return f"We do not know {label.whether}: {cause}."
    why = [f"sources contradict one another about {together(map(wondered, contested))}"] if contested else []
    if missing:
        why.append(f"nobody has told us {_named(missing)}")
    return f"We do not know {label.whether}: {', and '.join(why) or 'what is known leaves it open'}."


def _named(missing: Sequence[str]) -> str:
    """The first few things that are missing; the seven principles of co-operatives count as one."""
    others = [wondered(name) for name in missing if not name.startswith(ICA)]
    named = [*others, "whether it keeps the seven co-operative principles"] if len(others) < len(missing) else others
    return together(named[:IN_A_SENTENCE], "or") + (", and more" if len(named) > IN_A_SENTENCE else "")


def change_of(flip: str | None) -> str | None:
    """The nearest change that would turn an answer, in words; as the registry put it, if that is put otherwise."""
    found = FLIP.fullmatch(flip) if flip else None
    if found is None:
        return flip
    changes = [CHANGE.fullmatch(each) for each in found["changes"].split(" and ")]
    if not all(changes):
        return flip
    told = [said(each["name"], value_of(each["value"])) for each in changes if each]
    return f"The answer would be {found['to']} if this were so: {together(told)}."


def value_of(text: str) -> bool | int | str:
    """A value as the registry spelt it in a sentence."""
    if text in ("true", "false"):
        return text == "true"
    return int(text) if text.isdecimal() else text


def contest_of(dispute: DisputeOpened) -> Contest:
    """A contradiction, with both sides."""
    return Contest(wondered(dispute.name), list(map(ground_of, dispute.facts)))
