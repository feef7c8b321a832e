"""The contracts that a story's sections are about, and the days that pass while they run."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from commonweal.play.ratings import earlier_service
from commonweal.play.telling import Telling, on


def contract_for(
    telling: Telling, lot: str | None = None, provider: str | None = None, *, but: Collection[str] = ()
) -> dict[str, Any]:
    """The contract of a lot or else any that was signed, but not one of those.

    Where there is none, a service that the provider ran before stands for it.
    """
    free = {name: each for name, each in telling.contracts.items() if each["id"] not in but}
    if lot in free:
        return free[lot]
    if not free:
        others = (each.id for each in telling.document.organisations if each.id != telling.document.scenario.authority)
        name = f"an earlier service {len(telling.contracts)}"
        free[name] = telling.contracts[name] = earlier_service(telling, provider or next(others))
    return next(iter(free.values()))


def present(telling: Telling, *, not_before: date | None = None) -> datetime:
    """The story's time: an hour after what was done last, and after every signature."""
    signed = [datetime.fromisoformat(each["signed_at"]) for each in telling.contracts.values()]
    moments = [*signed, *([telling.clock] if telling.clock else []), *([on(not_before)] if not_before else [])]
    telling.clock = max(moments, default=on(telling.begins)) + timedelta(hours=1)
    return telling.clock
