"""Schemathesis over the whole platform: requests that nobody wrote down, answered only in ways that are written down.

Signed in with every role that writes, on records that exist; and as the anonymous public, on what it invents itself.
"""

import copy
import json
import os
import re
import subprocess
import sysconfig
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.conformance.callers import newcomer
from tests.conformance.description import Description
from tests.conformance.walk import Walk

from commonweal.testing import Platform

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("platform"), pytest.mark.timeout(3600)]
HERE = Path(__file__).parent
PROGRAM = Path(sysconfig.get_path("scripts")) / "schemathesis"
EVERYTHING: tuple[str, ...] = (
    "platform_admin",
    "registrar",
    "commissioner",
    "evaluator",
    "provider",
    "funder",
    "assessor",
)
EVERYTHING += ("rater_issuer", "moderator", "investigator", "auditor")
#: Not run: `positive_data_acceptance`. A schema cannot say which cursor was sealed for this list, which credential was
#: issued, which criteria have the same name or which text is invisible; such bodies fit it and are refused with 422.
LEFT_OUT = "checks.positive_data_acceptance.enabled = false"
#: In which ways a request that does not fit may be refused: also for an If-Match that is stale, or a body too large.
REFUSALS = "checks.negative_data_rejection.expected-statuses = [400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 429]"
#: An organisation's identifier may hold slashes, so whatever is read below one names an organisation, which does not
#: exist (404), while the checks want 405 for reading what can only be posted to.
SLASHES = r"""[[operations]]
include-path-regex = '^/registry/v1/organisations/\{organisation_id\}/'
checks.unsupported_method.enabled = false"""
FULL = os.environ.get("COMMONWEAL_FAULTS") == "full"
#: `make test`: its own boundary cases of every parameter and body. In full: random ones and chains of requests as well.
PHASES = (
    ["--phases=examples,coverage,fuzzing,stateful", "--max-examples=100", "--max-time=800"]
    if FULL
    else ["--phases=examples,coverage", "--generation-deterministic"]
)


#: So many at once, each with paths of its own: each waits for the platform most of the time. In full, a request follows
#: from another's answer, also across paths.
HANDS = 1 if FULL else 4
TRIED = re.compile(r"(\d+) generated")


class Tried(NamedTuple):
    """What became of it: how many requests were made up, and what was found, without what is advised."""

    requests: int
    failures: str


def test_whoever_may_do_most_gets_only_answers_that_are_described(
    platform: Platform, description: Description, walk: Walk, tmp_path: Path
) -> None:
    client = newcomer(platform, *EVERYTHING)
    mine = client.get("/registry/v1/policy").request.headers["authorization"]
    done = run(platform, description, tmp_path, headers={"Authorization": mine}, known=walk.made)
    assert done.failures == ""
    assert done.requests > 1000


def test_anybody_gets_only_answers_that_are_described(
    platform: Platform, description: Description, tmp_path: Path
) -> None:
    # Short, only what fits the description: what does not fit is refused before it matters who sent it.
    done = run(platform, description, tmp_path, *([] if FULL else ["--mode=positive"]))
    assert done.failures == ""
    assert done.requests > 400


def test_an_answer_that_is_not_described_is_noticed(
    platform: Platform, description: Description, tmp_path: Path
) -> None:
    path = "/grants/v1/schemes/{scheme_id}"
    document = {**description.document, "paths": {path: copy.deepcopy(description.document["paths"][path])}}
    del document["paths"][path]["get"]["responses"]["404"]
    assert "Undocumented status code" in run(platform, Description(document), tmp_path).failures


def run(
    platform: Platform,
    description: Description,
    folder: Path,
    *options: str,
    headers: Mapping[str, str] | None = None,
    known: Mapping[str, Any] | None = None,
) -> Tried:
    """Schemathesis with these headers on every request; parameters of `known` names get these values."""
    config = [f"hooks = {json.dumps(str(HERE / 'fuzz.py'))}"]
    config += [f"headers.{name} = {json.dumps(value)}" for name, value in (headers or {}).items()]
    config += [f'parameters."path.{name}" = {json.dumps(value)}' for name, value in (known or {}).items()]
    config += [LEFT_OUT, REFUSALS, SLASHES]
    (folder / "schemathesis.toml").write_text("\n".join(config))
    paths = list(description.document["paths"].items())
    shares = [{**description.document, "paths": dict(paths[hand::HANDS])} for hand in range(min(HANDS, len(paths)))]
    with ThreadPoolExecutor(HANDS) as hands:
        done = list(hands.map(partial(run_one, platform, folder, options), shares))
    return Tried(sum(map(tried_in, done)), "\n".join(failures_in(each) for each in done if each.returncode))


def run_one(
    platform: Platform, folder: Path, options: Sequence[str], document: Mapping[str, Any]
) -> subprocess.CompletedProcess[str]:
    """One process of it, in a folder of its own, with the settings of `folder`."""
    own = Path(tempfile.mkdtemp(dir=folder))
    (own / "openapi.json").write_text(json.dumps(document))
    command: list[str | Path] = [PROGRAM, "--config-file", folder / "schemathesis.toml", "--no-color"]
    command += ["run", own / "openapi.json", f"--url={platform.url}"]
    # The credentials are in the configuration: both kinds at once would be refused before anything else is looked at.
    command += [*PHASES, "--generation-with-security-parameters=false"]
    command += ["--suppress-health-check=all", *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=own)


def failures_in(done: subprocess.CompletedProcess[str]) -> str:
    """What it found, without what it advises; never nothing."""
    found = done.stdout.partition("= ERRORS =")
    found = found if found[1] else done.stdout.partition("= FAILURES =")
    said = found[2].partition("= WARNINGS =")[0] or (done.stdout[-2000:] + done.stderr[-2000:])
    return said or f"It ended with {done.returncode}, without a word."


def tried_in(done: subprocess.CompletedProcess[str]) -> int:
    """How many requests it made up."""
    found = TRIED.search(done.stdout)
    return int(found[1]) if found else 0
