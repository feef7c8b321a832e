"""A petition that everybody signs at once, through the gateway: 250 signatures a second for a minute, none lost."""

import json
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, insert, select

from chassis.database import open_engine, sessions_of
from kernel.identifiers import new_id
from ratings.credentials.domain import Level, digest_of
from ratings.petitions.domain import Petition
from ratings.petitions.domain import Stage as Step
from ratings.petitions.tables import petition_codes
from ratings.thresholds.queries import platform_figures
from tests.bench.figures import Bound, Figure
from tests.bench.load import NUMBER, Job, play
from tests.bench.stage import Stage, built

RATE, SECONDS, AT_ONCE = 250.0, 60.0, 32
ROLL = int(RATE * SECONDS) + AT_ONCE
PATH = "/ratings/v1/signatures"
#: A code of which the load knows the number: digits are symbols, too.
CODE = "00000000"


async def measure() -> dict[str, Figure]:
    """Signatures a second, and how many of those that were answered are missing afterwards."""
    async with built("ratings") as stage:
        stage.play("ratings", "worker")
        stage.play("ratings", "api")
        gateway = stage.play("gateway", "api")
        petition = await opened(stage, today=datetime.now(UTC).date())
        body = json.dumps({"petition_id": str(petition), "credential": CODE + NUMBER.decode()})
        report = await play(Job(gateway.port, PATH, SECONDS, AT_ONCE, "POST", body=body, rate=RATE))
        lost = report.answers - await signed(stage, petition)
    return {
        "signatures_per_s": Figure(
            report.per_second, None, "1/s", "250 a second for a minute", Bound(at_least=RATE * 0.99)
        ),
        "signatures_lost": Figure(float(lost), None, "", "answered and not counted", Bound(at_most=0)),
        "signature_ms": Figure(report.median_ms, None, "ms", "the median of the answers"),
    }


async def opened(stage: Stage, *, today: date) -> UUID:
    """An open petition with a code for every request."""
    petition = Petition(
        contract_id=new_id(),
        buyer_id=new_id(),
        provider_ids=(new_id(),),
        service="A service that many use",
        title="Put the night staff back",
        grounds="Nobody answers at night",
        statement="Nobody answers at night.",
        new_evidence=None,
        figures=platform_figures(today),
        drafted_on=today,
        stage=Step.OPEN,
        roll=ROLL,
        level=Level.B,
        opened_on=today,
        closes_on=today + timedelta(days=2),
    )
    codes = [{"digest": digest_of(f"{CODE}{number:012}"), "petition_id": petition.id} for number in range(ROLL)]
    engine = open_engine(stage.database("ratings"))
    async with sessions_of(engine, "ratings").begin() as session:
        session.add(petition)
        await session.flush()
        await session.execute(insert(petition_codes), codes)
    await engine.dispose()
    return petition.id


async def signed(stage: Stage, petition: UUID) -> int:
    """What the database counts."""
    engine = open_engine(stage.database("ratings"))
    async with sessions_of(engine, "ratings")() as session:
        query = select(func.count()).where(petition_codes.c.petition_id == petition, petition_codes.c.signed)
        counted = await session.scalar(query)
    await engine.dispose()
    return counted or 0
