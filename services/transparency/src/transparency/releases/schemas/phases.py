"""A procurement in phases, as far as the profile has a place for them."""

from collections.abc import Sequence

from events.tendering import FlexibleAnnounced, PhaseAnnounced
from transparency.releases.schemas.words import Json, filled, instant

PARTNERSHIPS = {"innovation": "Innovation partnership.", "public_social": "Public-social partnership."}


def phases_of(declared: FlexibleAnnounced | None) -> Json:
    """The members of `tender` that tell of its phases; none for a procurement that has no phases."""
    if declared is None or len(declared.phases) == 1:
        return {}
    first, *later = declared.phases
    chosen = [each for each in declared.phases if each.at_most or each.at_least]
    return filled(
        {
            "procedure": {"features": features(declared)},
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


def features(declared: FlexibleAnnounced) -> str:
    """Each phase in a sentence: the description of the individual stages."""
    named = [PARTNERSHIPS[declared.partnership]] if declared.partnership else []
    return " ".join([*named, *(_sentence(number, each) for number, each in enumerate(declared.phases, 1))])


def selection(phases: Sequence[PhaseAnnounced]) -> Json:
    """The conditions that are passed or failed before the final tenders."""
    asked = [f"{phase.title}: {condition}" for phase in phases for condition in phase.conditions]
    return {"description": "\n".join(asked)} if asked else {}


def _sentence(number: int, phase: PhaseAnnounced) -> str:
    until = f" until {instant(phase.closes_at)}" if phase.closes_at else ""
    limits = [f"at {word} {count}" for word, count in (("least", phase.at_least), ("most", phase.at_most)) if count]
    on = f"; {' and '.join(limits)} go on" if limits else ""
    return f"{number}. {phase.title}{until}: {phase.asks_for.rstrip('.')}{on}."
