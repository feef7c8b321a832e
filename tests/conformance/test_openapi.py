"""The platform's description of itself: valid, complete, clean, and true to the last example."""

import copy
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from tests.conformance.description import Description, undocumented
from tests.conformance.walk import STEPS, Walk

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("platform")]
#: A linter that many who integrate will run; from the npm registry, where there is node and a way to it.
REDOCLY = "@redocly/cli@2.77.0"
NOTICES = "/tendering/v1/notices"


def test_the_document_is_valid_openapi_3_1(description: Description) -> None:
    assert description.document["openapi"].startswith("3.1.")
    assert list(OpenAPIV31SpecValidator(description.document).iter_errors()) == []


def test_every_operation_says_its_name_its_problems_its_security_and_an_example(description: Description) -> None:
    assert len(description.operations) > 70
    assert {operation.service for operation in description.operations} == {
        *(None, "registry", "tendering", "ratings", "grants", "transparency")
    }
    assert list(undocumented(description)) == []


def test_every_example_of_a_body_works(walk: Walk) -> None:
    assert walk.faults == []


def test_the_walk_leaves_no_body_out(description: Description) -> None:
    assert {operation.id for operation in description.operations if operation.bodies} <= {
        step.operation for step in STEPS
    }


def test_a_linter_finds_no_error(description: Description, tmp_path: Path) -> None:
    found = problems_found_by_redocly(description.document, tmp_path)
    assert [problem for problem in found if problem["severity"] == "error"] == []


def test_the_linter_does_find_errors(description: Description, tmp_path: Path) -> None:
    broken = planted(description, lambda operation: operation.pop("security"))
    found = problems_found_by_redocly(broken.document, tmp_path)
    assert {problem["ruleId"] for problem in found if problem["severity"] == "error"} == {"security-defined"}


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (lambda operation: operation.pop("security"), "tendering_draft_notice does not say its security"),
        (lambda operation: operation["responses"].pop("409"), "tendering_draft_notice does not document 409"),
        (
            lambda operation: operation["responses"].update({"418": {"description": "Tea."}}),
            "tendering_draft_notice 418 is no problem",
        ),
        (
            lambda operation: operation.update(operationId="tendering_list_notices"),
            "tendering_list_notices is there twice",
        ),
        (
            lambda operation: operation["requestBody"]["content"].update({"text/plain": {"schema": {"minLength": 1}}}),
            "tendering_draft_notice shows no text/plain body",
        ),
        (
            lambda operation: operation["requestBody"]["content"]["application/json"].update(example={}),
            "tendering_draft_notice: its example $: 'title' is a required property",
        ),
    ],
)
def test_what_a_document_leaves_out_is_noticed(
    description: Description, fault: Callable[[dict[str, Any]], object], said: str
) -> None:
    assert said in list(undocumented(planted(description, fault)))


def planted(description: Description, fault: Callable[[dict[str, Any]], object]) -> Description:
    """The same document with a fault in the operation that drafts a notice."""
    document = copy.deepcopy(description.document)
    fault(document["paths"][NOTICES]["post"])
    return Description(document)


def problems_found_by_redocly(document: Any, folder: Path) -> list[dict[str, Any]]:
    """What the linter says of it, by its recommended rules. Skips, with the reason, where it cannot be had."""
    if shutil.which("npx") is None:
        pytest.skip("npx is not installed: the OpenAPI linter runs on node")
    path = folder / "openapi.json"
    path.write_text(json.dumps(document))
    command: list[str | Path] = ["npx", "--yes", REDOCLY, "lint", "--format=json", "--max-problems=1000", path]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=150, cwd=folder)
    except subprocess.TimeoutExpired:
        pytest.skip(f"{REDOCLY} did not come from the npm registry in time")
    if not done.stdout.startswith("{"):
        pytest.skip(f"{REDOCLY} cannot be run here: {done.stderr.strip()[-200:]}")
    found: list[dict[str, Any]] = json.loads(done.stdout)["problems"]
    return found
