"""Every word of the published language is said by its owner, and by nobody else."""

import ast
import re
from pathlib import Path

import pytest

from events.catalogue import CATALOGUE

ROOT = Path(__file__).parents[2]


def said_in(service: str) -> set[str]:
    """The names of all classes that the code of a service calls."""
    calls: set[str] = set()
    for path in (ROOT / "services" / service / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                function = node.func
                calls.add(function.id if isinstance(function, ast.Name) else getattr(function, "attr", ""))
    return calls


SAID = {path.name: said_in(path.name) for path in (ROOT / "services").iterdir() if (path / "src").is_dir()}
#: What the broker lets a service say (`commonweal.broker.permissions`): four words, and nothing else.
TYPE = re.compile(r"[a-z]+(\.[a-z_]+){2}\.v[1-9][0-9]*")


def test_every_type_is_made_as_the_broker_lets_a_service_say_it() -> None:
    assert [name for name in CATALOGUE if TYPE.fullmatch(name) is None] == []


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_an_event_is_emitted_by_its_owner_and_by_nobody_else(name: str) -> None:
    owner, word = CATALOGUE[name].producer(), CATALOGUE[name].__name__
    assert {service for service, calls in SAID.items() if word in calls} == {owner}
