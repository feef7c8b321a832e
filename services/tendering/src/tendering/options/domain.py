"""What a buyer knows of its need, and a way to meet it. Pure: no database, no clock, no wire."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What the buyer knows. None is "not known", and never taken for a no that opens a shorter way."""

    can_deliver_itself: bool | None = None
    supports_without_buying: bool | None = None  # it wants to support an activity, not to buy a service
    user_chooses: bool | None = None
    only_one_supplier: bool | None = None
    extreme_urgency: bool | None = None
    mutual_intended: bool | None = None
    supported_employment_intended: bool | None = None
    local_or_vcse_intended: bool | None = None
    is_health_care: bool | None = None
    patients_choose: bool | None = None
    existing_provider_satisfies: bool | None = None
    change_is_considerable: bool | None = None
    most_suitable_provider_known: bool | None = None


@dataclass(frozen=True)
class Route:
    """A lawful way, why it is open to this case, and the law that opens it."""

    name: str
    reasons: tuple[str, ...]
    basis: str
