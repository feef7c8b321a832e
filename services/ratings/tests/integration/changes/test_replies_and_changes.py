"""You said, we did: replies beside stories, and changes that others must have seen."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from services.ratings.tests.builders import BUYER, NOW, PROVIDER
from services.ratings.tests.storytelling import LATER, Storytelling, stranger

from chassis.testing import service_under_test
from events.ratings import ChangeTold, ReplyGiven

pytestmark = pytest.mark.integration
THANKS = "Thank you for telling us. Night staff are back."
PROMISE = {"what": "Two people work every night.", "owner": "Head of services", "due_on": "2026-09-30"}


@pytest.fixture
async def users() -> AsyncIterator[Storytelling]:
    async with service_under_test("ratings") as service:
        yield await Storytelling(service).begin()


async def test_provider_and_authority_reply_and_nobody_else(users: Storytelling) -> None:
    story, _ = await users.published()
    path = f"/stories/{story}/replies"
    given = [
        (await users.send(role, path, {"text": THANKS}, organisation=who)).status_code
        for role, who in (("provider", PROVIDER), ("commissioner", BUYER), ("provider", stranger()))
    ]
    assert given == [201, 201, 404]
    assert "Night staff" not in await users.everything_kept()


async def test_a_reply_that_points_to_a_person_is_refused(users: Storytelling) -> None:
    story, _ = await users.published()
    for text in ("We know you: 07700 900123", "As you said, patient 943 476 5919"):
        refused = await users.send("provider", f"/stories/{story}/replies", {"text": text}, organisation=PROVIDER)
        assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "/text")
    assert not [it for it in await users.ratings.emitted() if isinstance(it, ReplyGiven)]


async def test_nobody_replies_to_what_is_not_published(users: Storytelling) -> None:
    story = (await users.follow(await users.told()))["story_id"]
    answer = await users.send("provider", f"/stories/{story}/replies", {"text": THANKS}, organisation=PROVIDER)
    assert answer.status_code == 404


async def test_an_author_says_whether_a_reply_helped_and_its_giver_takes_it_back(users: Storytelling) -> None:
    story, case_code = await users.published()
    reply = (await users.send("provider", f"/stories/{story}/replies", {"text": THANKS}, organisation=PROVIDER)).json()
    marked = await users.follow(case_code, "replies", reply_id=reply["id"], is_helpful=False)
    assert (marked["is_helpful"], marked["text"]) == (False, THANKS)
    _, other = await users.published("Another one.")
    strange = {"case_code": other, "reply_id": reply["id"], "is_helpful": True}
    assert (await users.send(None, "/cases/replies", strange)).status_code == 404
    path = f"/replies/{reply['id']}/withdrawal"
    assert (await users.send("provider", path, organisation=stranger())).status_code == 404
    gone = await users.send("provider", path, organisation=PROVIDER)
    assert (gone.status_code, gone.json()["text"]) == (200, None)


async def test_a_moderator_takes_down_what_points_to_a_person(users: Storytelling) -> None:
    story, _ = await users.published()
    path = f"/stories/{story}/replies"
    reply = (await users.send("provider", path, {"text": "You are Sam's mother."}, organisation=PROVIDER)).json()
    gone = await users.send("moderator", f"/replies/{reply['id']}/removal", {"reason": "identifies_person"})
    assert (gone.json()["text"], gone.json()["removed_for"]) == (None, "identifies_person")


async def promised(users: Storytelling) -> str:
    """A change that the provider promised because of a story."""
    story, _ = await users.published()
    answer = await users.send("provider", f"/stories/{story}/changes", PROMISE, organisation=PROVIDER)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def claimed(users: Storytelling) -> str:
    """One that it says is done."""
    change = await promised(users)
    evidence = {"evidence": "The rota is on our website."}
    answer = await users.send("provider", f"/changes/{change}/claim", evidence, organisation=PROVIDER)
    assert answer.status_code == 200, answer.text
    users.codes = await users.issued("2026-Q4", LATER)
    return change


async def look(users: Storytelling, change: str, case_code: str, *, seen: bool) -> Any:
    body = {"case_code": case_code, "change_id": change, "seen": seen}
    return await users.send(None, "/cases/changes", body, at=LATER)


async def test_two_later_raters_verify_a_claimed_change(users: Storytelling) -> None:
    change = await claimed(users)
    first, second = [await users.told("All well.", at=LATER, period="2026-Q4") for _ in range(2)]
    assert (await look(users, change, first, seen=True)).json()["state"] == "claimed"
    assert (await look(users, change, first, seen=True)).status_code == 409  # once each
    assert (await look(users, change, second, seen=True)).json()["state"] == "verified"
    states = [it.state for it in await users.ratings.emitted() if isinstance(it, ChangeTold)]
    assert states == ["planned", "claimed", "verified"]


async def test_two_later_raters_who_do_not_see_it_dispute_it(users: Storytelling) -> None:
    change = await claimed(users)
    raters = [await users.told("Still nobody.", at=LATER, period="2026-Q4") for _ in range(3)]
    await look(users, change, raters[0], seen=True)
    assert (await look(users, change, raters[1], seen=False)).json()["state"] == "claimed"
    assert (await look(users, change, raters[2], seen=False)).json()["state"] == "disputed"


async def test_a_change_that_nobody_claimed_was_missed_and_can_still_be_made(users: Storytelling) -> None:
    change = await promised(users)
    await users.wait("2026-09-30T12:00:00Z")
    assert await state(users, change) == "planned"
    await users.wait("2026-10-01T12:00:00Z")
    await users.wait("2026-10-02T12:00:00Z")
    assert await state(users, change) == "missed"
    evidence = {"evidence": "Late, but done."}
    late = await users.send("provider", f"/changes/{change}/claim", evidence, organisation=PROVIDER, at=LATER)
    assert late.json()["state"] == "claimed"


async def test_the_authority_verifies_on_a_visit_but_not_before_a_claim(users: Storytelling) -> None:
    early = await promised(users)
    assert (await users.send("commissioner", f"/changes/{early}/visit", {"found": True})).status_code == 409
    change = await claimed(users)
    other = await users.send("commissioner", f"/changes/{change}/visit", {"found": True}, organisation=stranger())
    assert other.status_code == 404
    assert (await users.send("commissioner", f"/changes/{change}/visit", {"found": False}, at=NOW)).json()["state"] == (
        "disputed"
    )


async def state(users: Storytelling, change: str) -> str:
    return str((await users.ratings.client().get(f"/ratings/v1/changes/{change}")).json()["state"])
