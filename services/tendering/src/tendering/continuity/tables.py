"""How a continuity plan is kept."""

import json

from sqlalchemy import String, TypeDecorator
from sqlalchemy.engine import Dialect

from tendering.continuity.domain import ContinuityPlan


class Plan(TypeDecorator[ContinuityPlan]):
    """A plan as JSON. Text that is none was written when a plan was prose: it says who goes on serving."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: ContinuityPlan | None, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(vars(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> ContinuityPlan | None:
        if value is None:
            return None
        return ContinuityPlan(**json.loads(value)) if value.startswith("{") else ContinuityPlan(service=value)
