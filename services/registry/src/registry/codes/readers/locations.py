"""Where something is done: ITL codes, and the older spelling of them that procurement notices use."""

import re
from collections.abc import Callable
from functools import partial

from registry.codes.rules import ITL, MALFORMED_CODE, PROCUREMENT_LOCATION
from registry.registers.domain import Cells, Code, Entry, Form, Head, Layout, Unfit
from registry.registers.rules.cells import named, said, yes

_ITL = re.compile(r"TL[C-N](?:[0-9][0-9A-Z]?)?", re.ASCII)
_NUTS = re.compile(r"[A-Z]{2}[0-9A-Z]{0,3}", re.ASCII)
_LENGTH_OF_LEVEL_0 = 2  # TL
NEWEST_ITL = "2025"


def _itl(cells: Cells, vintage: str) -> tuple[Entry, ...]:
    """What a code covers differs between the editions: TLC1 of 2021 is TLC3 and TLC4 of 2025, in part."""
    code, level = cells["itl_code"], cells["itl_level"]
    if _ITL.fullmatch(code) is None or str(len(code) - _LENGTH_OF_LEVEL_0) != level:
        raise Unfit(MALFORMED_CODE, f"{code[:40]!r} is not an ITL code of level {level[:4]}.")
    parent = code[:-1] if len(code) > _LENGTH_OF_LEVEL_0 + 1 else None
    return (Code(ITL, code, named(cells["itl_name"]), vintage, parent, more={"level": level}),)


def _procurement_location(cells: Cells) -> tuple[Entry, ...]:
    more: dict[str, str | bool | None] = {"level": cells["level"], "name_cy": said(cells.get("description_cy", ""))}
    more |= {"active": yes(cells.get("is_active", "")), "selectable": yes(cells.get("is_selectable", ""))}
    parent = said(cells["parent_code"])
    # NONE is a code here, and says that no place is named.
    return (Code(PROCUREMENT_LOCATION, cells["code"], named(cells["description_en"]), parent=parent, more=more),)


def _nuts(cells: Cells) -> tuple[Entry, ...]:
    code = cells["NUTS-Code"]
    if _NUTS.fullmatch(code) is None:
        raise Unfit(MALFORMED_CODE, f"{code[:40]!r} is not a NUTS code such as UKC11.")
    parent = code[:-1] if len(code) > _LENGTH_OF_LEVEL_0 else None
    return (Code("nuts", code, named(cells["Description"]), parent=parent, more={"remark": said(cells["Remark"])}),)


def _of_edition(vintage: str) -> Callable[[Head], bool]:
    """The columns do not say the edition, and the codes of both look alike: a year in the file's name does."""

    def fits(head: Head) -> bool:
        years = re.findall(r"20[0-9]{2}", head.filename)
        return vintage == (years[-1] if years else NEWEST_ITL)

    return fits


LOCATIONS = (
    *(
        Layout(
            f"itl-{vintage}",
            "ons-itl",
            f"International Territorial Levels of {vintage}",
            Form.CSV,
            frozenset({"itl_level", "itl_code", "itl_name"}),
            partial(_itl, vintage=vintage),
            _of_edition(vintage),
        )
        for vintage in (NEWEST_ITL, "2021")
    ),
    Layout(
        "procurement-locations",
        "find-a-tender",
        "Locations as procurement notices code them",
        Form.CSV,
        frozenset({"code", "description_en", "parent_code", "level"}),
        _procurement_location,
    ),
    Layout(
        "nuts",
        "eurostat-nuts",
        "NUTS regions, as notices before 2021 code them",
        Form.CSV,
        frozenset({"Level", "Code", "Parent", "NUTS-Code", "Description", "Remark"}),
        _nuts,
    ),
)
