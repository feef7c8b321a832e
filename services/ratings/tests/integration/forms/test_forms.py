"""The form counts what the API would, tells what is wrong, and loses no answer."""

import re
from collections.abc import AsyncIterator
from html import unescape
from urllib.parse import urlencode

import httpx
import pytest
from services.ratings.tests.builders import NOW
from services.ratings.tests.storytelling import STORY, Storytelling
from sqlalchemy import func, select

from chassis.testing import service_under_test
from ratings.reviews.tables import tallies

pytestmark = pytest.mark.integration
RATE = "/ratings/v1/rate"
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Commonweal-Now": NOW}


@pytest.fixture
async def users() -> AsyncIterator[Storytelling]:
    async with service_under_test("ratings") as service:
        yield await Storytelling(service).begin()


async def send(users: Storytelling, **answers: str) -> httpx.Response:
    """What a browser sends."""
    said = {"credential": users.codes[0], "overall": "2", "recommend": "no", "period": "2026-Q3", "easy": "0"} | answers
    return await users.ratings.client().post(RATE, content=urlencode(said), headers=FORM)


async def ratings_kept(users: Storytelling) -> int:
    async with users.ratings.sessions() as session:
        return await session.scalar(select(func.count()).select_from(tallies)) or 0


async def test_what_is_sent_counts_once_and_its_case_code_is_told(users: Storytelling) -> None:
    done = await send(users, story=STORY, safe="1")
    assert done.status_code == 200, done.text
    [case_code] = re.findall(r'id="case-code">([^<]+)<', done.text)
    assert (await users.follow(case_code))["text"] == STORY
    again = await send(users)
    assert (again.status_code, "used before" in again.text) == (422, True)


async def test_what_is_missing_is_told_beside_the_answers_that_are_there(users: Storytelling) -> None:
    answer = await send(users, overall="", recommend="", story="<b>Bad</b>")
    assert answer.status_code == 422
    assert re.findall(r'<a href="#(\w+)">', answer.text) == ["overall", "recommend"]
    assert "&lt;b&gt;Bad&lt;/b&gt;" in answer.text
    assert await ratings_kept(users) == 0


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"credential": "nonsense"}, "credential"),
        ({"credential": "7H2K-Q0ZD-44MX-91RW-B3VE"}, "credential"),
        ({"overall": "9"}, "overall"),
        ({"recommend": "perhaps"}, "recommend"),
        ({"period": "2026-Q5"}, "period"),
        ({"safe": "7"}, "dimensions"),
        ({"story": "Ring 07700 900123"}, "story"),
        ({"story": "\u202eevil"}, "story"),
    ],
    ids=str,
)
async def test_what_cannot_be_taken_is_said_in_words(users: Storytelling, answers: dict[str, str], field: str) -> None:
    answer = await send(users, **answers)
    assert (answer.status_code, re.findall(r'<a href="#(\w+)">', answer.text)) == (422, [field])
    assert await ratings_kept(users) == 0


BODIES = {
    "nothing": b"",
    "no text": b"\xff\xfe",
    "many fields": b"a=1&" * 100,
    "too large": b"x" * 100_000,
    "half a character": b"story=%ff",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
async def test_no_body_breaks_the_form(users: Storytelling, body: bytes) -> None:
    assert (await users.ratings.client().post(RATE, content=body, headers=FORM)).status_code == 422


async def test_the_easy_form_has_short_sentences_and_a_picture_beside_each_face(users: Storytelling) -> None:
    page = (await users.ratings.client().get(f"{RATE}?easy=true", headers={"Commonweal-Now": NOW})).text
    main = page[page.index("<main") : page.index("</main>")]
    words = unescape(re.sub(r"<[^>]+>", " . ", main))
    longest = max((sentence.split() for sentence in re.split(r"[.?!]", words)), key=len)
    assert len(longest) <= 15, longest
    assert main.count("<svg") == main.count('type="radio"') - 3  # yes, no and don't know are words


async def test_a_browser_is_told_to_keep_nothing_and_to_run_nothing(users: Storytelling) -> None:
    page = await users.ratings.client().get(RATE)
    assert page.headers["cache-control"] == "no-store"
    assert "script-src" not in page.headers["content-security-policy"]
    assert "<script" not in page.text
    assert "set-cookie" not in page.headers


async def test_the_published_rules_have_the_rulebooks_figures(users: Storytelling) -> None:
    page = (await users.ratings.client().get("/ratings/v1/rules", headers={"Commonweal-Now": NOW})).text
    assert "within 3 working days" in page
    assert "30 days and 6 years" in page
    assert "Digital Markets, Competition and Consumers Act 2024" in page
