"""Each import law is proved by breaking it: a law that cannot fail guards nothing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = [*ROOT.glob("libs/*/src"), *ROOT.glob("services/*/src"), ROOT / "gateway/src", ROOT / "deploy/local/src"]

# law → (module to plant, what it says). One run of the linter judges them all.
PLANTS = {
    "The house: services stand alone on the chassis": ("tendering/notices/queries.py", "import registry.organisations"),
    "Pages stand alone": ("pages/__init__.py", "import kernel.money"),
    "Inside a slice, imports point at the domain": ("tendering/notices/tables.py", "import tendering.notices.commands"),
    "Registry: slices in order": ("registry/organisations/tables.py", "import registry.worker"),
    "Tendering: slices follow the procedure": ("tendering/notices/commands.py", "import tendering.contracts.domain"),
    "Ratings: from eligibility to scores": ("ratings/eligibility/tables.py", "import ratings.scores"),
    "The issuer is unknown to those who count": ("ratings/scores/queries.py", "import ratings.issuance.tables"),
    "Grants: from scheme to claim": ("grants/schemes/commands.py", "import grants.claims"),
    "Transparency: what is known, then what is shown": ("transparency/releases/tables.py", "import transparency.site"),
    "Domains know no framework": ("tendering/bids/domain.py", "import sqlalchemy"),
    "Use cases know no HTTP and no NATS": ("registry/organisations/commands.py", "import fastapi"),
}


@pytest.fixture(scope="module")
def verdict(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The linter's word on every law, over a copy of the house with every violation planted."""
    copy = tmp_path_factory.mktemp("planted")
    for source in SOURCES:
        shutil.copytree(source, copy, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    for module, line in PLANTS.values():
        path = copy / module
        path.write_text(f"{path.read_text()}\n{line}\n")
    return _lint(copy)


def _lint(sources: Path) -> dict[str, str]:
    """Name of each law → KEPT or BROKEN."""
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", command, "--config", ROOT / ".importlinter", "--no-cache"],
        env={**os.environ, "PYTHONPATH": str(sources), "NO_COLOR": "1", "COLUMNS": "200"},
        cwd=sources,
        capture_output=True,
        text=True,
        check=False,
    )
    words = (line.rsplit(maxsplit=1) for line in done.stdout.splitlines())
    found = {pair[0].strip(): pair[1] for pair in words if len(pair) == 2 and pair[1] in {"KEPT", "BROKEN"}}
    assert found, done.stdout + done.stderr
    return found


@pytest.mark.parametrize("law", sorted(PLANTS))
def test_a_planted_violation_breaks_the_law_it_is_meant_for(law: str, verdict: dict[str, str]) -> None:
    assert verdict[law] == "BROKEN"


def test_every_law_has_its_plant(verdict: dict[str, str]) -> None:
    assert verdict.keys() == PLANTS.keys()


@pytest.mark.parametrize("stranger", ["helpers.py", "utils.py", "service.py"])
def test_a_file_outside_the_vocabulary_breaks_the_build(stranger: str, tmp_path: Path) -> None:
    for source in SOURCES:
        shutil.copytree(source, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "registry/organisations" / stranger).write_text('"""A stray."""\n')
    assert _lint(tmp_path)["Inside a slice, imports point at the domain"] == "BROKEN"


def test_the_house_as_it_stands_keeps_every_law() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
