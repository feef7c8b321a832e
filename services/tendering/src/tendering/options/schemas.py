"""How the questions and the ways look on the wire."""

from chassis.wire import Out, Strict, example
from tendering.obligations.schemas import CaseIn
from tendering.options.domain import Answers


class AnswersIn(Strict):
    """What the buyer knows; what is left out or null is not known."""

    can_deliver_itself: bool | None = None
    supports_without_buying: bool | None = None
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

    def answers(self) -> Answers:
        """In the words of the domain."""
        return Answers(**dict(self))


class NeedIn(
    Strict,
    json_schema_extra=example(
        case={"regime": "light_touch", "value": {"amount": "900000.00", "currency": "GBP"}},
        answers={"user_chooses": True},
    ),
):
    """A need: the procurement it may become, and what is known of who could meet it."""

    case: CaseIn
    answers: AnswersIn


class RouteOut(Out):
    """A lawful way, why it is open, and the law that opens it."""

    name: str
    reasons: list[str]
    basis: str


class RoutesOut(Out):
    """Every way that the answers leave open, the most particular first."""

    routes: list[RouteOut]
