"""How templates look on the wire."""

from datetime import date
from typing import Any, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import Out
from tendering.options.rules import routes
from tendering.options.schemas import NeedIn, RouteOut
from tendering.templates.domain import Template


class TemplateOut(Out):
    """A lawful way: when it is open, a need that leads to it, the reasons and the law, what to do, and its notice.

    `need` is a body for `POST /tendering/v1/options`, which answers `option`; `notice` is one for
    `POST /tendering/v1/notices`, null where nothing is announced here. What stands in `to_fill` only the buyer knows.
    """

    route: str
    when: str
    need: dict[str, Any]
    option: RouteOut
    steps: list[str]
    notice: dict[str, Any] | None = Field(description="A notice that can be drafted and published.")
    to_fill: list[str]

    @classmethod
    def of(cls, template: Template, *, today: date, supplier_id: UUID | None = None) -> Self:
        """The template worked through on this day, its supplier filled in if one is known."""
        need = NeedIn.model_validate(template.need)
        found = routes(need.case.case(today), need.answers.answers())
        notice, to_fill = template.notice, list(template.to_fill)
        if notice is not None and to_fill and supplier_id is not None:
            notice = {**notice, "justification": {**notice["justification"], "supplier_id": str(supplier_id)}}
            to_fill = []
        return cls(
            route=template.route,
            when=template.when,
            need=dict(template.need),
            option=RouteOut.model_validate(next(each for each in found if each.name == template.route)),
            steps=list(template.steps),
            notice=None if notice is None else dict(notice),
            to_fill=to_fill,
        )


class TemplatesOut(Out):
    """Every template, the ways without buying first."""

    templates: list[TemplateOut]
