"""A procurement in phases, as far as the profile has a place for them."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from events.tendering import Announcement, FlexibleAnnounced, PhaseAnnounced
from transparency.releases.schemas.words import Json, filled, instant

PARTNERSHIPS = {"innovation": "Innovation partnership.", "public_social": "Public-social partnership."}


def phases_of(notice: Announcement) -> Json:
    """The members of `tender` that tell of its phases; none for a procurement that has no phases."""
    declared = notice.flexible
    if declared is None or len(declared.phases) == 1:
        return {}
    first, *later = declared.phases
    chosen = [each for each in declared.phases if each.at_most or each.at_least]
    return filled(
        {
            "procedure": {"features": features(declared, {lot.id: lot.title for lot in notice.lots})},
            "expressionOfInterestDeadline": asked_until(first),
            "selectionCriteria": selection(declared.phases),
            "secondStage": filled(
                {
                    "minimumCandidates": chosen[0].at_least if chosen else None,
                    "maximumCandidates": chosen[0].at_most if chosen else None,
                    "successiveReduction": len(later) > 1,
                }
            ),
        }
    )


def asked_until(first: PhaseAnnounced) -> str | None:
    """Until when one may ask to take part, where that is what comes first."""
    return instant(first.closes_at) if first.closes_at and first.kind == "participation" else None


def features(declared: FlexibleAnnounced, lots: Mapping[UUID, str]) -> str:
    """Each phase in a sentence: the description of the individual stages. `lots` are the titles of them all."""
    named = [PARTNERSHIPS[declared.partnership]] if declared.partnership else []
    return " ".join([*named, *(_sentence(number, each, lots) for number, each in enumerate(declared.phases, 1))])


def selection(phases: Sequence[PhaseAnnounced]) -> Json:
    """The conditions that are passed or failed before the final tenders."""
    asked = [f"{phase.title}: {condition}" for phase in phases for condition in phase.conditions]
    return {"description": "\n".join(asked)} if asked else {}


def _sentence(number: int, phase: PhaseAnnounced, lots: Mapping[UUID, str]) -> str:
    named = f" ({', '.join(lots[each] for each in phase.lots)})" if phase.lots else ""
    until = f" until {instant(phase.closes_at)}" if phase.closes_at else ""
    limits = [f"at {word} {count}" for word, count in (("least", phase.at_least), ("most", phase.at_most)) if count]
    on = f"; {' and '.join(limits)} go on" if limits else ""
    return f"{number}. {phase.title}{named}{until}: {phase.asks_for.rstrip('.')}{on}."
