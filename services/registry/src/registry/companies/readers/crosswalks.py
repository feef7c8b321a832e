"""International lists of research organisations, and the numbers that they say are the same body's."""

from collections.abc import Iterator
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
    """A research organisation, as ROR's files told of it until 2024 (schema 1)."""
    external = [
        (scheme, found.get("preferred") or found["all"]) for scheme, found in (cells["external_ids"] or {}).items()
    ]
    other_names = (*cells.get("aliases", ()), *cells.get("acronyms", ()))
    page = next(iter(cells.get("links", ())), None)
    return (_organisation(cells, cells["name"], other_names, page, external),)


def _ror_2(cells: Cells) -> tuple[Entry, ...]:
    """The same since: names, links and numbers say of what kind they are."""
    names = sorted(cells["names"], key=lambda it: "ror_display" not in it["types"])
    external = [(it["type"].upper(), it.get("preferred") or it["all"]) for it in cells["external_ids"] or ()]
    pages = (it["value"] for it in cells.get("links") or () if it.get("type") == "website")
    other_names = tuple(it["value"] for it in names[1:])
    return (_organisation(cells, names[0]["value"] if names else "", other_names, next(pages, None), external),)


def _organisation(
    cells: Cells, name: str, other_names: tuple[str, ...], page: str | None, external: list[tuple[str, Any]]
) -> RegisterRow:
    org_id = numbered("XI-ROR", cells["id"].removeprefix(ROR_PAGE))
    return RegisterRow(
        org_id,
        named(name),
        other_names=other_names,
        kind=", ".join(cells.get("types", ())) or None,
        standing=_STANDINGS.get(cells.get("status", ""), Standing.UNKNOWN),
        stated_status=cells.get("status"),
        website=page,
        links=tuple(Link(LinkKind.SAME_BODY, org_id, other) for other in _other_numbers(external)),
    )


def _other_numbers(external: list[tuple[str, Any]]) -> Iterator[OrgId]:
    """GRID, and whatever is written as an org-id such as GB-CHC-1090095."""
    for scheme, stated in external:
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
        "ror-2",
        "ror",
        "Research Organization Registry, schema 2",
        Form.JSON,
        frozenset({"id", "names", "external_ids", "types", "locations"}),
        _ror_2,
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
