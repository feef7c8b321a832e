"""The catalogue over HTTP."""

from chassis.http import Router
from registry.catalogue.domain import FactName
from registry.catalogue.rules import CATALOGUE
from registry.catalogue.schemas import FactNameOut

router = Router(tags=["evidence"])


@router.get("/fact-names", response_model=list[FactNameOut])
async def list_fact_names() -> list[FactName]:
    """The catalogue: every fact that some rule asks for, its form and its meaning."""
    return list(CATALOGUE.values())
