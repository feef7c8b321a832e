"""Organisations of the planning system (planning.data.gov.uk): they prove no public body, but for councils."""

from functools import partial

from kernel.orgids import OrgId
from registry.public_bodies.rules import first_day, in_register, proved_by_council_type
from registry.registers.domain import Cells, Entry, Form, Layout, Link, LinkKind, RegisterRow, Standing, own_number
from registry.registers.rules.cells import named, numbered, said

REGISTER = "planning-data"
_REGISTERS = ("government-organisation", "local-authority-eng", "local-authority-sct", "principal-local-authority")


def _organisation(cells: Cells, kind: str | None = None) -> tuple[Entry, ...]:
    """An organisation; `reference` is a number of the register that `prefix` names, or of no register at all.

    Of several rows for one number the newest entry stands: ministries change their names.
    """
    org_id = _number_of(cells)
    ended = first_day(cells["end-date"])
    council_type = cells.get("local-authority-type", "")
    row = RegisterRow(
        org_id,
        named(cells["name"]),
        kind=said(council_type) or kind or said(cells.get("organisation", "").partition(":")[0]),
        standing=Standing.LIVE if ended is None else Standing.ENDED,
        founded=first_day(cells.get("start-date", "")),
        ended=ended,
        area=said(cells.get("statistical-geography", "")),
        website=said(cells.get("website", "")),
        links=tuple(Link(LinkKind.SAME_BODY, org_id, other) for other in _other_numbers(cells) if other != org_id),
        proves=proved_by_council_type(council_type) if ended is None else {},
        more={"entity": cells["entity"]},
        edition=first_day(cells.get("entry-date", "")),
    )
    return (row,)


def _number_of(cells: Cells) -> OrgId:
    if cells["prefix"] in _REGISTERS:
        return in_register(cells["prefix"], cells["reference"])
    return own_number(REGISTER, named(cells["entity"]))


def _other_numbers(cells: Cells) -> tuple[OrgId, ...]:
    """Its numbers at Companies House and in the register of government organisations, where they stand there."""
    company, government = said(cells.get("company", "")), said(cells.get("government-organisation", ""))
    found = [numbered("GB-COH", company)] if company else []
    return (*found, *([in_register("government-organisation", government)] if government else []))


def _layout(name: str, title: str, kind: str | None, *columns: str) -> Layout:
    always = {"entity", "name", "prefix", "reference", "end-date"}
    read = partial(_organisation, kind=kind)
    return Layout(
        f"planning-{name}", REGISTER, f"Planning data: {title}", Form.CSV, frozenset({*always, *columns}), read
    )


PLANNING = (
    _layout("organisations", "organisations", None),
    _layout("councils", "councils", None, "local-authority-type", "local-authority-district"),
    _layout("national-parks", "national park authorities", "national park authority", "national-park"),
    _layout(
        "resilience-forums", "local resilience forums", "local resilience forum", "local-resilience-forum-boundary"
    ),
)
