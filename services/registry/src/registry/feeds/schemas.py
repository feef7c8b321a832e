"""What a feed looks like, and what its import answers."""

from pydantic import JsonValue, RootModel

from chassis.wire import Out, example


class Feed(
    RootModel[list[JsonValue] | dict[str, JsonValue]],
    json_schema_extra=example(
        total_items=1,
        total_pages=1,
        page_number=1,
        size=1,
        first_page=True,
        last_page=True,
        empty=False,
        contents=[
            {
                "id": "6b1f3a52-0c56-4d9e-8f0e-0a6b7f0f2a11",
                "name": "Lunch club",
                "description": "A hot meal in company.",
                "status": "active",
                "organization": {
                    "id": "0d3a3b1e-93a8-4d35-8d6e-5d8a2f3c9b77",
                    "name": "Harbour Community Kitchen",
                    "description": "Meals for the neighbourhood.",
                },
            }
        ],
    ),
):
    """A page of objects of HSDS-UK 3.0, a list of them, or one."""


class RejectionOut(Out):
    """An object that was not kept: rows count from 1, in the order of the feed."""

    row: int
    name: str | None
    reason: str


class OutcomeOut(Out):
    """read = accepted + unchanged + rejected."""

    read: int
    accepted: int
    unchanged: int
    rejected: list[RejectionOut]
