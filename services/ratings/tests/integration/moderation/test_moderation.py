"""Who may decide what about a story, what the public sees of that, and who looks at it again."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from services.ratings.tests.builders import NOW, PROVIDER
from services.ratings.tests.storytelling import STORY, Storytelling, stranger
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from chassis.testing import service_under_test
from ratings.moderation.tables import appeals

pytestmark = pytest.mark.integration


@pytest.fixture
async def users() -> AsyncIterator[Storytelling]:
    async with service_under_test("ratings") as service:
        yield await Storytelling(service).begin()


async def read(users: Storytelling, part: str, role: str | None = None, at: str = NOW) -> Any:
    client = users.ratings.client(role)
    return (await client.get(f"/ratings/v1/moderation/{part}", headers={"Commonweal-Now": at})).json()


async def test_only_a_moderator_decides_and_only_once(users: Storytelling) -> None:
    case_code = await users.told()
    story = (await users.follow(case_code))["story_id"]
    for role in ("provider", "commissioner", "platform_admin"):
        refused = await users.send(role, f"/stories/{story}/decision", {"outcome": "reject", "reason": "legal"})
        assert refused.status_code == 403
    assert (await users.rule(case_code)).status_code == 200
    assert (await users.rule(case_code, "reject", reason="legal")).status_code == 409


@pytest.mark.parametrize(
    "ruling",
    [
        {"outcome": "reject"},
        {"outcome": "reject", "reason": "criticism"},
        {"outcome": "publish", "reason": "legal"},
        {"outcome": "publish_redacted", "reason": "identifies_person"},
        {"outcome": "return", "reason": "legal", "text": "Other words"},
        {"outcome": "publish_redacted", "reason": "identifies_person", "text": "Ring 07700 900123"},
    ],
    ids=str,
)
async def test_what_is_not_published_as_it_came_has_a_reason_and_criticism_is_none(
    users: Storytelling, ruling: dict[str, str]
) -> None:
    case_code = await users.told()
    assert (await users.rule(case_code, **ruling)).status_code == 422
    assert (await users.follow(case_code))["state"] == "queue"


async def test_the_log_tells_every_decision_and_not_a_word_of_a_story(users: Storytelling) -> None:
    redacted, rejected = await users.told("Mrs Patel never came."), await users.told("Buy my book.")
    await users.rule(redacted, "publish_redacted", reason="identifies_person", text="[A worker] never came.")
    await users.rule(rejected, "reject", reason="commercial")
    log = (await read(users, "log"))["items"]
    assert [(entry["outcome"], entry["reason"]) for entry in log] == [
        ("publish_redacted", "identifies_person"),
        ("reject", "commercial"),
    ]
    assert {entry["contract_id"] for entry in log} == {None}  # so few stories would tell whose it was
    assert "Patel" not in str(log)
    assert "first moderator" not in str(log)


async def test_the_queue_is_urgent_first_and_for_moderators_only(users: Storytelling) -> None:
    grave = await users.told("They assaulted him.")
    plain = await users.told(at="2026-08-18T09:00:00Z")
    queue = (await read(users, "queue", "moderator", at="2026-08-25T09:00:00Z"))["items"]
    assert [(each["text"], each["is_overdue"]) for each in queue] == [(STORY, True), ("They assaulted him.", True)]
    assert {grave, plain} & {str(queue)} == set()
    assert (await users.ratings.client("provider").get("/ratings/v1/moderation/queue")).status_code == 403


async def test_an_appeal_is_decided_by_another_moderator(users: Storytelling) -> None:
    case_code = await users.told()
    await users.rule(case_code, "reject", reason="not_experience")
    appeal = await users.follow(case_code, "appeal", text="I was there.")
    assert appeal["text"] is None
    path = f"/moderation/appeals/{appeal['id']}/decision"
    ruling = {"stands": False, "ruling": {"outcome": "publish"}}
    assert (await users.send("moderator", path, ruling, subject="first moderator")).status_code == 403
    assert (await users.send("moderator", path, ruling, subject="another")).status_code == 200
    assert (await users.follow(case_code))["state"] == "published"
    performance = await read(users, "performance")
    assert (performance["appeals_decided"], performance["overturned_pct"], performance["in_time_pct"]) == (
        *(1, "100.00"),
        "100.00",
    )


async def test_the_database_itself_keeps_the_first_moderator_from_deciding_an_appeal(users: Storytelling) -> None:
    case_code = await users.told()
    await users.rule(case_code, "reject", reason="legal")
    await users.follow(case_code, "appeal", text="Why?")
    async with users.ratings.sessions() as session:
        with pytest.raises(IntegrityError, match="another_moderator"):
            await session.execute(update(appeals).values(decided_by="first moderator"))


async def test_a_provider_can_appeal_and_never_remove(users: Storytelling) -> None:
    story, _ = await users.published()
    appeal = {"text": "This is about another service."}
    assert (
        await users.send("provider", f"/stories/{story}/appeals", appeal, organisation=stranger())
    ).status_code == 404
    lodged = await users.send("provider", f"/stories/{story}/appeals", appeal, organisation=PROVIDER)
    assert lodged.status_code == 201
    assert (await users.send("provider", f"/stories/{story}/appeals", appeal, organisation=PROVIDER)).status_code == 409
    path = f"/moderation/appeals/{lodged.json()['id']}/decision"
    assert (await users.send("moderator", path, {"stands": True}, subject="another")).status_code == 200
    assert (await read(users, "performance"))["overturned_pct"] == "0.00"


async def test_an_appeal_comes_within_its_days(users: Storytelling) -> None:
    case_code = await users.told()
    await users.rule(case_code, "reject", reason="legal")
    late = {"case_code": case_code, "text": "Why?"}
    assert (await users.send(None, "/cases/appeal", late, at="2026-09-16T09:00:00Z")).status_code == 409
    assert (await users.send(None, "/cases/appeal", late, at="2026-09-15T09:00:00Z")).status_code == 201
