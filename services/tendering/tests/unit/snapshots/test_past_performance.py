"""What a frozen track record scores: within the scale, never more for less, and no evidence is a state of its own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from kernel.money import Money
from tendering.criteria.domain import SCALE
from tendering.methods.domain import Figures, usual_figures
from tendering.snapshots.rules import past_performance_score
from tendering.track_records.domain import Assessed, Evidence, Rating
from tendering.track_records.rules import record_of
from tendering.track_records.schemas import TrackRecordOut

DEADLINE = date(2026, 9, 28)
BIDDER = UUID(int=1)
FIGURES = Figures(**usual_figures(DEADLINE))
RATED = [each for each in Rating if each is not Rating.OTHER]


def assessed(ratings: Sequence[Rating], days: int, pence: int = 10_000_000) -> Assessed:
    """So many days before the deadline; after it where they are below nought."""
    on = DEADLINE - timedelta(days=days)
    return Assessed(
        contract_id=UUID(int=2),
        buyer_id=UUID(int=3),
        value=Money(pence),
        last=on,
        assessed_on=on,
        ratings=list(ratings),
    )


def pasts(ratings: Sequence[Rating]) -> st.SearchStrategy[list[Assessed]]:
    rated = st.lists(st.sampled_from(ratings), min_size=1, max_size=4)
    return st.lists(st.builds(assessed, rated, st.integers(0, 900), st.integers(1, 10**11)), min_size=1, max_size=5)


@given(pasts(list(Rating)))
def test_every_record_scores_within_the_scale_and_the_best_one_all_of_it(past: list[Assessed]) -> None:
    assert 0 <= past_performance_score(record_of(BIDDER, past, DEADLINE), FIGURES) <= SCALE
    best = [replace(each, ratings=[Rating.GOOD]) for each in past]
    assert past_performance_score(record_of(BIDDER, best, DEADLINE), FIGURES) == SCALE


@given(pasts([Rating.OTHER]), st.decimals("1.01", "4.99", places=2))
def test_no_evidence_scores_what_the_notice_presumes_never_nought_and_never_full_marks(
    unrated: list[Assessed], presumed: Decimal
) -> None:
    figures = Figures(**usual_figures(DEADLINE) | {"rating_prior_mean": presumed})
    for past in ([], unrated):
        record = record_of(BIDDER, past, DEADLINE)
        assert record.evidence is Evidence.NONE
        assert 0 < past_performance_score(record, figures) == (Fraction(presumed) - 1) / 4 * SCALE < SCALE


@given(pasts(RATED), st.lists(st.integers(-900, -1), min_size=1, max_size=3))
def test_what_comes_after_the_deadline_changes_nothing(past: list[Assessed], late: list[int]) -> None:
    later = [assessed([Rating.INADEQUATE], days) for days in late]
    assert record_of(BIDDER, past + later, DEADLINE) == record_of(BIDDER, past, DEADLINE)


@given(pasts(list(Rating)), st.integers(0, 4))
def test_a_record_is_counted_again_from_what_was_sent_and_its_digest_tells_an_altered_one(
    past: list[Assessed], place: int
) -> None:
    record = record_of(BIDDER, past, DEADLINE)
    sent = TrackRecordOut.model_validate_json(TrackRecordOut.model_validate(record).model_dump_json())
    assert sent.counted_again() == record
    assert sent.digest == sent.counted_again().digest
    altered = sent.assessments[place % len(past)]
    altered.ratings.append(Rating.GOOD)
    assert sent.counted_again().digest != sent.digest
