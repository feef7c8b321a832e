"""Certificates of training hold from the day of their course to the last that they name."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from services.grants.tests.builders import NOW

from grants.trainings.domain import Training
from grants.trainings.rules import is_trained
from kernel.clock import day_of
from kernel.errors import Unacceptable

TODAY = day_of(NOW)
A_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("expires_on", "outcome"), [(TODAY, True), (TODAY + A_DAY, True), (TODAY - A_DAY, False), (None, False)]
)
def test_one_certificate_that_holds_today_is_enough(expires_on: date | None, outcome: bool) -> None:
    held = [a_training(expires_on=expires_on)] if expires_on else []
    old = a_training(expires_on=date(2025, 1, 1), completed_on=date(2024, 1, 1))
    decision = is_trained([old, *held], to="award a grant", now=NOW)
    assert (decision.outcome, decision.blocks) == (outcome, not outcome)


@pytest.mark.parametrize(
    ("changes", "path"),
    [({"completed_on": TODAY + A_DAY}, "/completed_on"), ({"expires_on": date(2025, 1, 1)}, "/expires_on")],
)
def test_a_certificate_that_nobody_could_hold_is_refused(changes: dict[str, date], path: str) -> None:
    with pytest.raises(Unacceptable) as refused:
        a_training(**changes)
    assert refused.value.path == path


def a_training(**changes: date) -> Training:
    days: dict[str, Any] = {"completed_on": date(2026, 3, 1), "expires_on": date(2028, 2, 29)} | changes
    return Training(funder_id=uuid4(), subject="A", course="Grants", recorded_at=NOW, **days)
