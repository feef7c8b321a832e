"""The shapes that Open Referral UK 3.0 fixes."""

from pydantic import JsonValue

from chassis.wire import Out

Object = dict[str, JsonValue]


class AboutOut(Out):
    """What this interface is."""

    version: str
    profile: str
    openapi_url: str


class NumberedPageOut(Out):
    """A page of the standard's, numbered from 1."""

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[Object]
