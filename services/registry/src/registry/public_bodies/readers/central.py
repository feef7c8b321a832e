"""Government organisations and public bodies: GOV.UK's register, the Cabinet Office's list, the national accounts."""

from registry.particulars.domain import folded
from registry.public_bodies.rules import CENTRAL_GOVERNMENT, COUNCIL_SCHEMES, curie, first_day, sector
from registry.registers.domain import (
    Cells,
    Code,
    Detail,
    Entry,
    Form,
    Layout,
    Link,
    LinkKind,
    Proved,
    RegisterRow,
    Standing,
    own_number,
)
from registry.registers.rules.cells import day, joined, named, numbered, said, several

#: By the letters of its number, what the register of government organisations counts an organisation among.
_KINDS = {
    "D": "department",
    "EA": "executive agency",
    "PB": "public body",
    "PC": "public corporation",
    "IM": "independent monitoring body",
    "DA": "devolved administration",
    "OT": "other",
}


def _government_organisation(cells: Cells) -> tuple[Entry, ...]:
    """It closed in 2021, and a third of its rows had ended by then."""
    org_id = numbered("GB-GOR", cells["government-organisation"])
    ended = first_day(cells["end-date"])
    row = RegisterRow(
        org_id,
        named(cells["name"]),
        kind=_KINDS.get(org_id.number.rstrip("0123456789"), "other"),
        standing=Standing.LIVE if ended is None else Standing.ENDED,
        founded=first_day(cells.get("start-date", "")),
        ended=ended,
        website=said(cells.get("website", "")),
        edition=day(cells.get("entry-timestamp", "")),
    )
    return (row,)


def _cabinet_office(cells: Cells) -> tuple[Entry, ...]:
    """A body of the directory of about 2012, without a number; the names of those who lead it are dropped."""
    name, reform = named(cells["Name"]), cells["PB Reform"].rstrip("*").lower()
    standing = Standing.LIVE if reform.startswith("retain") else Standing.UNKNOWN
    if reform.startswith(("no longer", "abolish")):
        standing = Standing.ENDED
    more = {"department": said(cells["Department"]), "reform": said(cells["PB Reform"])}
    row = RegisterRow(
        own_number("cabinet-office-public-bodies", folded(name)),
        name,
        kind=said(cells["Classification"]),
        standing=standing,
        stated_status=said(cells["PB Reform"]),
        address=joined(*cells.get("Address", "").splitlines()),
        website=said(cells.get("Website", "")),
        proves={"public_body": CENTRAL_GOVERNMENT} if standing is Standing.LIVE else {},
        more={key: value for key, value in more.items() if value},
    )
    return (row,)


def _classified(cells: Cells) -> tuple[Entry, ...]:
    """A unit of the national accounts, by name alone. A sector with "former" before it says that it has left."""
    name, words = named(cells["name"]), cells["sector"]
    former = words.lower().startswith("former")
    kind = sector(cells["esa-2010"], words)
    row = RegisterRow(
        own_number("ons-public-sector", folded(name)),
        name,
        kind=said(words),
        standing=Standing.ENDED if former else Standing.LIVE,
        founded=None if cells["start-date"] == "NA" else day(cells["start-date"]),
        proves={} if former or kind is None else {"public_body": kind},
        more={"esa_2010": cells["esa-2010"]},
    )
    return (row,)


def _account(cells: Cells) -> tuple[Entry, ...]:
    """A unit of the national accounts with a number of its own, and the organisation that it is, where one is named."""
    org_id = own_number("ons-public-body-account", named(cells["public-body-account"]))
    sectors = several(cells["public-body-account-classifications"], ";")
    began, ended = first_day(cells["start-date"]), first_day(cells["end-date"])
    other = curie(cells["organisation"])
    name = said(cells["name"])
    if name is None and other is not None:
        says = {"sectors": list(sectors), "from": began and began.isoformat(), "to": ended and ended.isoformat()}
        detail = Detail(other, "public-sector", org_id.number, says, {} if ended else _proved(sectors, other.scheme))
        return Link(LinkKind.SAME_BODY, org_id, other), detail
    row = RegisterRow(
        org_id,
        named(cells["name"]),
        standing=Standing.LIVE if ended is None else Standing.ENDED,
        founded=began,
        ended=ended,
        links=(Link(LinkKind.SAME_BODY, org_id, other),) if other else (),
        proves={} if ended else _proved(sectors, other.scheme if other else None),
        more={"esa_2010": list(sectors)},
    )
    return (row,)


def _proved(sectors: tuple[str, ...], scheme: str | None) -> Proved:
    """Of local government its own registers say more: whether it is a council, or a combined authority."""
    kinds = {kind for it in sectors if (kind := sector(it))}
    return {"public_body": kinds.pop()} if len(kinds) == 1 and scheme not in COUNCIL_SCHEMES else {}


def _sector(cells: Cells) -> tuple[Entry, ...]:
    return (
        Code(
            "public-sector",
            named(cells["public-body-account-classification"]),
            named(cells["name"]),
            valid_from=first_day(cells["start-date"]),
            valid_to=first_day(cells["end-date"]),
        ),
    )


CENTRAL = (
    Layout(
        "government-organisations",
        "govuk-government-organisation",
        "GOV.UK register: government organisations",
        Form.CSV,
        frozenset({"entry-number", "key", "government-organisation", "name", "end-date"}),
        _government_organisation,
    ),
    Layout(
        "public-bodies",
        "cabinet-office-public-bodies",
        "Cabinet Office: public bodies",
        Form.CSV,
        frozenset({"Name", "Department", "Classification", "PB Reform"}),
        _cabinet_office,
    ),
    Layout(
        "public-sector-classification",
        "ons-public-sector",
        "Public sector classification guide",
        Form.CSV,
        frozenset({"name", "sector", "esa-2010", "start-date"}),
        _classified,
    ),
    Layout(
        "public-body-accounts",
        "ons-public-body-account",
        "Public body accounts",
        Form.TSV,
        frozenset(
            {"public-body-account", "name", "organisation", "public-body-account-classifications"}
            | {"start-date", "end-date"}
        ),
        _account,
    ),
    Layout(
        "public-sectors",
        "ons-public-body-account",
        "Sectors of public body accounts",
        Form.TSV,
        frozenset({"public-body-account-classification", "name", "start-date", "end-date"}),
        _sector,
    ),
)
