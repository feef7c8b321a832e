"""The page on which an invitation becomes a credential: by a script that blinds, or as a code without one."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse

from chassis.bodies import form_of
from chassis.clock import moment_of
from kernel.clock import day_of
from kernel.errors import DomainError
from pages import Shelf, private
from ratings.issuance.commands import exchange_for_code
from rulebook.rules import rule

HEADERS = private(scripts=True)  # a credential stays behind on no shared computer
SCRIPT = Path(__file__).parent / "templates/credential.js"
LARGEST, MOST_FIELDS = 1024, 4
shelf = Shelf("ratings.issuance")
router = APIRouter(prefix="/ratings/v1", redirect_slashes=False)


@router.get("/credential", response_class=HTMLResponse)
async def show_invitation_form(request: Request) -> HTMLResponse:
    """Where an invitation is entered."""
    return form(request)


@router.get("/credential.js")
async def read_script() -> Response:
    """What runs on the rater's own machine; compare it with the one in the repository."""
    headers = {"Cache-Control": "no-cache"}
    return Response(SCRIPT.read_bytes(), media_type="text/javascript", headers=headers)


async def invitation_sent(request: Request) -> str:
    """The one field of the form."""
    return (await form_of(request, largest=LARGEST, most_fields=MOST_FIELDS)).get("invitation", "")


@router.post("/credential", response_class=HTMLResponse)
async def take_invitation(request: Request, invitation: Annotated[str, Depends(invitation_sent)]) -> HTMLResponse:
    """A one-time code for an invitation, without a script."""
    try:
        async with request.app.state.sessions.begin() as session:
            return page(code=await exchange_for_code(session, invitation, now=moment_of(request)))
    except (DomainError, ValueError) as error:
        said = str(error) if isinstance(error, DomainError) else "Enter the invitation as it was sent to you"
        return form(request, invitation, fault=said)


def form(request: Request, invitation: str = "", *, fault: str = "") -> HTMLResponse:
    """The form, with what was entered and what is wrong with it."""
    policy = rule("ratings.credentials", on=day_of(moment_of(request)))
    delay = f"{policy.number('delay_hours_minimum')}-{policy.number('delay_hours_maximum')}"
    return page(invitation=invitation[:40], fault=fault, delay=delay, status=422 if fault else 200)


def page(*, status: int = 200, code: str = "", **context: str) -> HTMLResponse:
    """The page."""
    shown = {"invitation": "", "fault": "", "delay": ""} | context
    return HTMLResponse(shelf.render("credential.html", code=code, **shown), status, HEADERS)
