"""The queries and answers of the Reconciliation API 0.2, as OpenRefine and Find that Charity write them."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from chassis.wire import Name

MOST_QUERIES = 50  # in one batch


class PropertyIn(BaseModel):
    """What else the list says of a line: `postcode` or `org-id`; others are not looked at."""

    model_config = ConfigDict(extra="ignore")

    pid: str = Field(max_length=200)
    v: Any = None

    @property
    def text(self) -> str:
        """Its first value, as text."""
        value = self.v[0] if isinstance(self.v, list) and self.v else self.v
        value = value.get("id") or value.get("name") if isinstance(value, dict) else value
        return str(value)[:200] if value else ""


class QueryIn(BaseModel):
    """One line of a list. Of several types the first counts."""

    model_config = ConfigDict(extra="ignore")

    query: Name
    type: str | list[str] | None = None
    limit: int = Field(5, ge=1, le=50)
    properties: list[PropertyIn] = Field([], max_length=20)

    @property
    def of_type(self) -> str | None:
        """The type that was asked for."""
        return (self.type[0] if self.type else None) if isinstance(self.type, list) else self.type

    def said(self, pid: str) -> str:
        """What the list says of a property; empty if nothing."""
        return next((it.text for it in self.properties if it.pid == pid), "")


Queries = TypeAdapter(dict[str, QueryIn])
