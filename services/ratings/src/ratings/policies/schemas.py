"""How the figures look on the wire."""

from typing import Annotated, Self

from pydantic import Field

from chassis.wire import DecimalIn, Out, Strict, example, places
from kernel.stars import LEAST, MOST
from ratings.policies.domain import Policy

Score = Annotated[str, Field(pattern=r"^[0-5]\.[0-9]{4}$", examples=["4.1429"])]


class PolicyIn(
    Strict,
    json_schema_extra=example(prior_mean=3.7, prior_strength=20, public_minimum=10, cell_minimum=5, hidden_minimum=10),
):
    """Figures in place of the rulebook's; those that are left out are the rulebook's again."""

    prior_mean: Annotated[DecimalIn, Field(ge=LEAST, le=MOST), places(4)] | None = None
    prior_strength: Annotated[int, Field(ge=1, le=10_000)] | None = None
    public_minimum: Annotated[int, Field(ge=1, le=10_000)] | None = None
    cell_minimum: Annotated[int, Field(ge=1, le=10_000)] | None = None
    hidden_minimum: Annotated[int, Field(ge=1, le=10_000)] | None = None


class PolicyOut(Out):
    """How ratings are weighed and shown: figures that the platform chose (PROFILE), none of them law."""

    version: str
    prior_mean: Score
    prior_strength: int
    public_minimum: int
    cell_minimum: int
    hidden_minimum: int
    republication_step: int
    half_life_days: int

    @classmethod
    def of(cls, policy: Policy) -> Self:
        """The policy in force."""
        return cls(
            version=policy.version,
            prior_mean=f"{float(policy.prior.mean):.4f}",
            prior_strength=policy.prior.strength,
            public_minimum=policy.public_minimum,
            cell_minimum=policy.cell_minimum,
            hidden_minimum=policy.hidden_minimum,
            republication_step=policy.step,
            half_life_days=policy.half_life.days,
        )
