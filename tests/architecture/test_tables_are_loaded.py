"""A class that nobody mapped answers every request with 500: whoever loads a slice's queries loads its tables."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SERVICES = sorted(path.parent for path in ROOT.glob("services/*/src/*/app.py"))


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.name)
@pytest.mark.parametrize("entry", ["app", "worker"])
def test_what_a_process_asks_for_it_has_mapped(service: Path, entry: str) -> None:
    """In a process of its own, since the tests themselves load everything."""
    said = f"import sys, {service.name}.{entry}; print(*sys.modules)"
    loaded = set(
        subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True).stdout.split()
    )
    slices = {f"{service.name}.{path.parent.name}" for path in service.glob("*/tables.py")}
    asked = {each for each in slices if {f"{each}.queries", f"{each}.commands"} & loaded}
    assert asked or entry == "worker"
    assert [each for each in sorted(asked) if f"{each}.tables" not in loaded] == []


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.name)
@pytest.mark.parametrize("entry", ["app", "worker"])
def test_what_its_tables_refer_to_it_has_loaded(service: Path, entry: str) -> None:
    """A key to a table that nobody loaded fails when its table is first written to."""
    found = "[str(key.column) for table in mapper_of(service).metadata.tables.values() for key in table.foreign_keys]"
    said = f"import {service.name}.{entry}; from chassis.database import mapper_of; service = {service.name!r}; {found}"
    subprocess.run([sys.executable, "-c", said], check=True)
