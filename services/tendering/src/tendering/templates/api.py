"""Templates over HTTP: nothing is kept."""

from uuid import UUID

from chassis.http import Now, Router
from kernel.clock import day_of
from kernel.errors import NotFound
from tendering.templates.rules import templates
from tendering.templates.schemas import TemplateOut, TemplatesOut

router = Router(prefix="/templates", tags=["templates"])


@router.get("", response_model=TemplatesOut)
async def list_templates(now: Now) -> TemplatesOut:
    """A template for each lawful way to meet a need, worked through."""
    today = day_of(now)
    return TemplatesOut(templates=[TemplateOut.of(each, today=today) for each in templates(today)])


@router.get("/{route}", response_model=TemplateOut)
async def read_template(route: str, now: Now, supplier_id: UUID | None = None) -> TemplateOut:
    """The template of one way; for a direct award `supplier_id` is who is meant."""
    today = day_of(now)
    for each in templates(today):
        if each.route == route:
            return TemplateOut.of(each, today=today, supplier_id=supplier_id)
    raise NotFound(f"There is no template {route[:50]!r}.")
