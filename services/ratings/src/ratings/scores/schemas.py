"""How scores look on the wire."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from types import MappingProxyType
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import Out
from kernel.stars import LEAST, MOST
from ratings.credentials.domain import Level
from ratings.eligibility.domain import Service
from ratings.policies.domain import Policy
from ratings.policies.schemas import Score
from ratings.reviews.domain import Recommend, Tally
from ratings.scores.domain import Cells, Publication
from ratings.scores.rules.showing import Shown, shown
from ratings.scores.rules.statistics import posterior_mean, raw_mean, rounded, tenth

Share = Annotated[str, Field(pattern=r"^[01]\.[0-9]{4}$", examples=["0.9375"])]


class IntervalOut(Out):
    """Holds the true value with a probability of 90 %."""

    low: Score
    high: Score


#: A score to one decimal.
ScoreToATenth = Annotated[str, Field(pattern=r"^[1-5]\.[0-9]$", examples=["4.1"])]


class DimensionOut(Out):
    """What users think of one side of a service, such as whether they felt safe."""

    count: int
    score: ScoreToATenth


class Told(Out):
    """What may be told. While `suppressed`, all of it is null; a null among the counts is hidden, for it is small."""

    suppressed: bool
    count: int | None = None
    score: Score | None = None
    interval: IntervalOut | None = None
    stars: dict[str, int | None] | None = None
    recommend: dict[str, int | None] | None = None
    recommended: IntervalOut | None = None
    levels: dict[str, int | None] | None = None
    policy: str


class SummaryOut(Told):
    """What users say of one contract's service. Nothing is told before the first ten ratings."""

    contract_id: UUID
    provider_ids: list[UUID]
    buyer_id: UUID
    service: str
    published_at: datetime | None
    version: int
    recent_score: Score | None  # old ratings count less
    coverage: Share | None  # of those who used it, the share who were given the means to rate; null if nobody stated it
    selective_invitation: bool | None
    dimensions: dict[str, DimensionOut]  # those that enough have answered

    @classmethod
    def of(
        cls,
        service: Service,
        publication: Publication | None,
        policy: Policy,
        coverage: Fraction | None = None,
        dimensions: Mapping[str, Sequence[int]] = MappingProxyType({}),
    ) -> Self:
        """A service, and what was published of it."""
        seen = shown([publication], policy) if publication else None
        return cls(
            contract_id=service.contract_id,
            provider_ids=list(service.provider_ids),
            buyer_id=service.buyer_id,
            service=service.title,
            published_at=None if publication is None else publication.published_at,
            version=0 if publication is None else publication.version,
            recent_score=str(publication.recent) if publication and seen else None,
            coverage=None if coverage is None else str(rounded(min(coverage, Fraction(1)))),
            selective_invitation=None if coverage is None else coverage < policy.selective_below,
            dimensions={
                name: DimensionOut(count=sum(stars), score=tenth(stars, policy.prior))
                for name, stars in dimensions.items()
                if seen
            },
            **told(seen, policy),
        )


class OrganisationSummaryOut(Told):
    """What users say of all that an organisation provides, as far as it was published contract by contract."""

    organisation_id: UUID
    contracts: int

    @classmethod
    def of(cls, organisation_id: UUID, publications: Sequence[Publication], policy: Policy) -> Self:
        """An organisation, and what was published of its contracts."""
        seen = shown(publications, policy)
        return cls(organisation_id=organisation_id, contracts=len(publications), **told(seen, policy))


class ComparedOut(OrganisationSummaryOut):
    """An organisation among others. Those whose intervals overlap that of the first in a place share it."""

    rank: int | None  # null while suppressed: nothing is told, and nothing held against it


class EvidenceOut(Out):
    """What the ratings of an organisation add up to, for those who must know: with no rating it scores as is usual."""

    organisation_id: UUID
    verified_count: int
    raw_mean: Score | None
    adjusted_mean: Score
    score_0_to_10: Annotated[str, Field(pattern=r"^(10|[0-9])\.[0-9]{4}$", examples=["7.8571"])]
    no_evidence: bool
    policy: str

    @classmethod
    def of(cls, organisation_id: UUID, tally: Tally, policy: Policy) -> Self:
        """An organisation, and all its ratings."""
        adjusted = posterior_mean(tally.stars, policy.prior)
        return cls(
            organisation_id=organisation_id,
            verified_count=tally.count,
            raw_mean=str(rounded(raw_mean(tally))) if tally.count else None,
            adjusted_mean=str(rounded(adjusted)),
            score_0_to_10=str(rounded((adjusted - LEAST) / (MOST - LEAST) * 10)),
            no_evidence=not tally.count,
            policy=policy.version,
        )


def told(seen: Shown | None, policy: Policy) -> dict[str, object]:
    """What is seen, as the fields of `Told`."""
    if seen is None:
        return {"suppressed": True, "policy": policy.version}
    return {
        "suppressed": False,
        "policy": policy.version,
        "levels": _named(list(Level), seen.levels),
        "count": seen.count,
        "score": str(seen.score),
        "interval": {"low": str(seen.interval.low), "high": str(seen.interval.high)},
        "stars": _named([str(star) for star, _ in enumerate(seen.stars, LEAST)], seen.stars),
        "recommend": _named(list(Recommend), seen.recommend),
        "recommended": seen.recommended and {"low": str(seen.recommended.low), "high": str(seen.recommended.high)},
    }


def _named(names: Sequence[str], cells: Cells) -> dict[str, int | None]:
    return dict(zip(map(str, names), cells, strict=True))
