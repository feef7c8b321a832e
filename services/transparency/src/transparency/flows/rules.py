"""The days that are asked about, and the classes by which money is told."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from kernel.errors import Unacceptable
from kernel.periods import months_later
from transparency.flows.domain import Scope

#: What everybody wants to know of who is paid: "VCSE, SMEs, private, overseas and local" (Services for the public).
CLASSES = ("vcse", "sme", "local", "overseas_owned", "user_led")
#: A class of organisations in the words of a page.
CLASSES_SAID: Mapping[str, str] = {
    "vcse": "Voluntary, community and social enterprises",
    "sme": "Small and medium-sized enterprises",
    "local": "Organisations with a site in the area",
    "overseas_owned": "Organisations controlled from abroad",
    "user_led": "Organisations led by the people who use their services",
}
A_YEAR = 12  # months


def own_spending(buyer_id: UUID, first: date | None, last: date | None, *, today: date) -> Scope:
    """What an authority and its suppliers posted; over the year up to today where no days are named."""
    last = last or today
    first = first or months_later(last, -A_YEAR) + timedelta(days=1)
    if last < first:
        raise Unacceptable("/last", "The last day is not before the first.")
    return Scope(buyer_id, first, last, title="All payments")
