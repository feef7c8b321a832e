"""A class that nobody mapped answers every request with 500: whoever loads a slice's queries loads its tables."""

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SERVICES = sorted(path.parent for path in ROOT.glob("services/*/src/*/app.py"))


FOUND = "[str(key.column) for table in mapper_of(service).metadata.tables.values() for key in table.foreign_keys]"


@cache
def started(service: str, entry: str) -> tuple[set[str], str]:
    """The modules that a process has loaded when it starts, and what it says of its tables' keys, if they fail.

    In a process of its own, since the tests themselves load everything; in one, since to load it takes seconds.
    """
    said = f"import sys, {service}.{entry}; print(*sys.modules)\n"
    said += f"from chassis.database import mapper_of; service = {service!r}; {FOUND}"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=False)
    return set(done.stdout.split()), done.stderr if done.returncode else ""


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.name)
@pytest.mark.parametrize("entry", ["app", "worker"])
def test_what_a_process_asks_for_it_has_mapped(service: Path, entry: str) -> None:
    loaded, _ = started(service.name, entry)
    slices = {f"{service.name}.{path.parent.name}" for path in service.glob("*/tables.py")}
    asked = {each for each in slices if {f"{each}.queries", f"{each}.commands"} & loaded}
    assert f"{service.name}.{entry}" in loaded
    assert asked or entry == "worker"
    assert [each for each in sorted(asked) if f"{each}.tables" not in loaded] == []


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.name)
@pytest.mark.parametrize("entry", ["app", "worker"])
def test_what_its_tables_refer_to_it_has_loaded(service: Path, entry: str) -> None:
    """A key to a table that nobody loaded fails when its table is first written to."""
    _, trouble = started(service.name, entry)
    assert trouble == ""
