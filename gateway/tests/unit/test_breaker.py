"""A service that does not answer is left alone, and asked by one at a time."""

from gateway.breaker import FAILURES, LONGEST_REST, REST, Breaker


class Clock:
    """Stands still until it is moved."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def opened() -> tuple[Breaker, Clock]:
    """A breaker that has just had enough."""
    clock = Clock()
    breaker = Breaker(clock)
    for _ in range(FAILURES):
        assert breaker.admits()
        breaker.failed()
    return breaker, clock


def test_a_few_failures_are_forgiven() -> None:
    breaker = Breaker(Clock())
    for _ in range(FAILURES - 1):
        breaker.failed()
    assert breaker.admits()
    breaker.answered()
    for _ in range(FAILURES - 1):
        breaker.failed()
    assert breaker.admits()


def test_after_too_many_in_a_row_nobody_is_let_through_until_it_has_rested() -> None:
    breaker, clock = opened()
    assert not breaker.admits()
    assert breaker.wait == REST
    clock.now += REST
    assert breaker.admits()


def test_only_one_finds_out_whether_the_service_is_back() -> None:
    breaker, clock = opened()
    clock.now += REST
    assert [breaker.admits() for _ in range(10)] == [True] + [False] * 9
    breaker.answered()
    assert all(breaker.admits() for _ in range(10))


def test_a_probe_that_fails_makes_the_next_rest_longer_but_not_endless() -> None:
    breaker, clock = opened()
    rests = []
    for _ in range(6):
        clock.now += LONGEST_REST
        assert breaker.admits()
        breaker.failed()
        rests.append(breaker.rest)
    assert rests == [2, 4, 8, 15, 15, 15]


def test_a_probe_whose_client_left_lets_another_try() -> None:
    breaker, clock = opened()
    clock.now += REST
    assert breaker.admits()
    breaker.abandoned()
    assert breaker.admits()
