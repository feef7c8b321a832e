"""The contracts that a story's sections are about, and the days that pass while they run."""

from datetime import date, datetime, timedelta
from typing import Any

from commonweal.play.ratings import earlier_service
from commonweal.play.telling import Telling, on


def contract_for(telling: Telling, lot: str | None = None, provider: str | None = None) -> dict[str, Any]:
    """The contract of a lot or else any that was signed; in a story without one, an earlier service stands for it."""
    if lot in telling.contracts:
        return telling.contracts[lot]
    if not telling.contracts:
        others = (each.id for each in telling.document.organisations if each.id != telling.document.scenario.authority)
        made = earlier_service(telling, provider or next(others))
        telling.contracts[lot or ""] = made
    return next(iter(telling.contracts.values()))


def present(telling: Telling, *, not_before: date | None = None) -> datetime:
    """The story's time: an hour after what was done last, and after every signature."""
    signed = [datetime.fromisoformat(each["signed_at"]) for each in telling.contracts.values()]
    moments = [*signed, *([telling.clock] if telling.clock else []), *([on(not_before)] if not_before else [])]
    telling.clock = max(moments, default=on(telling.begins)) + timedelta(hours=1)
    return telling.clock
