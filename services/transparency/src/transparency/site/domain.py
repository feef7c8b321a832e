"""The words in which pages speak of what the services keep. Pure: no database, no clock, no wire."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from transparency.directory.domain import Standing

SERVICES = ("registry", "tendering", "ratings", "grants", "transparency")
#: A standing in the words of a page, and the colour of its tag.
SAID: Mapping[Standing, tuple[str, str]] = {
    Standing.OPEN: ("Open for bids", "blue"),
    Standing.ACTIVE: ("In force", "green"),
    Standing.ENDED: ("Ended", "grey"),
    Standing.TERMINATED: ("Ended early", "orange"),
}


#: What the rules about shares are called on a page, in the order in which they are applied.
RULES_SAID = ("The cap", "The warning before it", "How concentrated it is")
#: On whose authority a rule is, in the words of a page.
BASES_SAID: Mapping[str, str] = {
    "LAW": "Law",
    "POLICY": "Government policy",
    "SEED": "A proposal, not law",
    "PROFILE": "A figure that this platform chose",
}


#: What can be taken away: a title, what it is, and each file with its address and its form.
SHELVES: Sequence[tuple[str, str, Sequence[tuple[str, str, str]]]] = (
    (
        "Contracts",
        "Every public step of a procurement, in the Open Contracting Data Standard 1.1.5 with the extensions of Find a "
        "Tender: notice, award, contract, change and end.",
        (
            ("All releases, one a line", "/transparency/v1/bulk/ocds?format=jsonl", "JSON Lines"),
            ("All releases as one package", "/transparency/v1/bulk/ocds?format=package", "JSON"),
            ("Releases page by page, by date, stage or buyer", "/transparency/v1/ocdsReleasePackages", "JSON"),
        ),
    ),
    (
        "Grants",
        "Every grant awarded, with its recipient and its payments, in the 360Giving Data Standard 1.4.",
        (
            ("All grants as one package", "/transparency/v1/bulk/360giving?format=package", "JSON"),
            ("All grants, one a line", "/transparency/v1/bulk/360giving?format=jsonl", "JSON Lines"),
        ),
    ),
    (
        "Where the money went",
        "Collections of payments of a body, a market or the whole, each by itself: who was paid, who kept it, and how "
        "much each group holds.",
        (("Datasets page by page; each leads to its payments, flows and shares", "/transparency/v1/datasets", "JSON"),),
    ),
    (
        "Tables of the Transparency Code",
        "What the Local Government Transparency Code 2015 has authorities publish, of all who do so here. An empty "
        "cell is not known; nothing is guessed.",
        (
            ("Contracts over £5,000", "/transparency/v1/published/contracts-register", "CSV"),
            ("Invitations to tender over £5,000", "/transparency/v1/published/invitations", "CSV"),
            ("Payments over £500", "/transparency/v1/published/spend", "CSV"),
            ("Grants to voluntary and community bodies", "/transparency/v1/published/vcse-grants", "CSV"),
        ),
    ),
    (
        "What others published",
        "Releases and grants of other publishers, kept exactly as they published them. The organisations they name "
        "stand in the register as not verified, with the publisher as the source.",
        (
            ("Other portals’ releases", "/transparency/v1/bulk/ocds?format=jsonl&source=imported", "JSON Lines"),
            ("Other funders’ grants", "/transparency/v1/bulk/360giving?format=jsonl&source=imported", "JSON Lines"),
        ),
    ),
    (
        "Organisations and ratings",
        "The register of organisations, and what users say of services as far as it may be shown.",
        (
            ("Organisations page by page, by name or number", "/registry/v1/organisations", "JSON"),
            ("Ratings of services page by page", "/ratings/v1/summaries", "JSON"),
        ),
    ),
    (
        "Everything that happened",
        "Each service’s ledger: what happened, in order, each entry sealed with the one before it.",
        tuple((f"Ledger of {name}", f"/{name}/v1/events", "JSON") for name in SERVICES),
    ),
)


@dataclass(frozen=True, slots=True)
class Assurance:
    """Whether the register stands behind what it says of an organisation, and who said it first."""

    verified: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step in the life of a contract: what happened, what it came to, and what was said of it."""

    at: datetime | date
    title: str
    said: str = ""
    address: str | None = None
    changes: Sequence[tuple[str, str, str]] = ()


def assurance_of(verified: bool, source: str) -> Assurance:
    """Verified or not, and by whom. `source` is `self`, `registrar`, `ocds:<publisher>` or `360giving:<publisher>`."""
    if verified:
        return Assurance(True, "A registrar has checked this entry against the official registers.")
    kind, _, publisher = source.partition(":")
    told = {
        "self": "The organisation told us this itself.",
        "registrar": "A registrar entered it; the evidence has not been checked yet.",
        "ocds": f"We know it only from contracts that {publisher} published.",
        "360giving": f"We know it only from grants that {publisher} published.",
    }
    return Assurance(False, f"Nobody has checked this entry. {told.get(kind, f'Its source is {source}.')}")


def prefers_page(accept: str) -> bool:
    """Whether HTML is wanted more than JSON (RFC 9110 §12.5.1); `*/*` alone asks for neither."""
    wanted = {name: weight for name, weight in map(_read, accept.split(",")) if name}
    page = wanted.get("text/html", wanted.get("text/*", 0.0))
    program = max((weight for name, weight in wanted.items() if name.endswith("json")), default=0.0)
    return page > program


def _read(choice: str) -> tuple[str, float]:
    name, *rest = (part.strip().casefold() for part in choice.split(";"))
    weight = next((part[2:] for part in rest if part.startswith("q=")), "1")
    try:
        return name, float(weight)
    except ValueError:
        return name, 0.0
