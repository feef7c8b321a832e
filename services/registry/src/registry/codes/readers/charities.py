"""The code lists that charity registers speak in, and how they translate."""

from registry.codes.rules import GSS, ICNPO, MALFORMED_CODE, SIC, gss_code
from registry.registers.domain import Cells, Code, Correspondence, Entry, Form, Layout, Unfit
from registry.registers.rules.cells import named, said, yes

CCEW_CLASS, CCEW_AREA, ICNPTSO = "ccew-classification", "ccew-area", "icnptso"
#: 1xx say what a charity does, 2xx whom it helps, 3xx how.
_CATEGORIES = {"1": "what", "2": "who", "3": "how"}


def _ccew_class(cells: Cells) -> tuple[Entry, ...]:
    code = cells["code"]
    if code[:1] not in _CATEGORIES or len(code) != 3 or not code.isdecimal():
        raise Unfit(MALFORMED_CODE, f"{code[:40]!r} is not a class of charities such as 101.")
    return (Code(CCEW_CLASS, code, named(cells["name"]), more={"asks": _CATEGORIES[code[0]]}),)


def _readacross(cells: Cells) -> tuple[Entry, ...]:
    """Many to many. A stray quotation mark ends some labels."""
    label = named(cells["oscr-label"].rstrip('" '))
    list_ = f"oscr-{cells['oscr-group']}"
    return (Correspondence(CCEW_CLASS, named(cells["ccew-classno"]), list_, label, {"name": cells["ccew-classtext"]}),)


def _icnpo(cells: Cells) -> tuple[Entry, ...]:
    original = yes(cells.get("in_original_spec", ""))
    more = {"group": cells["icnpo_group"], "original": original}
    return (Code(ICNPO, named(cells["icnpo"]), named(cells["icnpo_desc"]), more=more),)


def _icnpo_to_sic(cells: Cells) -> tuple[Entry, ...]:
    """The code has a blank after its thousands here."""
    code = cells["ICNPO code"].replace(" ", "")
    if said(cells["SIC"]) is None:
        raise Unfit("no_counterpart", f"ICNPO {code[:10]} has no SIC code here.")
    more = {"name": cells["SIC name"], "isic": said(cells["ISIC code"])}
    return (Correspondence(ICNPO, named(code), SIC, cells["SIC"].zfill(5), more),)


def _icnptso(cells: Cells) -> tuple[Entry, ...]:
    """Sections hold groups, groups hold sub-groups; the narrowest that stands there is the code."""
    levels = [it for column in ("Section", "Group", "Sub-group") if (it := cells[column])]
    if not levels:
        raise Unfit(MALFORMED_CODE, "It has no code.")
    parent = levels[-2] if len(levels) > 1 else None
    more = {"notes": said(cells.get("Notes", ""))}
    return (Code(ICNPTSO, levels[-1], named(cells["Title"]), parent=parent, more=more),)


def _area_by_name(cells: Cells) -> tuple[Entry, ...]:
    """The register names areas of operation and gives them no code: this list does, where there is one."""
    kind, name = named(cells["geographic_area_type"]), named(cells["geographic_area_description"])
    return _area_of_operation(f"{kind}:{name}", name, cells, {"kind": kind})


def _area_by_key(cells: Cells) -> tuple[Entry, ...]:
    """The areas as they were before 2021, in capitals, with keys such as B-1."""
    more = {"kind": cells["aootype"], "former_code": said(cells.get("oldCode", ""))}
    return _area_of_operation(named(cells["key"]), named(cells["aooname"]), cells, more)


def _area_of_operation(code: str, name: str, cells: Cells, more: dict[str, str | None]) -> tuple[Entry, ...]:
    gss, country = said(cells["GSS"]), said(cells["ISO3166-1"])
    area = Code(CCEW_AREA, code, name, more={**more, "gss": gss, "country": country})
    return (area,) if gss is None else (area, Correspondence(CCEW_AREA, code, GSS, gss_code(gss)))


def _field(cells: Cells) -> tuple[Entry, ...]:
    """What a column of the Charity Commission's extract means."""
    code = f"{named(cells['Table'])}.{named(cells['Field'])}"
    return (Code("ccew-field", code, cells["Field"], parent=cells["Table"], more={"means": cells["Description"]}),)


CHARITY_LISTS = (
    Layout(
        "ccew-classes",
        "charity-codelists",
        "Classes of the Charity Commission",
        Form.CSV,
        frozenset({"category", "code", "name"}),
        _ccew_class,
    ),
    Layout(
        "ccew-oscr-readacross",
        "charity-codelists",
        "Classes of the Charity Commission to those of OSCR",
        Form.CSV,
        frozenset({"ccew-classno", "ccew-classtext", "oscr-group", "oscr-label"}),
        _readacross,
    ),
    Layout(
        "icnpo",
        "charity-codelists",
        "International classification of non-profit organisations",
        Form.CSV,
        frozenset({"icnpo", "icnpo_desc", "icnpo_group"}),
        _icnpo,
    ),
    Layout(
        "icnpo-sic",
        "charity-codelists",
        "ICNPO to SIC",
        Form.CSV,
        frozenset({"ICNPO code", "ICNPO category", "ISIC code", "SIC", "SIC name"}),
        _icnpo_to_sic,
    ),
    Layout(
        "icnptso",
        "charity-codelists",
        "International classification of non-profit and third sector organisations",
        Form.CSV,
        frozenset({"Section", "Group", "Sub-group", "Title"}),
        _icnptso,
    ),
    Layout(
        "ccew-areas",
        "charity-codelists",
        "Areas of operation by name",
        Form.CSV,
        frozenset({"geographic_area_type", "geographic_area_description", "GSS", "ISO3166-1"}),
        _area_by_name,
    ),
    Layout(
        "ccew-areas-2020",
        "charity-codelists",
        "Areas of operation by key, as before 2021",
        Form.CSV,
        frozenset({"key", "aootype", "aookey", "aooname", "GSS", "ISO3166-1"}),
        _area_by_key,
    ),
    Layout(
        "ccew-fields",
        "charity-codelists",
        "What the columns of the Charity Commission's extract mean",
        Form.CSV,
        frozenset({"Table", "Field", "Description"}),
        _field,
    ),
)
