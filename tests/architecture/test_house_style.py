"""The sizes, names and shapes of the code. A rule that hurts is changed by an ADR, then here."""

import ast
import re
import subprocess
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SERVICES = ("registry", "tendering", "ratings", "grants", "transparency")
FORBIDDEN = re.compile(r"Manager|Helper|utils|Abstract|Impl\b|\bdata\b|\binfo\b|\bcommon\b")
# Spelled in pieces, so that this file does not hold what it looks for.
HOSTS = re.compile("|".join(("py" + r"pi\.org", "pythonhos" + r"ted", "registry\\.np" + "mjs", "deb\\.deb" + "ian")))


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def modules() -> list[Path]:
    return [path for path in tracked("*.py") if "versions" not in path.parts]


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the body, its docstring not counted."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_modules_stay_short() -> None:
    limits = ((path, 400 if path.name.startswith("test_") else 300) for path in modules())
    assert not {
        str(path.relative_to(ROOT)): n for path, limit in limits if (n := len(path.read_text().splitlines())) > limit
    }


def test_functions_stay_short() -> None:
    long = {
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}": length(function)
        for path in modules()
        if "src" in path.parts
        for function in functions(ast.parse(path.read_text()))
        if length(function) > 30
    }
    assert not long


def test_slices_stay_small() -> None:
    sizes = {
        str(slice_.relative_to(ROOT)): sum(len(path.read_text().splitlines()) for path in slice_.rglob("*.py"))
        for service in SERVICES
        for slice_ in (ROOT / "services" / service / "src" / service).iterdir()
        if slice_.is_dir() and slice_.name != "__pycache__"
    }
    assert not {name: size for name, size in sizes.items() if size > 900}


def test_names_say_something() -> None:
    named = {
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and FORBIDDEN.search(node.name)
    }
    files = {str(path.relative_to(ROOT)) for path in modules() if FORBIDDEN.search(path.stem)}
    assert not named | files


def test_the_day_of_an_instant_is_that_of_the_united_kingdom() -> None:
    # `.date()` of an instant is the day in UTC, in summer an hour behind: `kernel.clock.day_of` is the day here.
    by_hand = {
        str(path.relative_to(ROOT)) for path in modules() if "src" in path.parts and ".date()" in path.read_text()
    }
    assert by_hand == {"libs/kernel/src/kernel/clock.py", "libs/pages/src/pages/shelf.py"}


def test_every_module_public_class_and_function_says_what_it_is_for() -> None:
    silent = []
    for path in (path for path in modules() if "src" in path.parts and path.read_text().strip()):
        tree = ast.parse(path.read_text())
        if not ast.get_docstring(tree):
            silent.append(str(path.relative_to(ROOT)))
    assert not silent


@pytest.mark.parametrize("service", SERVICES)
def test_the_services_are_all_alike(service: str) -> None:
    home = ROOT / "services" / service
    for name in ("README.md", "pyproject.toml", "alembic.ini", "tests/unit", "tests/integration"):
        assert (home / name).exists(), name
    for name in ("__init__.py", "app.py", "worker.py", "settings.py"):
        assert (home / "src" / service / name).exists(), name


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_says_what_it_owns_emits_and_listens_to(service: str) -> None:
    page = (ROOT / "services" / service / "README.md").read_text()
    assert all(heading in page for heading in ("## Owns", "## Emits", "## Listens to"))


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_lists_its_slices_in_their_order(service: str) -> None:
    """Each once, from the first of the procedure to the last, which is the order in which they may import."""
    page = (ROOT / "services" / service / "README.md").read_text()
    owned = page.partition("| slice | what |")[2].partition("\n\n")[0]
    cells = re.findall(r"^\| (`.+?`) \|", owned, re.MULTILINE)
    listed = [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]
    laws = ConfigParser(comment_prefixes="#")
    laws.read(ROOT / ".importlinter")
    layers = laws[f"importlinter:contract:{service}-order"]["layers"].split()
    assert listed == [name for name in reversed(layers) if name not in {"settings", "worker", "app"}]


def test_no_registry_host_is_named() -> None:
    named = []
    for path in tracked():
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        if HOSTS.search(text):
            named.append(str(path.relative_to(ROOT)))
    assert not named
