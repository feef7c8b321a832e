"""How a review looks on the wire."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import Out, Strict, example
from ratings.credentials.schemas import CredentialIn
from ratings.eligibility.schemas import QuarterIn
from ratings.reviews.domain import LEAST, MOST, Recommend, Tally


class ReviewIn(
    Strict,
    json_schema_extra=example(credential="7H2K-Q0ZD-44MX-9TRW-B3VE", overall=4, recommend="yes", period="2027-Q2"),
):
    """What a rater says of a service, in the quarter that their credential is for."""

    credential: CredentialIn
    overall: Annotated[int, Field(ge=LEAST, le=MOST)]
    recommend: Annotated[Recommend, Field(strict=False)]
    period: QuarterIn

    def parsed(self) -> Tally:
        return Tally.of(self.overall, self.recommend)


class ReviewOut(Out):
    """It is counted. How many there are now is told only when enough are new."""

    contract_id: UUID
    period: str
