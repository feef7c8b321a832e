"""What the clients do: lines of work through all five services, each step saying which effects it must have, once."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from tests.e2e.story import AWARDED, BID, CLOSES_AT, DRAFTED, PUBLISHED, SIGNED, pounds
from tests.faults.hands import Hand
from tests.faults.history import Effect
from tests.faults.stage import Line, Stage

RATED, COUNTED, ENDED = "2028-04-10T09:00:00Z", "2028-04-20T09:00:00Z", "2028-06-01T09:00:00Z"
QUARTER, RATERS = "2028-Q1", 10  # as many as it takes until a summary may be published
LARGE, TOO_LARGE = 25, 40  # lots whose descriptions make an event of 230 kB, and one that no ledger takes


async def registration(stage: Stage) -> None:
    """A registrar registers somebody, verifies it, and says anew what others say anew at the same time."""
    line, name = Line(stage), stage.mark("Registered")
    word = "registry.organisation.changed.v1"
    made = Effect("registry", "registry.organisation.registered.v1", "organisation.name", (name,))
    path = "/registry/v1/organisations"
    found = await line.do(stage.registrar, "register", path, {"name": name, "roles": ["provider"]}, effects=[made])
    changed = Effect("registry", word, "organisation.name", (name,))
    verified = {"register": "GB-CHC"}
    await line.do(stage.registrar, "verify", f"{path}/{found['id']}/verify", verified, effects=[changed])
    if len(stage.contested) < 3:
        stage.contested.append(found["id"])
    for _ in range(stage.rng.randint(1, 4)):
        anew = stage.mark("Restated")
        said = Effect("registry", word, "organisation.name", (anew,))
        kept = stage.rng.choice([*stage.contested, found["id"]])
        body = {"name": anew, "roles": ["provider"]}
        await line.do(stage.registrar, "restate", f"{path}/{kept}", body, method="PUT", effects=[said], contended=True)


def draft_of(title: str, lots: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """A notice as a buyer writes it."""
    return {
        "title": title,
        "description": "Help for people who may lose their home, and for those who have.",
        "category": "services",
        "regime": "light_touch",
        "cpv": ["85311000"],
        "closes_at": CLOSES_AT,
        "lots": list(lots),
        "criteria": [
            {"name": "Quality", "kind": "quality", "weight": 70},
            {"name": "Price", "kind": "price", "weight": 30},
        ],
    }


async def published(line: Line, buyer: Hand, lots: Sequence[Mapping[str, Any]] | None = None) -> dict[str, Any]:
    """A notice, drafted and announced."""
    title = line.stage.mark("Notice")
    lots = lots or [{"title": "Prevention", "value": pounds("1800000.00")}]
    drafted = Effect("tendering", "notices", "title", (title,))
    notice = await line.do(
        buyer, "draft", "/tendering/v1/notices", draft_of(title, lots), now=DRAFTED, effects=[drafted]
    )
    told = Effect("tendering", "tendering.notice.published.v1", "notice.notice_id", (notice["id"],))
    path = f"/tendering/v1/notices/{notice['id']}/publish"
    return await line.do(buyer, "publish", path, now=PUBLISHED, effects=[told])


async def cancellation(stage: Stage) -> None:
    """A notice that comes to nothing."""
    line, buyer, reason = Line(stage), stage.rng.choice(stage.buyers), stage.mark("Cancelled")
    notice = await published(line, buyer)
    told = Effect("tendering", "tendering.notice.cancelled.v1", "reason", (reason,))
    path = f"/tendering/v1/notices/{notice['id']}/cancel"
    await line.do(buyer, "cancel", path, {"reason": reason}, now=BID, effects=[told])


async def oversized(stage: Stage) -> None:
    """An event that just fits is told; one that does not is refused, and nothing of it is left."""
    lot = {"value": pounds("1000.00"), "description": "long " * 1800}
    lots = [{"title": f"Prevention {number}", **lot} for number in range(TOO_LARGE)]
    buyer = stage.rng.choice(stage.buyers)
    await published(Line(stage), buyer, lots[:LARGE])
    line, title = Line(stage), stage.mark("Oversized")
    drafted = Effect("tendering", "notices", "title,status", (title, "draft"))
    notice = await line.do(
        buyer, "draft", "/tendering/v1/notices", draft_of(title, lots), now=DRAFTED, effects=[drafted]
    )
    none = Effect("tendering", "tendering.notice.published.v1", "notice.notice_id", (notice["id"],), times=0)
    path = f"/tendering/v1/notices/{notice['id']}/publish"
    await line.do(buyer, "publish too much", path, now=PUBLISHED, effects=[none], expects=409)


async def procurement(stage: Stage) -> None:
    """From a notice to a contract that was rated and ended."""
    line, buyer = Line(stage), stage.rng.choice(stage.buyers)
    notice = await published(line, buyer)
    bidders = stage.rng.sample(list(stage.providers), 2)
    bids = await asyncio.gather(*(bid(line, bidder, notice) for bidder in bidders))
    told = Effect("tendering", "tendering.award.made.v1", "award.notice_id", (notice["id"],))
    opened = [Effect("tendering", "tendering.bid.received.v1", "entity", (each["id"],)) for each in bids]
    decided = {"bid_id": bids[0]["id"], "lot_ids": [notice["lots"][0]["id"]], "reason": "The best bid."}
    path = f"/tendering/v1/notices/{notice['id']}/awards"
    award = await line.do(buyer, "award", path, decided, now=AWARDED, effects=[told, *opened])
    contract = await signed(line, buyer, bidders[0], award)
    await amended(line, buyer, contract)
    if stage.rng.random() < 0.6:
        await rated(line, buyer, contract)
    if stage.rng.random() < 0.5:
        reason = stage.mark("Ended")
        ended = Effect("tendering", "tendering.contract.ended.v1", "reason", (reason,))
        body = {"outcome": "terminated", "reason": reason}
        path = f"/tendering/v1/contracts/{contract['id']}/end"
        await line.do(buyer, "end", path, body, now=ENDED, effects=[ended])


async def bid(line: Line, bidder: Hand, notice: Mapping[str, Any]) -> dict[str, Any]:
    """An envelope in the box."""
    proposal = line.stage.mark("Proposal")
    kept = Effect("tendering", "bids", "envelope.proposal", (proposal,))
    offers = [{"lot_id": lot["id"], "price": pounds("1720000.00")} for lot in notice["lots"]]
    path = f"/tendering/v1/notices/{notice['id']}/bids"
    return await line.do(bidder, "bid", path, {"offers": offers, "proposal": proposal}, now=BID, effects=[kept])


async def signed(line: Line, buyer: Hand, supplier: Hand, award: Mapping[str, Any]) -> dict[str, Any]:
    """A contract that both sides agreed."""
    title = line.stage.mark("Contract")
    kept = Effect("tendering", "contracts", "title", (title,))
    body = {"title": title, "starts_on": "2027-04-01", "ends_on": "2030-03-31"}
    path = f"/tendering/v1/awards/{award['id']}/contract"
    contract = await line.do(buyer, "propose", path, body, now=SIGNED, effects=[kept])
    told = Effect("tendering", "tendering.contract.signed.v1", "contract.contract_id", (contract["id"],))
    path = f"/tendering/v1/contracts/{contract['id']}/sign"
    return await line.do(supplier, "sign", path, now=SIGNED, effects=[told])


async def amended(line: Line, buyer: Hand, contract: Mapping[str, Any]) -> None:
    """Up to three amendments, one after the other."""
    for day in range(1, line.stage.rng.randint(1, 4)):
        rationale = line.stage.mark("Amended")
        told = Effect("tendering", "tendering.contract.amended.v1", "amendment.rationale", (rationale,))
        body = {"value": pounds(f"17200{day}0.00"), "ends_on": "2030-03-31", "rationale": rationale}
        path = f"/tendering/v1/contracts/{contract['id']}/amendments"
        await line.do(buyer, "amend", path, body, now=f"2028-01-{day:02}T09:00:00Z", effects=[told])


async def rated(line: Line, buyer: Hand, contract: Mapping[str, Any]) -> None:
    """Just enough reviews for a summary, all at once; each code counts once, however often it is sent."""
    stage, contract_id = line.stage, contract["id"]
    asked = {"contract_id": contract_id, "quarter": QUARTER, "count": RATERS}
    issued = await line.do(
        buyer, "credentials", "/ratings/v1/credentials", asked, now=RATED, effects=issuing, keyed=False
    )
    stars = [stage.rng.randint(1, 5) for _ in range(RATERS)]
    answers = [
        {"credential": code, "overall": star, "recommend": "yes", "period": QUARTER}
        for code, star in zip(issued["codes"], stars, strict=True)
    ]
    path = "/ratings/v1/reviews"
    await asyncio.gather(*(line.do(stage.public, "review", path, each, keyed=False) for each in answers))
    fields = "contract_id," + ",".join(f"stars_{star}" for star in range(1, 6))
    given = Counter(stars)
    counted = Effect("ratings", "tallies", fields, (contract_id, *(str(given[star]) for star in range(1, 6))))
    summed = Effect("ratings", "ratings.summary.published.v1", "summary.contract_id,summary.count",
                    (contract_id, str(RATERS)))  # fmt: skip
    async with stage.counting:
        await line.do(stage.importer, "due", "/ratings/v1/due", now=COUNTED, effects=[counted, summed])


def issuing(answer: Mapping[str, Any]) -> Sequence[Effect]:
    """Of each code the digest is kept, spent in the end."""
    return [
        Effect("ratings", "credentials", "digest,spent", (sha256(code.replace("-", "").encode()).hexdigest(), "True"))
        for code in answer["codes"]
    ]


async def funding(stage: Stage) -> None:
    """From a scheme to grants that are paid by several hands at once."""
    line, funder, title = Line(stage), stage.rng.choice(stage.funders), stage.mark("Scheme")
    today = datetime.now(UTC).date()
    told = Effect("grants", "grants.scheme.opened.v1", "scheme.title", (title,))
    body = {
        "title": title,
        "description": "Ideas from neighbours.",
        "budget": pounds("900000.00"),
        "opens_on": str(today - timedelta(days=1)),
        "closes_on": str(today + timedelta(days=60)),
    }
    scheme = await line.do(funder, "open scheme", "/grants/v1/schemes", body, effects=[told])
    applicants = stage.rng.sample(list(stage.providers), 2)
    winner, loser = await asyncio.gather(*(application(line, each, scheme) for each in applicants))
    rationale, reason = stage.mark("Assessed"), stage.mark("Declined")
    path = f"/grants/v1/applications/{winner['id']}/assessments"
    assessed = {"score": 80, "recommendation": "fund", "rationale": rationale}
    await line.do(
        funder, "assess", path, assessed, effects=[Effect("grants", "assessments", "rationale", (rationale,))]
    )
    declined = Effect("grants", "applications", "declined_because", (reason,))
    told = Effect("grants", "grants.application.decided.v1", "reason", (reason,))
    path = f"/grants/v1/applications/{loser['id']}/decline"
    await line.do(funder, "decline", path, {"reason": reason}, effects=[declined, told])
    await granted(line, funder, winner, today)


async def application(line: Line, applicant: Hand, scheme: Mapping[str, Any]) -> dict[str, Any]:
    """Somebody asks for a grant."""
    title = line.stage.mark("Application")
    told = Effect("grants", "grants.application.received.v1", "title", (title,))
    body = {"title": title, "description": "A place to meet.", "requested": pounds("90000.00")}
    path = f"/grants/v1/schemes/{scheme['id']}/applications"
    return await line.do(applicant, "apply", path, body, effects=[told])


async def granted(line: Line, funder: Hand, winner: Mapping[str, Any], today: date) -> None:
    """The award, and four payments at once, each of an amount of its own."""
    told = Effect("grants", "grants.grant.awarded.v1", "grant.title", (winner["title"],))
    body = {"amount": pounds("90000.00"), "starts_on": str(today), "ends_on": str(today + timedelta(days=365))}
    path = f"/grants/v1/applications/{winner['id']}/award"
    grant = await line.do(funder, "award grant", path, body, effects=[told])
    await asyncio.gather(*(payment(line, funder, grant) for _ in range(4)))


async def payment(line: Line, funder: Hand, grant: Mapping[str, Any]) -> None:
    """Money that moves once."""
    pence = 100_000 + next(line.stage.numbers)
    amount = f"{pence // 100}.{pence % 100:02}"
    told = Effect("grants", "grants.grant.paid.v1", "grant.payments.-1.amount", (amount,))
    kept = Effect("grants", "payments", "pence", (str(pence),))
    path, body = f"/grants/v1/grants/{grant['id']}/payments", {"amount": pounds(amount)}
    await line.do(funder, "pay", path, body, effects=[told, kept], contended=True)


async def importing(stage: Stage) -> None:
    """Another portal's releases, each with a buyer that nobody knew."""
    releases, effects = [], []
    for _ in range(stage.rng.randint(1, 3)):
        name = stage.mark("Elsewhere")
        number = name.split()[-1]
        releases.append(foreign(name, number))
        effects += [
            Effect("transparency", "imported_releases", "id", (f"release-{number}",)),
            Effect("transparency", "transparency.release.imported.v1", "release_id", (f"release-{number}",)),
            Effect("transparency", "transparency.organisation.sighted.v1", "name", (name,)),
            Effect("registry", "registry.organisation.registered.v1", "organisation.name", (name,)),
        ]
    package = {
        "uri": "https://example.org/package",
        "version": "1.1",
        "publishedDate": "2026-01-01T00:00:00Z",
        "publisher": {"name": "Elsewhere"},
        "releases": releases,
    }
    await Line(stage).do(stage.importer, "import", "/transparency/v1/imports/ocds", package, effects=effects)


def foreign(name: str, number: str) -> dict[str, Any]:
    """A small release of another portal."""
    return {
        "ocid": f"ocds-elswhr-{number}",
        "id": f"release-{number}",
        "date": "2026-01-01T00:00:00Z",
        "tag": ["tender"],
        "initiationType": "tender",
        "language": "en",
        "parties": [{"id": f"party-{number}", "name": name, "roles": ["buyer"]}],
        "buyer": {"id": f"party-{number}", "name": name},
        "tender": {"id": number, "title": "Seats", "status": "active"},
    }


#: What there is to play, and how often of a hundred.
LINES: Mapping[Callable[[Stage], Awaitable[None]], int] = {
    procurement: 40,
    funding: 20,
    registration: 15,
    importing: 15,
    cancellation: 10,
}
