"""What a contract is measured by, as OCDS metrics."""

from collections.abc import Sequence

from events.tendering import IndicatorAgreed
from transparency.releases.schemas.words import Json, number_of

WORDS = {"higher_is_better": "Higher is better.", "lower_is_better": "Lower is better."}


def agreed_metrics(indicators: Sequence[IndicatorAgreed]) -> list[Json]:
    """The indicators with their targets, as `agreedMetrics` of a contract."""
    return [metric(each, [observation(f"{each.indicator_id}-target", each, each.target)]) for each in indicators]


def metric(indicator: IndicatorAgreed, observations: list[Json]) -> Json:
    """An indicator under its own id."""
    return {
        "id": str(indicator.indicator_id),
        "title": indicator.title,
        "description": f"{indicator.reference}. {WORDS[indicator.direction]}",
        "observations": observations,
    }


def observation(name: str, indicator: IndicatorAgreed, measure: str) -> Json:
    """A figure in the indicator's unit."""
    return {"id": name, "measure": number_of(measure), "unit": {"name": indicator.unit}}
