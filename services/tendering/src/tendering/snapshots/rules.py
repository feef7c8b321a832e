"""What users' ratings count for in a competition: one shrinkage formula, the one that the public sees applied too."""

from collections.abc import Sequence
from fractions import Fraction

from tendering.methods.domain import Figures

LEAST, MOST = 1, 5  # stars
SCALE = 10


def rating_score(stars: Sequence[int], figures: Figures) -> Fraction:
    """(prior mean · strength + sum of stars) ÷ (strength + count), from one to five stars onto 0 to 10.

    Whom nobody has rated scores exactly the prior mean: being new is no merit and no fault (s.12(4)).
    """
    strength = figures.rating_prior_strength
    total = sum(star * count for star, count in enumerate(stars, LEAST))
    adjusted = (Fraction(figures.rating_prior_mean) * strength + total) / (strength + sum(stars))
    return (adjusted - LEAST) / (MOST - LEAST) * SCALE
