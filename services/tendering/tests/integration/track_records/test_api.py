"""Track records over HTTP, on a real database."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from services.tendering.tests.builders import at
from services.tendering.tests.integration.line import V1, Line, done
from services.tendering.tests.integration.performance.test_api import LATER, measured, results

from kernel.identifiers import new_id

pytestmark = pytest.mark.integration


async def record_of(line: Line, supplier: Any, when: datetime, **asked: str) -> dict[str, Any]:
    found: dict[str, Any] = done(
        await line.public.get(f"{V1}/track-records/{supplier}", params=asked, headers=at(when))
    )
    return found


async def test_assessments_count_for_three_years_and_by_the_kind_of_service(line: Line) -> None:
    standing = await measured(line)
    newcomer = await record_of(line, line.trust, LATER)
    assert (newcomer["evidence"], newcomer["score"], newcomer["assessments"]) == ("no_evidence", None, [])
    path = f"{V1}/contracts/{standing['contract_id']}/assessments"
    done(await line.buyer.post(path, json=results(standing, 86.4), headers=at(LATER)), 201)
    *_, told = await line.service.emitted()
    await line.service.feed(told, UUID(standing["contract_id"]))
    known = await record_of(line, line.trust, LATER, division="85")
    assert (known["evidence"], known["score"]) == ("known", 70)
    assert known["assessments"][0]["ratings"] == ["Approaching target"]
    assert (await record_of(line, line.trust, LATER - timedelta(days=1)))["evidence"] == "no_evidence"
    assert (await record_of(line, line.trust, LATER, division="45"))["evidence"] == "no_evidence"
    assert (await record_of(line, line.rival, LATER))["evidence"] == "no_evidence"
    assert (await record_of(line, line.trust, LATER + timedelta(days=1100)))["evidence"] == "no_evidence"


async def test_nobody_has_a_record_who_is_not_on_the_register(line: Line) -> None:
    assert (await line.public.get(f"{V1}/track-records/{new_id()}")).status_code == 404
    assert (await line.public.get(f"{V1}/track-records/{line.trust}", params={"division": "8"})).status_code == 422
