"""How what is published is told of."""

from datetime import date
from uuid import UUID

from pydantic import Field

from chassis.wire import Out
from transparency.catalogue.domain import Publication
from transparency.exports.domain import CodeTable, Publisher, Span


class PublisherOut(Out):
    """Whose table it is."""

    id: UUID
    name: str
    org_ids: list[str]


class PublicationOut(Out):
    """A table of a publisher, and where its files are; `modified_on` is the latest day that it tells of."""

    table: CodeTable
    publisher: PublisherOut
    period: str
    first: date
    last: date | None
    modified_on: date
    csv: str
    json_: str = Field(serialization_alias="json")

    @classmethod
    def of(cls, made: Publication, publisher: Publisher) -> "PublicationOut":
        """With the stable addresses of its files."""
        address = address_of(made.table, publisher, made.span)
        return cls(
            table=made.table,
            publisher=PublisherOut.model_validate(publisher),
            period=made.span.name,
            first=made.span.days.first,
            last=made.span.days.last,
            modified_on=made.modified_on,
            csv=f"{address}.csv",
            json_=f"{address}.json",
        )


def address_of(table: CodeTable, publisher: Publisher, span: Span) -> str:
    """Where a table is, without its form."""
    return f"/transparency/v1/published/{table}/{publisher.reference}/{span.name}"
