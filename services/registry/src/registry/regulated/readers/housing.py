"""Registered providers of social housing in England, in three forms of the regulator's list."""

from registry.public_bodies.rules import curie, first_day
from registry.registers.domain import (
    Cells,
    Code,
    Detail,
    Entry,
    Form,
    Layout,
    Link,
    LinkKind,
    RegisterRow,
    Standing,
    Unfit,
)
from registry.registers.rules.cells import day, named, numbered, said, several

REGISTER = "social-housing"
_DESIGNATIONS = {
    "non-profit": "non_profit",
    "profit": "profit",
    "for profit": "profit",
    "local authority": "local_authority",
    "1": "non_profit",
    "2": "local_authority",
    "3": "profit",
}
_LEGAL_ENTITIES = {
    "1": "Companies House",
    "2": "Charity Commission",
    "3": "FCA - Non-charitable",
    "4": "FCA - Charitable",  # a charitable community benefit society: an exempt charity, in no charity register
}
_CODED, _KIND = "social-housing-provider-designation-eng", "registered provider of social housing"
_ENTITY = "social-housing-provider-legal-entity-eng"


def _provider(cells: Cells) -> tuple[Entry, ...]:
    """A row of the regulator's own list of 2018."""
    return (
        _row(
            cells["RP Code"],
            cells["Registered Provider Name"],
            cells["Designation"],
            cells.get("Registration Date", ""),
            cells.get("Legal Entity", ""),
        ),
    )


def _organisation(cells: Cells) -> tuple[Entry, ...]:
    """A row of the lists that the regulator has published since."""
    began, form = cells.get("Registration date", ""), cells.get("Corporate form", "")
    return (_row(cells["Registration number"], cells["Organisation name"], cells["Designation"], began, form),)


def _row(code: str, name: str, designation: str, began: str, entity: str) -> RegisterRow:
    return RegisterRow(
        numbered("GB-SHPE", code),
        named(name),
        kind=_KIND,
        standing=Standing.LIVE,
        founded=day(began),
        proves={"social_housing_designation": _designated(designation)},
        more={"legal_entity": entity} if said(entity) else {},
    )


def _coded(cells: Cells) -> tuple[Entry, ...]:
    """A row of GOV.UK's table. A council has no name there, but its letters: what is said is said of the council."""
    org_id = numbered("GB-SHPE", cells["social-housing-provider-eng"])
    began, ended = first_day(cells["start-date"]), first_day(cells["end-date"])
    designation = _designated(cells[_CODED])
    proves = {} if ended else {"social_housing_designation": designation}
    entities = [_LEGAL_ENTITIES.get(code, code) for code in several(cells.get(_ENTITY, ""))]
    council = curie(cells["organisation"])
    if council is not None and said(cells["name"]) is None:
        says = {"designation": designation, "number": org_id.number, "from": began and began.isoformat()}
        detail = Detail(council, "social-housing", org_id.number, says, proves)
        return Link(LinkKind.SAME_BODY, org_id, council), detail
    row = RegisterRow(
        org_id,
        named(cells["name"]),
        kind=_KIND,
        standing=Standing.ENDED if ended else Standing.LIVE,
        founded=began,
        ended=ended,
        links=(Link(LinkKind.SAME_BODY, org_id, council),) if council else (),
        proves=proves,
        more={"legal_entity": " & ".join(entities)} if entities else {},
    )
    return (row,)


def _designated(text: str) -> str:
    found = _DESIGNATIONS.get(text.lower())
    if found is None:
        raise Unfit("unknown_designation", f"{text[:40]!r} is no designation of a provider of social housing.")
    return found


def _designation(cells: Cells) -> tuple[Entry, ...]:
    return (Code("social-housing-designation", named(cells[_CODED]), named(cells["name"])),)


def _legal_entity(cells: Cells) -> tuple[Entry, ...]:
    return (Code("social-housing-legal-entity", named(cells[_ENTITY]), named(cells["name"])),)


HOUSING = (
    *(
        Layout(
            f"social-housing-{form}",
            REGISTER,
            "Regulator of Social Housing: registered providers",
            form,
            frozenset({"Registered Provider Name", "RP Code", "Designation"}),
            _provider,
        )
        for form in (Form.TSV, Form.CSV)
    ),
    Layout(
        "social-housing-providers",
        REGISTER,
        "Regulator of Social Housing: list of registered providers",
        Form.CSV,
        frozenset({"Organisation name", "Registration number", "Designation"}),
        _organisation,
    ),
    Layout(
        "social-housing-govuk",
        "govuk-social-housing-provider-eng",
        "GOV.UK table: registered providers of social housing",
        Form.TSV,
        frozenset({"social-housing-provider-eng", "name", "organisation", _CODED, "start-date", "end-date"}),
        _coded,
    ),
    Layout(
        "social-housing-designations",
        REGISTER,
        "Designations of providers of social housing",
        Form.TSV,
        frozenset({_CODED, "name"}),
        _designation,
    ),
    Layout(
        "social-housing-entities",
        REGISTER,
        "Legal entities of providers of social housing",
        Form.TSV,
        frozenset({_ENTITY, "name"}),
        _legal_entity,
    ),
)
