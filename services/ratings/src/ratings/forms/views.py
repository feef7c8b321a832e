"""Pages of ratings: the form, what comes of it, the published rules. No script, no cookie, nothing from elsewhere."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from pydantic import ValidationError

from chassis.bodies import form_of
from chassis.clock import moment_of
from kernel.clock import day_of
from kernel.errors import DomainError, Unacceptable
from pages import Shelf, private
from ratings.eligibility.domain import Quarter
from ratings.forms.domain import ANSWERS, DIMENSIONS, FACES, PLACES, Fault, answered, missing
from ratings.reviews.api import count_review
from ratings.reviews.schemas import ReviewIn, ReviewOut
from rulebook.rules import rule

HEADERS = private()  # nothing that somebody wrote stays behind on a shared computer
LARGEST, MOST_FIELDS, QUARTERS = 64 * 1024, 20, 5
RULES = (
    *("voice.fake_reviews", "voice.moderation", "voice.safeguarding", "voice.scope", "voice.reply", "voice.change"),
    *("voice.retention", "ratings.suspicion"),
)
shelf = Shelf("ratings.forms")
router = APIRouter(prefix="/ratings/v1", redirect_slashes=False)


@router.get("/rate", response_class=HTMLResponse)
async def show_form(request: Request, easy: bool = False) -> HTMLResponse:
    """The form; `easy` for Easy Read."""
    return form(request, {}, [], easy=easy)


@router.post("/rate", response_class=HTMLResponse)
async def take_form(request: Request) -> HTMLResponse:
    """What a browser sends without a script. Whatever is wrong is told beside the answers, which are not lost."""
    sent = await form_of(request, largest=LARGEST, most_fields=MOST_FIELDS)
    easy = sent.get("easy") == "1"
    if "begin" in sent:  # from the page that reads a QR code: there is nothing yet to judge
        return form(request, {"credential": sent.get("credential", "")}, [], easy=easy)
    faults = missing(sent)
    if not faults:
        try:
            told = await counted(request, ReviewIn.model_validate(answered(sent)))
        except ValidationError as error:
            faults = [Fault(str(each["loc"][0]), sentence_of(str(each["loc"][0]))) for each in error.errors()]
        except Unacceptable as error:
            faults = [Fault(PLACES.get(error.path, "story"), str(error))]
        except DomainError as error:
            faults = [Fault("credential", str(error))]
        else:
            return page("thanks.html", told=told, easy=easy)
    return form(request, sent, faults, easy=easy)


@router.get("/rules", response_class=HTMLResponse)
async def show_rules(request: Request) -> HTMLResponse:
    """How reviews are kept honest, what was weighed, what is kept how long: the figures are the rulebook's own."""
    today = today_of(request)
    return page("rules.html", rules={name: rule(name, on=today) for name in RULES})


async def counted(request: Request, review: ReviewIn) -> ReviewOut:
    """Count it in a transaction of its own, as the API does. Raises DomainError."""
    async with request.app.state.sessions.begin() as session:
        return await count_review(review, session, moment_of(request))


def form(request: Request, sent: Mapping[str, str], faults: list[Fault], *, easy: bool) -> HTMLResponse:
    """The form with what was answered, and what is wrong with it."""
    shown = {
        "sent": sent,
        "faults": faults,
        "easy": easy,
        "faces": list(enumerate(FACES, 1)),
        "dimensions": {name: words[easy] for name, words in DIMENSIONS.items()},
        "answers": ANSWERS,
        "quarters": list(quarters(today_of(request))),
    }
    return page("form.html", 422 if faults else 200, **shown)


def page(template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """The template, filled."""
    return HTMLResponse(shelf.render(template, **context), status, HEADERS)


def quarters(today: date) -> Iterator[tuple[str, str]]:
    """This quarter and those before it, as people read them."""
    first = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    for _ in range(QUARTERS):
        found = Quarter(first.year, first.month // 3 + 1)
        yield str(found), f"{first:%B} to {found.days.last:%B %Y}"
        first = (first - timedelta(days=1)).replace(day=1)
        first = first.replace(month=3 * ((first.month - 1) // 3) + 1)


def today_of(request: Request) -> date:
    """The day it is in the story, or in the United Kingdom."""
    return day_of(moment_of(request))


def sentence_of(field: str) -> str:
    """What to do about an answer that cannot be read."""
    sentences = {
        "credential": "Enter the code as it was given to you: five groups of four letters and digits",
        "story": "Your story has a character that cannot be shown, or is longer than 10,000 characters",
    }
    return sentences.get(field, "Choose one of the answers")
