"""A procedure in phases, as the profile of Find a Tender has a place for it."""

from datetime import timedelta
from typing import Any

from services.transparency.tests.builders import NOW, a_procedure, an_announcement
from services.transparency.tests.checks import ocds_problems
from services.transparency.tests.unit.releases.test_releases import releases_of

from events.tendering import FlexibleAnnounced, PhaseAnnounced

FINAL = PhaseAnnounced(title="Final tenders", kind="final_tenders", asks_for="Your bid.")


def shown(*before: PhaseAnnounced, **changes: Any) -> dict[str, Any]:
    """The `tender` of a notice in these phases; the offline check finds nothing wrong with it."""
    declared = FlexibleAnnounced(phases=[*before, FINAL], **changes)
    notice = an_announcement(procedure="competitive_flexible", flexible=declared)
    [release] = releases = releases_of(a_procedure()[0].model_copy(update={"notice": notice}))
    assert ocds_problems(releases) == []
    tender: dict[str, Any] = release["tender"]
    return tender


def a_phase(kind: str = "participation", **changes: Any) -> PhaseAnnounced:
    facts: dict[str, Any] = {"title": kind.capitalize(), "kind": kind, "asks_for": "Who are you?"}
    return PhaseAnnounced(**(facts | {"closes_at": NOW + timedelta(days=26)} | changes))


def test_requests_to_participate_are_published_with_their_deadline_conditions_and_limit() -> None:
    tender = shown(a_phase(at_least=3, at_most=5, conditions=["Insured"]))
    until = tender["expressionOfInterestDeadline"]
    assert tender["secondStage"] == {"minimumCandidates": 3, "maximumCandidates": 5, "successiveReduction": False}
    assert tender["selectionCriteria"] == {"description": "Participation: Insured"}
    first = f"1. Participation until {until}: Who are you?; at least 3 and at most 5 go on."
    assert tender["procedure"] == {"features": f"{first} 2. Final tenders: Your bid."}


def test_a_partnership_is_named_and_its_suppliers_are_reduced_from_stage_to_stage() -> None:
    tender = shown(a_phase("design"), a_phase("pilot"), partnership="public_social", rights="Everybody's.")
    assert tender["procedure"]["features"].startswith("Public-social partnership. 1. Design until")
    assert tender["secondStage"] == {"successiveReduction": True}
    assert "expressionOfInterestDeadline" not in tender


def test_final_tenders_alone_are_no_phases() -> None:
    assert not {"procedure", "secondStage", "selectionCriteria"} & shown().keys()


def test_a_phase_that_is_not_for_all_lots_names_its_own() -> None:
    prevention = an_announcement().lots[0]
    features = shown(a_phase(lots=[prevention.id]))["procedure"]["features"]
    assert features.startswith(f"1. Participation ({prevention.title}) until ")
