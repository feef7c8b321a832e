"""Methods over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Now, Reading, Router, Transaction
from chassis.identity import Actor, Visitor, owner_of, role
from tendering.methods import commands, queries
from tendering.methods.domain import Method
from tendering.methods.rules import weight_checks
from tendering.methods.schemas import MethodIn, MethodOut, WeightChecksOut
from tendering.notices.domain import Notice
from tendering.notices.queries import visible_notice

router = Router(prefix="/notices/{notice_id}/method", tags=["methods"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]


@router.put("", response_model=MethodOut)
async def set_method(
    notice_id: UUID, body: MethodIn, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> MethodOut:
    """Say how the bids for a draft will be judged; from its publication on the method stands still."""
    buyer_id = owner_of(commissioner)
    method = await commands.set_method(tx, buyer_id, notice_id, body.figures(), expected=expected, now=now)
    return shown(method, await visible_notice(tx, buyer_id, notice_id))


@router.get("", response_model=MethodOut)
async def read_method(notice_id: UUID, reading: Reading, visitor: Visitor, now: Now) -> MethodOut:
    """How the bids for a notice are judged, and whether its weights keep to the overlay."""
    notice = await visible_notice(reading, visitor.organisation if visitor else None, notice_id)
    return shown(await queries.method_of(reading, notice, now=now), notice)


def shown(method: Method, notice: Notice) -> MethodOut:
    """The method with what it makes of the notice's weights."""
    checks = WeightChecksOut.model_validate(weight_checks(notice.criteria, method))
    figures = {name: getattr(method, name) for name in MethodOut.model_fields.keys() - {"weight_checks"}}
    return MethodOut(**figures, weight_checks=checks)
