"""`commonweal play INPUT.json --out RESULT.json`."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from commonweal.access import ClientCredentials
from commonweal.errors import CannotDo
from commonweal.options import STATE, Json, StateDirectory, err, out
from commonweal.play.alliances import run_alliance
from commonweal.play.document import Document, read
from commonweal.play.evidence import record_evidence
from commonweal.play.grants import give_grants, gives_by_our_law
from commonweal.play.investments import invest
from commonweal.play.modifications import modify
from commonweal.play.organisations import classify, has_our_figures, record_owners
from commonweal.play.payments import pay, pays_by_our_law
from commonweal.play.performance import measure
from commonweal.play.petitions import petition
from commonweal.play.pools import pool
from commonweal.play.procurement import procure
from commonweal.play.ratings import rate
from commonweal.play.register import register
from commonweal.play.reservations import reserve
from commonweal.play.spend import follow_money, turn_money
from commonweal.play.stage import Refused, Stage, sandboxed
from commonweal.play.telling import Telling
from commonweal.play.value import count_costs, keep_promises, reckon_churn
from commonweal.state import State

app = typer.Typer(add_completion=False)

Act = Callable[[Telling], dict[str, Any] | None]
#: An act whose results are sections themselves, or parts of them.
WHOLE = "*"
#: The acts in the order of the story: what is being done, and the section whose results come of it, if any.
ACTS: tuple[tuple[str, str | None, Act], ...] = (
    ("Everybody registers", None, register),
    ("Who owns whom is recorded", None, record_owners),
    ("What is known of everybody is recorded", None, record_evidence),
    ("Everybody is judged by it", "organisations", classify),
    ("Users rate what they had", "ratings", rate),
    ("Lots are kept for mutuals", "procurement.reserved_lots", reserve),
    ("The council buys", WHOLE, procure),
    ("Its contract is measured", "kpis", measure),
    ("Its alliance decides and shares", "alliance", run_alliance),
    ("Its promises are kept", "social_value", keep_promises),
    ("Its costs are counted", "unit_costs", count_costs),
    ("Its churn is reckoned", "retender_churn", reckon_churn),
    ("Its contract is to be changed", "modifications", modify),
    ("Everybody is paid", "payments_compliance", pay),
    ("The council's funds give", "grants", give_grants),
    ("Public bodies pool their budgets", "pooled_budgets", pool),
    ("Investors are repaid by outcomes", "social_investments", invest),
    ("Users petition", "recall_petitions", petition),
    ("Money is followed", "spend", follow_money),
    ("Money turns in the place", "local_multiplier", turn_money),
)
#: Parts of a document that have no results of their own.
GIVEN = frozenset(
    {
        "format",
        "scenario",
        "law",
        "policy",
        "calendar",
        "engagement",
        "invoices",
        "abnormally_low_responses",
        "subcontracts",
    }
)
#: The parts of sections that are played one by one.
PARTS = {
    "procurement": (
        *("regime", "dates", "reserved_lots", "lots"),
        *("lots_if_disregarded_bids_kept", "lot_allocation", "award"),
    )
}


@app.command()
def play(
    story: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="The story, as JSON.")],
    result: Annotated[Path, typer.Option("--out", help="Where the results go.", show_default=False)],
    *,
    url: Annotated[str, typer.Option(help="The platform; the running one of the state if left out.")] = "",
    directory: StateDirectory = STATE,
    as_json: Json = False,
) -> None:
    """Play a story through the public API, as everybody in it, and write what the platform reports."""
    state = State(directory)
    told = tell(read(story), state, url or state.running().url, quiet=as_json)
    result.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n")
    if as_json:
        out.print_json(data={"played": played(told), "not_played": told["not_played"]})
    else:
        err.print(f"Played: {', '.join(played(told)) or 'no section with results'}. {result} has what came of it.")


def tell(document: Document, state: State, url: str, *, quiet: bool) -> dict[str, Any]:
    """Play the whole story. Raises CannotDo where the platform refuses a step that the story needs."""
    admin = next(client for client in state.clients() if "platform_admin" in client["roles"])
    credentials = ClientCredentials(url, admin["client_id"], admin["client_secret"])
    results: dict[str, Any] = {}
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Stage(url, credentials, time.sleep) as stage, Progress(*columns, console=err, disable=quiet) as progress:
        sandboxed(stage)
        telling = Telling(document, stage)
        for doing, section, act in ACTS:
            task = progress.add_task(doing, total=1)
            try:
                came_of_it = act(telling)
            except Refused as refusal:
                raise CannotDo(f"{doing}: {refusal}") from refusal
            if came_of_it is not None and section is not None:
                for name, found in sections_of(section, came_of_it):
                    if is_asked_for(telling, name):
                        keep(results, name, found)
            progress.advance(task)
    results |= dict.fromkeys(document.empty - results.keys() - GIVEN)
    for sentence in telling.refused:
        err.print(f"Refused, as the story may have it: {sentence}", markup=False, highlight=False)
    head = {"id": document.scenario.id, "format": document.format}
    return {"scenario": head, **results, "not_played": sorted(not_played(document, results))}


def sections_of(section: str, came_of_it: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The sections, and parts of sections, that an act has results for."""
    if section != WHOLE:
        yield section, came_of_it
        return
    for name, found in came_of_it.items():
        if name in PARTS:
            yield from ((f"{name}.{part}", each) for part, each in found.items())
        else:
            yield name, found


def keep(results: dict[str, Any], section: str, came_of_it: Mapping[str, Any]) -> None:
    """Put the results of a section, or of a part of one such as `procurement.reserved_lots`, in their place."""
    whole, _, part = section.partition(".")
    if part:
        results.setdefault(whole, {})[part] = came_of_it
    else:
        results[whole] = came_of_it


def not_played(document: Document, results: Mapping[str, Any]) -> Iterator[str]:
    """The sections without results, and the parts of sections that have some."""
    for section in document.sections - GIVEN:
        if section not in results:
            yield section
        else:
            yield from (f"{section}.{part}" for part in PARTS.get(section, ()) if part not in results[section])


def is_asked_for(telling: Telling, section: str) -> bool:
    """Whether the story has that section, and the platform plays it by the story's own figures."""
    whole = section.partition(".")[0]
    comparable = IS_COMPARABLE.get(whole)
    return whole in telling.document.sections and (comparable is None or comparable(telling))


#: Whether a section's results can be held against the story's: its figures are the platform's.
IS_COMPARABLE: Mapping[str, Callable[[Telling], bool]] = {
    "organisations": has_our_figures,
    "payments_compliance": pays_by_our_law,
    "grants": gives_by_our_law,
}


def played(told: Mapping[str, Any]) -> list[str]:
    """The sections that have results."""
    return sorted(told.keys() - {"scenario", "not_played"})
