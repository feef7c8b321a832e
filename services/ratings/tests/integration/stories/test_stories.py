"""A story is told beside the stars, followed by a case code, and erased everywhere when its author says so."""

from collections.abc import AsyncIterator, Sequence

import pytest
from services.ratings.tests.builders import NOW
from services.ratings.tests.storytelling import STORY, Storytelling, strange_case
from sqlalchemy import func, select

from chassis.ledger import ORIGIN, chain, ledger
from chassis.testing import service_under_test
from events.ratings import StoryPublished, StoryWithdrawn
from ratings.reviews.tables import dimension_tallies, tallies
from ratings.stories.tables import KEYS

pytestmark = pytest.mark.integration


@pytest.fixture
async def users() -> AsyncIterator[Storytelling]:
    async with service_under_test("ratings") as service:
        yield await Storytelling(service).begin()


async def test_a_story_waits_for_a_moderator_and_only_its_author_can_follow_it(users: Storytelling) -> None:
    case_code = await users.told()
    case = await users.follow(case_code.lower())
    assert (case["state"], case["text"], case["due_on"]) == ("queue", STORY, "2026-08-20")
    assert (await users.send(None, "/cases/follow", {"case_code": strange_case()})).status_code == 404
    assert await users.ratings.emitted() == []


async def test_stars_without_a_story_leave_no_row_and_no_case_code(users: Storytelling) -> None:
    answer = await users.review(None, dimensions={"safe": 1, "on_time": 5})
    assert answer.json()["case_code"] is None
    async with users.ratings.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(KEYS.table)) == 0
        counted = (await session.execute(select(dimension_tallies))).mappings().all()
    assert {(row["dimension"], row["stars_1"], row["stars_5"]) for row in counted} == {
        ("safe", 1, 0),
        ("on_time", 0, 1),
    }


@pytest.mark.parametrize(
    "story",
    ["Ring me: 07700 900123", "I am AB 12 34 56 C", "NHS 943 476 5919", "a@b.example", "I live at NB1 4QP"],
)
async def test_what_is_one_persons_own_is_refused_before_anything_is_kept(users: Storytelling, story: str) -> None:
    code = users.codes[-1]
    refused = await users.review(story)
    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "/story")
    async with users.ratings.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(tallies)) == 0
    assert (await users.review(STORY, credential=code)).status_code == 201  # the code is unspent


async def test_what_may_be_serious_is_held_and_only_the_buyer_is_told(users: Storytelling) -> None:
    case_code = await users.told("He hit me.")
    assert (await users.follow(case_code))["state"] == "held_serious"
    assert (await users.rule(case_code, "safeguard")).status_code == 200
    assert (await users.follow(case_code))["state"] == "safeguarding"
    told = {event.type: event.audience for event in await users.ratings.emitted()}
    assert told["ratings.story.serious_matter_routed.v1"] == "parties"


async def test_no_word_of_a_story_is_kept_in_clear(users: Storytelling) -> None:
    await users.published()
    kept = await users.everything_kept()
    assert "ratings.story.published" in kept
    assert "door at night" not in kept


async def test_a_withdrawn_story_can_be_read_nowhere_and_every_chain_is_whole(users: Storytelling) -> None:
    story, case_code = await users.published()
    async with users.ratings.sessions() as session:
        before = (await session.scalars(select(ledger.c.body).order_by(ledger.c.seq))).all()
    [published] = [it for it in await users.ratings.emitted() if isinstance(it, StoryPublished)]
    gone = await users.follow(case_code, "withdraw")
    assert (gone["state"], gone["text"]) == ("withdrawn", None)
    async with users.ratings.sessions() as session:
        after = (await session.scalars(select(ledger.c.body).order_by(ledger.c.seq))).all()
        assert await KEYS.reveal(session, [(published.story.story_id, published.story.text)]) == [None]
    assert after[: len(before)] == before
    assert sealed(after[: len(before)]) == sealed(before)
    assert isinstance((await users.ratings.emitted())[-1], StoryWithdrawn)
    assert (await users.ratings.client().get(f"/ratings/v1/stories/{story}")).status_code == 404
    again = await users.send(None, "/cases/withdraw", {"case_code": case_code})
    assert again.status_code == 409


def sealed(bodies: Sequence[bytes]) -> bytes:
    """What seals so many bodies, one upon the other."""
    seal = ORIGIN
    for position, body in enumerate(bodies, 1):
        seal = chain(seal, position, body)
    return seal


async def test_a_corrected_story_is_not_shown_until_a_moderator_has_read_it(users: Storytelling) -> None:
    _, case_code = await users.published()
    corrected = await users.follow(case_code, "correct", story="Nobody answered the door twice in June.")
    assert (corrected["state"], corrected["published_on"]) == ("queue", None)
    assert (await users.rule(case_code)).status_code == 200


async def test_words_are_kept_no_longer_than_they_may_be(users: Storytelling) -> None:
    old, shown = await users.told(), (await users.published("They were late."))[1]
    assert (await users.rule(old, "reject", reason="commercial")).status_code == 200
    await users.wait("2026-10-15T09:00:00Z")  # 30 days after 15 September, the last day for an appeal
    assert (await users.follow(old))["text"] == STORY
    await users.wait("2026-10-16T09:00:00Z")
    assert (await users.follow(old))["text"] is None
    assert (await users.follow(shown))["text"] == "They were late."
    await users.wait("2032-08-19T09:00:00Z")
    case = await users.follow(shown)
    assert case["text"] is None
    assert (await users.ratings.client().get(f"/ratings/v1/stories/{case['story_id']}")).status_code == 404


async def test_a_story_of_long_ago_is_out_of_scope(users: Storytelling) -> None:
    late = await users.review(STORY, at="2029-10-02T09:00:00Z")
    assert (late.status_code, late.json()["errors"][0]["path"]) == (422, "/period")
    assert (await users.review(STORY, at=NOW)).status_code == 201
