"""The events' description as AsyncAPI's own parser reads it."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from events.asyncapi import asyncapi

PARSER = "@asyncapi/parser@3.6.3"
SCRIPT = """
import { Parser } from '@asyncapi/parser';
import { readFileSync } from 'node:fs';
const { diagnostics } = await new Parser().parse(readFileSync(process.argv[2], 'utf8'));
console.log(JSON.stringify(diagnostics));
"""
#: The document stays at 3.0.0, which outsiders rely on; that there is a 3.1.0 is no fault of it.
NEWER_EXISTS = "asyncapi-latest-version"


@pytest.fixture(scope="module")
def parser(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the parser in it. Skips, with the reason, where it cannot be had."""
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed: AsyncAPI's parser runs on node")
    folder = tmp_path_factory.mktemp("asyncapi")
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), PARSER]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=150, cwd=folder)
    except subprocess.TimeoutExpired:
        pytest.skip(f"{PARSER} did not come from the npm registry in time")
    if done.returncode != 0:
        pytest.skip(f"{PARSER} cannot be had here: {done.stderr.strip()[-200:]}")
    (folder / "check.mjs").write_text(SCRIPT)
    return folder


def diagnostics(parser: Path, document: dict[str, Any]) -> list[dict[str, Any]]:
    (parser / "document.json").write_text(json.dumps(document))
    done = subprocess.run(
        ["node", "check.mjs", "document.json"], capture_output=True, text=True, check=True, cwd=parser, timeout=100
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return [each for each in found if each["code"] != NEWER_EXISTS]


def test_the_parser_has_nothing_to_say_of_it(parser: Path) -> None:
    assert diagnostics(parser, asyncapi()) == []


def test_the_parser_would_speak_of_a_fault(parser: Path) -> None:
    document = asyncapi()
    del document["info"]["version"]
    assert diagnostics(parser, document) != []
