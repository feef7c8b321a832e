"""Adoptions over HTTP, on a real database."""

from datetime import timedelta

import pytest
from services.grants.tests.builders import NOW, at, scheme_body
from services.grants.tests.integration.line import V1, Line, done

from events.grants import StandardsAdopted

pytestmark = pytest.mark.integration


async def test_what_a_funder_adopts_is_public_and_told_whole(line: Line) -> None:
    made = await line.adopts("govs015", "grants.scoring")
    assert done(await line.public.get(f"{V1}/adoptions", params={"funder_id": str(line.foundation)}))["items"] == [made]
    [event] = await line.service.emitted()
    assert isinstance(event, StandardsAdopted)
    assert (event.funder.name, event.standards) == ("Northbridge Community Foundation", ["govs015", "grants.scoring"])


async def test_the_last_word_counts_from_its_instant_on(line: Line) -> None:
    await line.adopts("govs015", now=NOW + timedelta(hours=1))
    done(await line.funder.post(f"{V1}/schemes", json=scheme_body(), headers=at(NOW)), 201)
    late = at(NOW + timedelta(hours=2))
    assert (await line.funder.post(f"{V1}/schemes", json=scheme_body(), headers=late)).status_code == 409
    await line.adopts(now=NOW + timedelta(hours=2))
    done(await line.funder.post(f"{V1}/schemes", json=scheme_body(), headers=late), 201)


async def test_who_is_bound_cannot_leave_the_standard_out(line: Line) -> None:
    body = {"standards": ["grants.scoring"], "is_bound": True, "statement": "We give grants for a department."}
    answer = await line.funder.post(f"{V1}/adoptions", json=body, headers=at(NOW))
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "/standards")
    assert (await line.provider.post(f"{V1}/adoptions", json=body, headers=at(NOW))).status_code == 403
