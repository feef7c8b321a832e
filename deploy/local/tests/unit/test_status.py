"""What `commonweal status` shows is true, and fits where it is read."""

import pytest
from rich.console import Console

from commonweal.databases import work_of
from commonweal.state import SERVICES
from commonweal.status import in_a_word, readers_table


def test_eighty_columns_hold_the_name_of_every_reader() -> None:
    works = map(work_of, SERVICES)
    names = {
        work.service: [spec.name for spec in work.projections] + [spec.name for spec in work.reactions]
        for work in works
    }
    told = {"stream": "TRANSPARENCY_1", "position": 1_000_000, "lag": 0, "parked": 0, "stale": True}
    found = {service: {"readers": [{"reader": name, **told} for name in readers]} for service, readers in names.items()}
    console = Console(width=80, record=True)
    console.print(readers_table(found))
    shown = console.export_text().split("\n")
    for service, readers in names.items():
        for name in readers:
            assert [line for line in shown if line.startswith(f"{service} ") and f" {name} " in line], name
    assert sum("asks for a rebuild" in line for line in shown) == sum(map(len, names.values()))


@pytest.mark.parametrize(
    ("ready", "health", "word"),
    [
        (False, "starting", "starting"),
        (True, "ready", "ready"),
        (True, "degraded", "[red]not well: ratings[/]"),
        (True, "no answer: ReadTimeout", "[red]not well: ratings[/]"),
    ],
)
def test_the_first_line_names_whoever_is_not_well(ready: bool, health: str, word: str) -> None:
    processes = [{"name": "postgres", "health": "up"}, {"name": "ratings", "health": health}]
    assert in_a_word({"ready": ready, "processes": processes}) == word
