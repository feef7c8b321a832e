"""What the past counts for in a competition: ratings and assessments, by the formulas that the public sees applied."""

from collections.abc import Sequence
from fractions import Fraction

from kernel.stars import LEAST, MOST, shrunk
from tendering.criteria.domain import SCALE
from tendering.methods.domain import Figures
from tendering.track_records.domain import TrackRecord

FULL_MARKS = 100  # of a track record


def rating_score(stars: Sequence[int], figures: Figures) -> Fraction:
    """Stars, shrunk as the notice's method has it, from one to five onto 0 to 10."""
    adjusted = shrunk(stars, mean=Fraction(figures.rating_prior_mean), strength=figures.rating_prior_strength)
    return (adjusted - LEAST) / (MOST - LEAST) * SCALE


def past_performance_score(record: TrackRecord, figures: Figures) -> Fraction:
    """A track record of 0 to 100 onto 0 to 10. No evidence scores the mean that the notice presumes: never nought, and
    never full marks (rulebook row 15; s.12(4)).
    """
    if record.score is None:
        return rating_score((), figures)
    return Fraction(record.score) * SCALE / FULL_MARKS
