"""Areas and their codes, as the Office for National Statistics and others publish them."""

import re
from collections.abc import Callable
from functools import partial

from registry.codes.rules import (
    CHANGED,
    CREATED,
    ENDED,
    GSS,
    GSS_ACTIVE,
    GSS_HISTORY,
    ITL,
    MALFORMED_CODE,
    SUCCEEDED_BY,
    area_code,
    gss_code,
)
from registry.registers.domain import NO_NAME, Cells, Code, Correspondence, Entry, Form, Head, Layout, Unfit
from registry.registers.rules.cells import day, named, said, yes

#: Wider areas, from the nearest. The first two are those of the successor where the area itself is no more.
_COUNTY, _COMBINED = "UTLACD", "CAUTHCD"
_WIDER = ("RGNCD", "CTRYCD", "EWCD", "GBCD", "UKCD")
_YEARLY = re.compile(r"(CTRY|CTYUA|LAD|LTLA|PCON|RGN|CAUTH|UTLA|CTY|MCTY|SENC|NAWC|SPC|NHSER|PFA|FRA|WD)([0-9]{2})CD")

_FORMER = re.compile(r"GEOGCD[A-Z]{1,2}")


def _area(cells: Cells, code: str, name: str) -> tuple[Entry, ...]:
    """An area with all that it lies in, whatever level the file is of."""
    own = gss_code(cells[code])
    active = cells.get("LADCD_ACTIVE", "") or own
    current = active == own and yes(cells.get("Current", "")) is not False
    columns = (_COUNTY, _COMBINED, *_WIDER) if current else _WIDER
    within = list(dict.fromkeys(it for column in columns if (it := cells.get(column, "")) not in {"", own}))
    parent = next((it for it in within if it != cells.get(_COMBINED)), None)
    area = Code(GSS, own, named(cells[name]), parent=parent, more={"within": within, "current": current})
    if active == own:
        return (area,)
    return area, Correspondence(GSS, own, GSS_ACTIVE, gss_code(active))


def _change_history(cells: Cells) -> tuple[Entry, ...]:
    """One life of a code: from an order to the next. Small areas have no name."""
    began = day(cells["OPER_DATE"])
    if began is None:
        raise Unfit("no_date", "It does not say from when the code was so.")
    code = area_code(cells["GEOGCD"])
    more = {"status": cells["STATUS"], "instrument": cells["SI_ID"], "title": cells["SI_TITLE"]}
    more |= {"name_cy": said(cells["GEOGNMW"])}
    return (
        Code(
            GSS_HISTORY,
            code,
            said(cells["GEOGNM"]) or code,
            vintage=began.isoformat(),
            parent=said(cells["PARENTCD"]),
            valid_from=began,
            valid_to=day(cells["TERM_DATE"]),
            more=more,
        ),
    )


def _change(cells: Cells) -> tuple[Entry, ...]:
    """Which code took over from which. A code without predecessor was created, one without successor ended."""
    new, old = said(cells["GEOGCD"]), said(cells["GEOGCD_P"])
    first = old or new
    if first is None:
        raise Unfit(MALFORMED_CODE, "It names no area.")
    relation = CREATED if old is None else ENDED if new is None else CHANGED if new == old else SUCCEEDED_BY
    on = day(cells["OPER_DATE"])
    more = {"relation": relation, "on": on.isoformat() if on else None, "instrument": said(cells["SI_ID"])}
    more |= {"title": said(cells["SI_TITLE"]), "name": said(cells["GEOGNM"]) or said(cells["GEOGNM_P"])}
    return (Correspondence(GSS, area_code(first), GSS, area_code(new or first), more),)


def _equivalents(cells: Cells) -> tuple[Entry, ...]:
    """The codes that others gave an area before the GSS did, each publisher's in a column of its own letter."""
    code, on = gss_code(cells["GEOGCD"]), day(cells.get("OPER_DATE", ""))
    since = {"on": on.isoformat()} if on else {}
    found = ((column.removeprefix("GEOGCD"), said(former)) for column, former in cells.items() if _FORMER.match(column))
    former = tuple(Correspondence(GSS, code, f"gss-former-{by.lower()}", it, since) for by, it in found if it)
    if not former:
        raise Unfit("no_counterpart", f"{code} has no other code here.")
    return former


def _place(cells: Cells) -> tuple[Entry, ...]:
    """Where the middle of a ward lies; it has no name here."""
    code = gss_code(cells["wdcd"])
    return (Code("gss-place", code, code, more={"latitude": cells["latitude"], "longitude": cells["longitude"]}),)


def _entity(cells: Cells) -> tuple[Entry, ...]:
    """What the first three characters of a code stand for."""
    live = cells.get("Number of live instances", "").replace(",", "")
    more = {"abbreviation": cells["Entity abbreviation"], "coverage": cells["Entity coverage"]}
    more |= {"theme": cells.get("Entity theme"), "status": cells["Status"]}
    more |= {"live": int(live) if live.isdecimal() else None}
    entered = day(cells.get("Entity start date", ""))
    return (
        Code("gss-entity", named(cells["Entity code"]), named(cells["Entity name"]), valid_from=entered, more=more),
    )


def _council_area(cells: Cells) -> tuple[Entry, ...]:
    """The area of a council, which is not the council."""
    if said(cells["gss_code"]) is None:
        raise Unfit("no_area", f"{cells['org_id'][:40]} has no area code here.")
    scheme, _, number = cells["org_id"].rpartition("-")
    more = {"council": cells["name"], "active": yes(cells["active"])}
    return (Correspondence(GSS, gss_code(cells["gss_code"]), scheme, named(number), more),)


def _to_itl(cells: Cells) -> tuple[Entry, ...]:
    """One object for all areas: GSS code to ITL code of 2025."""
    return tuple(
        Correspondence(GSS, gss_code(code), ITL, named(found["code"]), {"vintage": "2025", "name": found["name"]})
        for code, found in cells.items()
    )


def _plain_names(cells: Cells) -> tuple[Entry, ...]:
    """One object for all areas of a kind: code to name."""
    return tuple(Code(GSS, gss_code(code), named(name.strip())) for code, name in cells.items())


def _of_a_year(cells: Cells) -> tuple[Entry, ...]:
    """Names and codes as on one day of a year, which the columns are named after (LAD23CD)."""
    found = next(it for column in cells if (it := _YEARLY.fullmatch(column)))
    name, name_cy = f"{found[1]}{found[2]}NM", f"{found[1]}{found[2]}NMW"
    if said(cells.get(name, "")) is None:
        raise Unfit(NO_NAME, "There is no name.")
    more = {"name_cy": said(cells.get(name_cy, ""))}
    return (Code(GSS, gss_code(cells[found[0]]), cells[name], vintage=f"20{found[2]}", more=more),)


def _one_yearly_pair(head: Head) -> bool:
    pairs = [it for column in head.columns if (it := _YEARLY.fullmatch(column))]
    return len(pairs) == 1 and f"{pairs[0][1]}{pairs[0][2]}NM" in head.columns


def _keyed_by_area(kind: type) -> Callable[[Head], bool]:
    """Whether the file is one object whose keys are all codes of areas, each with such a value."""

    def fits(head: Head) -> bool:
        areas = all(re.fullmatch(r"[EWSN][0-9]{8}", column) for column in head.columns)
        return bool(head.columns) and areas and all(isinstance(it, kind) for it in head.first[0].values())

    return fits


def _levels(name: str, title: str, code: str, called: str, *others: str) -> Layout:
    read = partial(_area, code=code, name=called)
    return Layout(name, "gss", title, Form.CSV, frozenset({code, called, *others}), read)


GAZETTEERS = (
    _levels(
        "areas-all",
        "Areas of every level with all that they lie in",
        *("areacode", "areaname", "areatype", "LADCD", "UTLACD", "CAUTHCD", "RGNCD", "CTRYCD", "UKCD"),
    ),
    _levels(
        "areas-local", "Local authority areas", "LADCD", "LADNM", "LADCD_ACTIVE", "UTLACD", "CAUTHCD", "CTRYCD", "UKCD"
    ),
    _levels("areas-upper", "Counties and unitary areas", "UTLACD", "UTLANM", "CAUTHCD", "RGNCD", "CTRYCD"),
    _levels("areas-combined", "Areas of combined authorities", "CAUTHCD", "CAUTHNM", "RGNCD", "CTRYCD"),
    _levels("areas-regions", "Regions of England", "RGNCD", "RGNNM", "CTRYCD"),
    _levels("areas-countries", "Countries of the United Kingdom", "CTRYCD", "CTRYNM"),
    Layout(
        "areas-history",
        "gss",
        "Code History Database: the lives of codes",
        Form.CSV,
        frozenset({"GEOGCD", "GEOGNM", "GEOGNMW", "SI_ID", "SI_TITLE", "OPER_DATE", "TERM_DATE", "PARENTCD", "STATUS"}),
        _change_history,
    ),
    Layout(
        "areas-changes",
        "gss",
        "Code History Database: which code took over",
        Form.CSV,
        frozenset({"GEOGCD", "GEOGNM", "GEOGCD_P", "GEOGNM_P", "SI_ID", "SI_TITLE", "OPER_DATE"}),
        _change,
    ),
    Layout(
        "areas-equivalents",
        "gss",
        "Code History Database: codes of others",
        Form.CSV,
        frozenset({"GEOGCD", "GEOGNM", "GEOGCDO", "GEOGNMO", "GEOGCDD", "OPER_DATE"}),
        _equivalents,
    ),
    Layout(
        "areas-places",
        "gss",
        "Where wards lie",
        Form.CSV,
        frozenset({"wdcd", "longitude", "latitude"}),
        _place,
    ),
    Layout(
        "areas-entities",
        "gss",
        "Register of Geographic Codes",
        Form.CSV,
        frozenset({"Entity code", "Entity name", "Entity abbreviation", "Entity coverage", "Status"}),
        _entity,
    ),
    Layout(
        "areas-of-councils",
        "gss",
        "Councils by org-id, and their areas",
        Form.CSV,
        frozenset({"org_id", "name", "gss_code", "active"}),
        _council_area,
    ),
    Layout("areas-to-itl", "gss", "Areas to ITL 2025", Form.JSON, frozenset(), _to_itl, _keyed_by_area(dict)),
    Layout("areas-names", "gss", "Names of areas by code", Form.JSON, frozenset(), _plain_names, _keyed_by_area(str)),
    Layout(
        "areas-of-a-year", "gss", "Areas of one kind in one year", Form.CSV, frozenset(), _of_a_year, _one_yearly_pair
    ),
)
