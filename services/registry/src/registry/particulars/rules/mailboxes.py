"""Which mailboxes may stand in the register: those of a function, so that no person's address is told to everybody.

The register's ledger is public and never forgets, so whoever gives a mailbox says what it is for in its name. A
person's name cannot be told from a word; a function's can: it is one of the words that bodies use, or a word of the
body's own name.
"""

import re

from registry.particulars.domain import folded
from registry.particulars.rules.websites import is_public_host

FUNCTIONS = frozenset(
    """
    accounts admin administration advice appeals applications bids board bookings care clerk commercial
    commissioning communications complaints compliance contact contracts council customer customers data
    dataprotection democratic desk director dpo education enquiries enquiry events feedback finance foi
    fundraising general grants hello help helpdesk helpline housing info information invoices legal mail media
    members membership news office operations orders payables payments people post postmaster press privacy
    procurement purchasing reception referral referrals registrar safeguarding sales secretary service services
    social suppliers supply support swyddfa team tender tendering tenders training treasurer trust trustees
    volunteering volunteers web webmaster ymholiadau
    """.split()  # noqa: SIM905  a hundred quoted words are harder to read
)
SHORTEST_JOINED = 6  # letters: `tenderteam` is of a function; Carey, Newsome and Postlethwaite are people
_LOCAL = re.compile(r"[a-z0-9](?:[a-z0-9._+-]{0,62}[a-z0-9])?", re.ASCII)
_BETWEEN = re.compile(r"[._+-]|[0-9]+")


def functional_mailbox(email: str, name: str) -> str:
    """The mailbox in lower case. Raises ValueError for what is none, and for one that may be a person's.

    `name` is the body's own: `ashgate@…` may stand for Ashgate Homeless Trust.
    """
    local, _, host = email.lower().rpartition("@")
    if _LOCAL.fullmatch(local) is None or ".." in local or not is_public_host(host):
        raise ValueError(f"{email[:60]!r} is not a mailbox such as tenders@example.org.")
    own = set(folded(name).split())
    if not any(map(_is_functional, words := _BETWEEN.split(local))) and own.isdisjoint(filter(None, words)):
        raise ValueError(f"{email[:60]!r} may be a person's: give a mailbox of a function such as tenders@example.org.")
    return f"{local}@{host}"


def _is_functional(word: str) -> bool:
    if word in FUNCTIONS:
        return True
    return any(len(it) >= SHORTEST_JOINED and (word.startswith(it) or word.endswith(it)) for it in FUNCTIONS)
