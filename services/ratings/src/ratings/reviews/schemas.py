"""How a review looks on the wire."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import Out, Prose, Strict, example
from kernel.stars import LEAST, MOST
from ratings.credentials.schemas import CredentialIn
from ratings.eligibility.schemas import QuarterIn
from ratings.reviews.domain import Dimension, Recommend, Tally

#: One to five stars.
StarsIn = Annotated[int, Field(ge=LEAST, le=MOST)]


class ReviewIn(
    Strict,
    json_schema_extra=example(
        credential="7H2K-Q0ZD-44MX-9TRW-B3VE",
        overall=4,
        recommend="yes",
        period="2027-Q2",
        dimensions={"safe": 5, "on_time": 3},
        story="They came when they said they would, and listened.",
    ),
):
    """What a rater says of a service, in the quarter that their credential is for."""

    credential: CredentialIn
    overall: StarsIn
    recommend: Annotated[Recommend, Field(strict=False)]
    period: QuarterIn
    dimensions: dict[Annotated[Dimension, Field(strict=False)], StarsIn] = Field(default_factory=dict)
    story: Prose | None = None

    def parsed(self) -> Tally:
        return Tally.of(self.overall, self.recommend)


class ReviewOut(Out):
    """It is counted. How many there are now is told only when enough are new."""

    contract_id: UUID
    period: str
    case_code: str | None = None  # of a story; whoever has it can follow, correct and withdraw it
