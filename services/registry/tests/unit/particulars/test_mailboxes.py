"""Mailboxes of functions may stand in the register, those of persons may not."""

import pytest

from registry.particulars.rules.mailboxes import functional_mailbox

TRUST = "Ashgate Homeless Trust"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Tenders@Example.org", "tenders@example.org"),
        ("tender-team@example.org", "tender-team@example.org"),
        ("procurementteam@example.gov.uk", "procurementteam@example.gov.uk"),
        ("info2@example.org", "info2@example.org"),
        ("ashgate@example.com", "ashgate@example.com"),
        ("ymholiadau@example.cymru", "ymholiadau@example.cymru"),
    ],
)
def test_a_mailbox_of_a_function_is_kept_in_lower_case(sent: str, kept: str) -> None:
    assert functional_mailbox(sent, TRUST) == kept


@pytest.mark.parametrize(
    "person",
    ["jane.smith@example.org", "j.smith@example.org", "jane@example.org", "carey@example.org"],
)
def test_what_may_be_a_persons_is_refused(person: str) -> None:
    with pytest.raises(ValueError, match="may be a person's"):
        functional_mailbox(person, TRUST)


@pytest.mark.parametrize(
    "text",
    ["", "@", "info", "info@", "a@localhost", "in fo@example.org", "a@@example.org", "info..x@example.org"],
)
def test_what_is_no_mailbox_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a mailbox"):
        functional_mailbox(text, TRUST)
