"""How the catalogue looks on the wire."""

from typing import Annotated

from pydantic import Field

from chassis.wire import Out
from registry.catalogue.domain import Kind

FactNameIn = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,59}$", examples=["board_members"])]


class FactNameOut(Out):
    """A name of the catalogue: the form of its value, what it means and, of a word, which there are."""

    name: str
    kind: Kind
    means: str
    words: list[str]
