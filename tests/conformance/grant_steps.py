"""The steps of grants made by the book: a funder that adopted every rule, from the plan of a scheme to an award."""

from tests.conformance.step import DRAFT, Step

BY_THE_BOOK = (
    Step("grants_adopt_standards", "buyer"),
    Step("grants_keep_document", "buyer", keeps="sha256"),
    Step("grants_plan_scheme", "buyer", keeps="plan_id"),
    Step("grants_state_requirements", "buyer", DRAFT),
    Step("grants_open_plan", "buyer", DRAFT, keeps="scheme_id"),
)
