"""What nobody could mean of an organisation, refused with its place before anything is written."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from kernel.errors import Unacceptable
from registry.particulars.domain import Contact, Member, OtherName, Particulars, Site
from registry.particulars.rules.mailboxes import functional_mailbox


def proper(said: Particulars, organisation: UUID, today: date) -> Particulars:
    """What is said of it, its mailboxes in lower case. Raises Unacceptable."""
    for place in ("other_names", "sites", "members"):
        for number, part in enumerate(getattr(said, place) or ()):
            must_be_timely(part, f"/{place}/{number}", today)
    members = [it.organisation for it in said.members or ()]
    if organisation in members:
        raise Unacceptable("/members", "A consortium is no member of itself.")
    if len(set(members)) < len(members):
        raise Unacceptable("/members", "An organisation is a member once.")
    if said.contacts is None:
        return said
    return replace(said, contacts=tuple(_reachable(it, said.name, n) for n, it in enumerate(said.contacts)))


def must_be_timely(part: OtherName | Site | Member, place: str, today: date) -> None:
    """Raise Unacceptable for days to come, and for an end before the beginning: the register tells what is or was."""
    for name, day in (("since", part.since), ("until", part.until)):
        if day is not None and day > today:
            raise Unacceptable(f"{place}/{name}", f"{day} has not come yet: the register tells what is or was.")
    if part.since is not None and part.until is not None and part.until < part.since:
        raise Unacceptable(f"{place}/until", f"It cannot end on {part.until}, before it begins on {part.since}.")


def _reachable(contact: Contact, name: str, number: int) -> Contact:
    if contact.email is None:
        return contact
    try:
        return replace(contact, email=functional_mailbox(contact.email, name))
    except ValueError as error:
        raise Unacceptable(f"/contacts/{number}/email", str(error)) from error
