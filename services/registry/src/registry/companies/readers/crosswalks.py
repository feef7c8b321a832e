"""International lists of research organisations, and the numbers that they say are the same body's."""

from collections.abc import Iterator, Mapping
from typing import Any

from kernel.orgids import OrgId, parse_org_id
from registry.registers.domain import (
    MALFORMED_NUMBER,
    Cells,
    Entry,
    Form,
    Layout,
    Link,
    LinkKind,
    RegisterRow,
    Standing,
    Unfit,
)
from registry.registers.rules.cells import named, numbered, said

ROR_PAGE = "https://ror.org/"
_STANDINGS = {"active": Standing.LIVE, "inactive": Standing.ENDED, "withdrawn": Standing.ENDED}


def _grid(cells: Cells) -> tuple[Entry, ...]:
    """A number of GRID, or of ROR which took its place, and the org-id of the same body."""
    own = cells["grid_id"]
    start = numbered("XI-GRID" if own.startswith("grid.") else "XI-ROR", own)
    try:
        return (Link(LinkKind.SAME_BODY, start, parse_org_id(cells["org_id"])),)
    except ValueError as error:
        raise Unfit(MALFORMED_NUMBER, str(error)) from error


def _ror(cells: Cells) -> tuple[Entry, ...]:
    """A research organisation of ROR (schema 1). Only its GRID number is told apart from others for certain."""
    org_id = numbered("XI-ROR", cells["id"].removeprefix(ROR_PAGE))
    row = RegisterRow(
        org_id,
        named(cells["name"]),
        other_names=(*cells.get("aliases", ()), *cells.get("acronyms", ())),
        kind=", ".join(cells.get("types", ())) or None,
        standing=_STANDINGS.get(cells.get("status", ""), Standing.UNKNOWN),
        stated_status=cells.get("status"),
        website=next(iter(cells.get("links", ())), None),
        links=tuple(Link(LinkKind.SAME_BODY, org_id, other) for other in _other_numbers(cells["external_ids"] or {})),
        more={"country": (cells.get("country") or {}).get("country_code")},
    )
    return (row,)


def _other_numbers(external: Mapping[str, Any]) -> Iterator[OrgId]:
    """GRID, and whatever is written as an org-id such as GB-CHC-1090095."""
    for scheme, found in external.items():
        stated = found.get("preferred") or found["all"]
        for number in [stated] if isinstance(stated, str) else stated:
            if scheme == "GRID":
                yield numbered("XI-GRID", number)
            elif scheme.startswith("GB-") and said(number):
                yield numbered(scheme, number.removeprefix(f"{scheme}-"))


def _dump(cells: Cells) -> tuple[Entry, ...]:
    """What a search for ROR at Zenodo answers: where its files lie, not what stands in them."""
    raise Unfit("not_an_organisation", f"{cells['doi']} is where a file of ROR lies; it names no organisation.")


CROSSWALKS = (
    Layout("grid", "grid", "GRID and ROR numbers to org-ids", Form.CSV, frozenset({"grid_id", "org_id"}), _grid),
    Layout(
        "ror",
        "ror",
        "Research Organization Registry",
        Form.JSON,
        frozenset({"id", "name", "external_ids", "types"}),
        _ror,
    ),
    Layout(
        "ror-deposits",
        "ror",
        "Deposits of ROR at Zenodo",
        Form.JSON,
        frozenset({"conceptrecid", "doi", "files"}),
        _dump,
        records=("hits", "hits"),
    ),
)
