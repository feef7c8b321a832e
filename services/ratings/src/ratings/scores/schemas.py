"""How scores look on the wire."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import Out
from ratings.eligibility.domain import Service
from ratings.reviews.domain import LEAST, MOST, Recommend, Tally
from ratings.scores.domain import POLICY, Publication
from ratings.scores.rules import Cells, Shown, posterior_mean, raw_mean, rounded, shown

Score = Annotated[str, Field(pattern=r"^[0-5]\.[0-9]{4}$", examples=["4.1429"])]


class IntervalOut(Out):
    """Holds the true value with a probability of 90 %."""

    low: Score
    high: Score


class Told(Out):
    """What may be told. While `suppressed`, all of it is null; a null among the counts is hidden, for it is small."""

    suppressed: bool
    count: int | None = None
    score: Score | None = None
    interval: IntervalOut | None = None
    stars: dict[str, int | None] | None = None
    recommend: dict[str, int | None] | None = None
    recommended: IntervalOut | None = None
    policy: str = POLICY.version


class SummaryOut(Told):
    """What users say of one contract's service. Nothing is told before the first ten ratings."""

    contract_id: UUID
    provider_ids: list[UUID]
    buyer_id: UUID
    service: str
    published_at: datetime | None
    version: int

    @classmethod
    def of(cls, service: Service, publication: Publication | None) -> Self:
        """A service, and what was published of it."""
        return cls(
            contract_id=service.contract_id,
            provider_ids=list(service.provider_ids),
            buyer_id=service.buyer_id,
            service=service.title,
            published_at=None if publication is None else publication.published_at,
            version=0 if publication is None else publication.version,
            **told(shown([publication.tally], POLICY) if publication else None),
        )


class OrganisationSummaryOut(Told):
    """What users say of all that an organisation provides, as far as it was published contract by contract."""

    organisation_id: UUID
    contracts: int

    @classmethod
    def of(cls, organisation_id: UUID, publications: Sequence[Publication]) -> Self:
        """An organisation, and what was published of its contracts."""
        seen = shown([it.tally for it in publications], POLICY)
        return cls(organisation_id=organisation_id, contracts=len(publications), **told(seen))


class EvidenceOut(Out):
    """What the ratings of an organisation add up to, for those who must know: with no rating it scores as is usual."""

    organisation_id: UUID
    verified_count: int
    raw_mean: Score | None
    adjusted_mean: Score
    score_0_to_10: Annotated[str, Field(pattern=r"^(10|[0-9])\.[0-9]{4}$", examples=["7.8571"])]
    no_evidence: bool
    policy: str = POLICY.version

    @classmethod
    def of(cls, organisation_id: UUID, tally: Tally) -> Self:
        """An organisation, and all its ratings."""
        adjusted = posterior_mean(tally.stars, POLICY.prior)
        return cls(
            organisation_id=organisation_id,
            verified_count=tally.count,
            raw_mean=str(rounded(raw_mean(tally))) if tally.count else None,
            adjusted_mean=str(rounded(adjusted)),
            score_0_to_10=str(rounded((adjusted - LEAST) / (MOST - LEAST) * 10)),
            no_evidence=not tally.count,
        )


class PolicyOut(Out):
    """How ratings are weighed and shown: figures that the platform chose (PROFILE), none of them law."""

    version: str
    prior_mean: Score
    prior_strength: int
    public_minimum: int
    cell_minimum: int
    hidden_minimum: int
    republication_step: int

    @classmethod
    def current(cls) -> Self:
        """The policy in force."""
        return cls(
            version=POLICY.version,
            prior_mean=str(rounded(posterior_mean(Tally().stars, POLICY.prior))),
            prior_strength=POLICY.prior.strength,
            public_minimum=POLICY.public_minimum,
            cell_minimum=POLICY.cell_minimum,
            hidden_minimum=POLICY.hidden_minimum,
            republication_step=POLICY.step,
        )


def told(seen: Shown | None) -> dict[str, object]:
    """What is seen, as the fields of `Told`."""
    if seen is None:
        return {"suppressed": True}
    return {
        "suppressed": False,
        "count": seen.count,
        "score": str(seen.score),
        "interval": {"low": str(seen.interval.low), "high": str(seen.interval.high)},
        "stars": _named([str(star) for star, _ in enumerate(seen.stars, LEAST)], seen.stars),
        "recommend": _named(list(Recommend), seen.recommend),
        "recommended": seen.recommended and {"low": str(seen.recommended.low), "high": str(seen.recommended.high)},
    }


def _named(names: Sequence[str], cells: Cells) -> dict[str, int | None]:
    return dict(zip(map(str, names), cells, strict=True))
