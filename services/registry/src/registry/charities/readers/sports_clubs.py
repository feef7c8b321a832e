"""Community amateur sports clubs: HMRC's list, and the companies among them."""

from kernel.orgids import OrgId
from registry.charities.readers.crosswalks import published
from registry.registers.domain import (
    MALFORMED_NUMBER,
    Cells,
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
from registry.registers.rules.cells import named, said

REGISTER = "casc"


def club(text: str) -> OrgId:
    """HMRC numbers nobody: the identifier is made from name and postcode, and changes with them. Raises Unfit."""
    found = published(text)
    if found.scheme != "GB-CASC":
        raise Unfit(MALFORMED_NUMBER, f"{found} is no sports club's identifier.")
    return found


def read(cells: Cells) -> tuple[Entry, ...]:
    """A club. The address is often a member's home, and is left out; a club is not a charity."""
    row = RegisterRow(
        club(cells["id"]),
        named(cells["name"]),
        kind="Community amateur sports club",
        standing=Standing.LIVE,
        postcode=said(cells["postcode"]),
        proves={"casc": True},
    )
    return (row,)


def read_company(cells: Cells) -> tuple[Entry, ...]:
    """The company that a club is."""
    number = club(cells["casc_orgid"])
    link = Link(LinkKind.SAME_BODY, number, published(cells["ch_orgid"]))
    return (link, Detail(number, "company", "", {"name": cells["ch_name"], "type": said(cells["ch_type"])}))


def _is_of_clubs(first: tuple[Cells, ...]) -> bool:
    return any(str(cells["id"]).upper().startswith("GB-CASC-") for cells in first)


SPORTS_CLUBS = (
    Layout(
        "casc",
        REGISTER,
        "Community amateur sports clubs (HMRC)",
        Form.CSV,
        frozenset({"id", "name", "address", "postcode"}),
        read,
        fits=lambda head: _is_of_clubs(head.first),
    ),
    Layout(
        "casc-companies",
        REGISTER,
        "Companies among the sports clubs",
        Form.CSV,
        frozenset({"casc_orgid", "ch_orgid", "ch_name", "ch_type"}),
        read_company,
    ),
)
