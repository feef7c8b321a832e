"""Leaves a service alone that does not answer, and lets one request at a time find out whether it is back."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

FAILURES = 5
REST = 1.0
LONGEST_REST = 15.0


@dataclass
class Breaker:
    """Closed while the service answers. After FAILURES in a row it opens and rests, each time twice as long.

    When it has rested, exactly one request goes through as a probe; what that finds decides. An answer of any status is
    an answer: only what never came counts as a failure. `clock` counts seconds.
    """

    clock: Callable[[], float] = monotonic
    failures: int = 0
    rest: float = REST
    resting_until: float = 0.0
    probing: bool = False

    def admits(self) -> bool:
        """Whether a request may go now. Who is admitted must report `answered`, `failed` or `abandoned`."""
        if self.closed:
            return True
        if self.probing or self.clock() < self.resting_until:
            return False
        self.probing = True
        return True

    def answered(self) -> None:
        """It is there."""
        self.failures, self.rest, self.probing = 0, REST, False

    def failed(self) -> None:
        """It refused the connection, broke off or took too long."""
        self.failures += 1
        if self.failures > FAILURES and self.probing:
            self.rest = min(self.rest * 2, LONGEST_REST)
        self.probing = False
        self.resting_until = self.clock() + self.rest

    def abandoned(self) -> None:
        """The client left before anything was found out; another may probe."""
        self.probing = False

    @property
    def closed(self) -> bool:
        """Whether requests go through as they come."""
        return self.failures < FAILURES

    @property
    def wait(self) -> int:
        """Whole seconds until it is worth trying again."""
        return max(1, round(self.resting_until - self.clock()))
