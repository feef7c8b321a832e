"""What users' ratings count for in a competition: by the formula that the public sees applied, too."""

from collections.abc import Sequence
from fractions import Fraction

from kernel.stars import LEAST, MOST, shrunk
from tendering.methods.domain import Figures

SCALE = 10


def rating_score(stars: Sequence[int], figures: Figures) -> Fraction:
    """Stars, shrunk as the notice's method has it, from one to five onto 0 to 10."""
    adjusted = shrunk(stars, mean=Fraction(figures.rating_prior_mean), strength=figures.rating_prior_strength)
    return (adjusted - LEAST) / (MOST - LEAST) * SCALE
