"""Strategic suppliers over HTTP: parse, call, answer."""

from chassis.http import Now, Reading, Router
from chassis.wire import DayIn
from kernel.clock import day_of
from transparency.strategic_suppliers.queries import tagged_on
from transparency.strategic_suppliers.schemas import StrategicSuppliersOut

router = Router(tags=["concentration"])


@router.get("/strategic-suppliers", response_model=StrategicSuppliersOut)
async def list_strategic_suppliers(reading: Reading, now: Now, on: DayIn | None = None) -> StrategicSuppliersOut:
    """Groups that public bodies paid more than £100m in the twelve months up to today, or to another day."""
    return StrategicSuppliersOut.of(*await tagged_on(reading, on or day_of(now)))
