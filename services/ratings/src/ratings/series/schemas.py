"""How quarters and sums look on the wire."""

from collections.abc import Sequence
from typing import Annotated, Self

from fastapi import Query
from pydantic import Field

from chassis.wire import IdIn, Out, Strict
from ratings.policies.domain import Policy
from ratings.scores.domain import Publication
from ratings.scores.rules.showing import shown
from ratings.scores.rules.statistics import tenth
from ratings.scores.schemas import ScoreToATenth, Told, told
from ratings.series.domain import Cut, Stars


class CutIn(Strict):
    """Which services: of whom, bought by whom, where, called what."""

    organisation: IdIn | None = None
    contract: IdIn | None = None
    buyer: IdIn | None = None
    area: Annotated[str | None, Field(pattern=r"^[A-Z]{3}[A-Z0-9]{0,3}$", examples=["TLE3"])] = None
    service: Annotated[str | None, Field(min_length=2, max_length=100)] = None

    def parsed(self) -> Cut:
        """As the query takes it."""
        return Cut(**dict(self))


CutQuery = Annotated[CutIn, Query()]


class SumOut(Told):
    """What users say of all services in a cut that are told of one by one; `contracts` is how many those may be."""

    contracts: int

    @classmethod
    def of(cls, published: Sequence[Publication], policy: Policy) -> Self:
        """The sum of what may be told."""
        return cls(contracts=len(published), **told(shown(published, policy), policy))


class QuarterOut(Out):
    """One quarter: how many rated, and their score to one decimal, so that few ratings more are not read off it."""

    quarter: str
    contracts: int
    count: int
    score: ScoreToATenth

    @classmethod
    def of(cls, quarter: str, cells: Sequence[Stars], policy: Policy) -> Self:
        """The sum of the services that are told of in that quarter."""
        stars = [sum(each) for each in zip(*cells, strict=True)]
        return cls(quarter=quarter, contracts=len(cells), count=sum(stars), score=tenth(stars, policy.prior))
