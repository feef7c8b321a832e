"""Councils of the United Kingdom: the collected register, and GOV.UK's own ones."""

from collections.abc import Callable
from datetime import date
from functools import partial

from registry.codes.rules import gss_code
from registry.public_bodies.rules import (
    council_scheme,
    first_day,
    proved_by_council_type,
    scheme_of_area,
)
from registry.registers.domain import (
    Cells,
    Code,
    Correspondence,
    Entry,
    Form,
    Layout,
    Link,
    LinkKind,
    RegisterRow,
    Standing,
    Unfit,
)
from registry.registers.rules.cells import day, named, numbered, said, several, yes


def _council(cells: Cells) -> tuple[Entry, ...]:
    """A council of the past, the present or the future; counties and districts overlap, each with its own row."""
    scheme = council_scheme(cells["nation"])
    org_id = numbered(scheme, cells["local-authority-code"])
    ended = day(cells.get("end-date", ""))
    live = yes(cells["current-authority"]) is True and ended is None
    standing = Standing.LIVE if live else Standing.ENDED if ended else Standing.UNKNOWN
    successors = (numbered(scheme, code) for code in several(cells.get("replaced-by", "")))
    kind = cells["local-authority-type"]
    row = RegisterRow(
        org_id,
        named(cells["official-name"]),
        other_names=tuple(dict.fromkeys((*_nice(cells), *several(cells.get("alt-names", ""))))),
        kind=said(cells.get("local-authority-type-name", "")) or said(kind),
        standing=standing,
        founded=day(cells.get("start-date", "")),
        ended=ended,
        area=said(cells["gss-code"]) and gss_code(cells["gss-code"]),
        links=tuple(Link(LinkKind.SUCCEEDED_BY, org_id, successor, ended) for successor in successors),
        proves=proved_by_council_type(kind) if live else {},
        more=_more(cells),
    )
    return (row,)


def _nice(cells: Cells) -> tuple[str, ...]:
    nice = said(cells.get("nice-name", ""))
    return (nice,) if nice else ()


def _more(cells: Cells) -> dict[str, object]:
    more = {
        "type": cells["local-authority-type"],
        "tier": said(cells.get("powers", "")),
        "county": said(cells.get("county-la", "")),
        "combined_authority": said(cells.get("combined-authority", "")),
        "region": said(cells.get("region", "")),
        "former_areas": list(several(cells.get("former-gss-codes", ""))),
    }
    return {name: value for name, value in more.items() if value}


def _registered(cells: Cells, key: str, scheme: str, kind: str) -> tuple[Entry, ...]:
    """A council of a register of GOV.UK. They stopped in 2021; no end date means live, then."""
    ended = first_day(cells["end-date"])
    stated = cells.get("local-authority-type", "") or kind
    name, official = cells["name"], cells.get("official-name", "")
    names = dict.fromkeys((name, cells.get("name-cy", ""), cells.get("official-name-cy", "")))
    called = said(official) or named(name)
    row = RegisterRow(
        numbered(scheme, cells[key]),
        called,
        other_names=tuple(it for it in names if said(it) and it != called),
        kind=said(stated),
        standing=Standing.LIVE if ended is None else Standing.ENDED,
        founded=first_day(cells["start-date"]),
        ended=ended,
        website=said(cells.get("website", "")),
        proves=proved_by_council_type(stated) if ended is None else {},
        edition=_edition(cells),
    )
    return (row,)


def _edition(cells: Cells) -> date | None:
    return day(cells.get("entry-timestamp", ""))


def _area(cells: Cells) -> tuple[Entry, ...]:
    """The area of a council by the council's letters; which nation's they are, the area's code says."""
    gss = said(cells["gss-code"])
    if gss is None:
        raise Unfit("no_area", f"{cells['local-authority-code'][:20]} has no area code here.")
    scheme = scheme_of_area(gss_code(gss))
    if scheme is None:
        raise Unfit("unknown_nation", f"{gss} is no area of one nation.")
    org_id = numbered(scheme, cells["local-authority-code"])
    return (Correspondence("gss", gss, org_id.scheme, org_id.number),)


def _name(cells: Cells) -> tuple[Entry, ...]:
    return (
        Correspondence(
            "council-name", named(cells["la-name"]), "local-authority", named(cells["local-authority-code"])
        ),
    )


def _type(cells: Cells) -> tuple[Entry, ...]:
    more = {"wikidata": said(cells.get("wikidata", ""))}
    return (Code(named(cells["dataset"]), named(cells["reference"]), named(cells["name"]), more=more),)


def _govuk(key: str, title: str, scheme: str, kind: str = "") -> Layout:
    read: Callable[[Cells], tuple[Entry, ...]] = partial(_registered, key=key, scheme=scheme, kind=kind)
    columns = frozenset({"entry-number", "key", key, "name", "start-date", "end-date"})
    return Layout(key, f"govuk-{key}", title, Form.CSV, columns, read)


COUNCILS = (
    Layout(
        "councils",
        "councils",
        "Councils of the United Kingdom",
        Form.CSV,
        frozenset(
            {"local-authority-code", "official-name", "gss-code", "nation", "local-authority-type", "current-authority"}
        ),
        _council,
    ),
    _govuk("local-authority-eng", "GOV.UK register: councils of England", "GB-LAE"),
    _govuk("local-authority-nir", "GOV.UK register: councils of Northern Ireland", "GB-LANI", "NID"),
    _govuk("local-authority-sct", "GOV.UK register: councils of Scotland", "GB-LAS", "SCO"),
    _govuk("principal-local-authority", "GOV.UK register: councils of Wales", "GB-PLA", "WPA"),
    Layout(
        "council-areas",
        "councils",
        "Councils by area",
        Form.CSV,
        frozenset({"gss-code", "local-authority-code"}),
        _area,
    ),
    Layout(
        "council-names",
        "councils",
        "Councils by name",
        Form.CSV,
        frozenset({"la-name", "local-authority-code"}),
        _name,
    ),
    Layout(
        "council-types",
        "planning-data",
        "Types of council",
        Form.CSV,
        frozenset({"dataset", "reference", "name"}),
        _type,
    ),
)
