"""The words for legal forms over HTTP."""

from typing import Annotated

from fastapi import Query

from chassis.http import Listing, Router
from chassis.wire import DayIn
from registry.particulars.rules.legal_forms import FORMS, Form, forms_on
from registry.particulars.schemas import FormOut

router = Router(prefix="/legal-forms", tags=["organisations"])


@router.get("", response_model=Listing[FormOut])
async def list_legal_forms(on: Annotated[DayIn | None, Query()] = None) -> Listing[Form]:
    """Every legal form that the register knows, or those that a body could take on a day. Other codes are kept, too."""
    return Listing(items=list(FORMS if on is None else forms_on(on)))
