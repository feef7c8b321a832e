"""Options over HTTP: describe a need, hear which ways are lawful. Nothing is kept."""

from chassis.http import Now, Router
from kernel.clock import day_of
from tendering.options.rules import routes
from tendering.options.schemas import NeedIn, RouteOut, RoutesOut

router = Router(prefix="/options", tags=["options"])


@router.post("", response_model=RoutesOut)
async def find_routes(body: NeedIn, now: Now) -> RoutesOut:
    """The lawful ways to meet a need: in house, by grant, reserved, by competition, directly; each with its reasons."""
    found = routes(body.case.case(day_of(now)), body.answers.answers())
    return RoutesOut(routes=[RouteOut.model_validate(each) for each in found])
