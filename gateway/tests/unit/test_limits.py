"""Everybody has a share, and nobody a second one."""

from ipaddress import ip_network

import pytest

from gateway.limits import Limiter, Quota, Standing, caller_of, neighbourhood

QUOTA = Quota("client", 3)


class Clock:
    """Stands still until it is moved."""

    now = 6000.5

    def __call__(self) -> float:
        return self.now


def a_limiter() -> Limiter:
    return Limiter(60, Clock())


def test_the_request_beyond_the_quota_is_too_much_and_says_when_to_come_again() -> None:
    limiter = a_limiter()
    seen = [limiter.count("council", QUOTA) for _ in range(4)]
    assert [standing.allowed for standing in seen] == [True, True, True, False]
    assert [standing.remaining for standing in seen] == [2, 1, 0, 0]
    headers = dict(seen[3].headers())
    assert headers[b"ratelimit-policy"] == b'"client";q=3;w=60'
    assert headers[b"ratelimit"] == b'"client";r=0;t=60'
    assert headers[b"retry-after"] == b"60"


def test_a_request_within_the_quota_is_not_told_to_come_again() -> None:
    assert b"retry-after" not in dict(a_limiter().count("council", QUOTA).headers())


def test_one_callers_requests_are_not_counted_for_another() -> None:
    limiter = a_limiter()
    for _ in range(4):
        limiter.count("council", QUOTA)
    assert limiter.count("charity", QUOTA).allowed
    assert limiter.count("council", Quota("anonymous", 3)).allowed


def test_with_a_new_window_everybody_begins_anew() -> None:
    clock = Clock()
    limiter = Limiter(60, clock)
    for _ in range(4):
        limiter.count("council", QUOTA)
    clock.now = 6059.9
    assert not limiter.count("council", QUOTA).allowed
    clock.now = 6060.0
    assert limiter.count("council", QUOTA) == Standing(QUOTA, 60, True, 2, 60)


def test_a_dear_request_costs_more() -> None:
    assert a_limiter().count("council", QUOTA, cost=2).remaining == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.254", True),
        ("192.0.2.1", "192.0.3.1", False),
        ("2001:db8:1:1::1", "2001:db8:1:ffff::2", True),
        ("2001:db8:1::1", "2001:db8:2::1", False),
        ("::ffff:192.0.2.1", "192.0.2.9", True),
        ("", "a socket", True),
    ],
)
def test_neighbours_share_a_quota(one: str, other: str, same: bool) -> None:
    assert (neighbourhood(one) == neighbourhood(other)) is same


@pytest.mark.parametrize(
    ("peer", "forwarded", "caller"),
    [
        ("192.0.2.7", [], "192.0.2.7"),
        ("192.0.2.7", ["198.51.100.1"], "192.0.2.7"),
        ("10.0.0.5", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.5", ["203.0.113.9, 198.51.100.1", "10.0.0.4"], "198.51.100.1"),
        ("10.0.0.5", ["203.0.113.9, nonsense"], "nonsense"),
        ("10.0.0.5", ["10.0.0.9"], "10.0.0.5"),
        ("10.0.0.5", [], "10.0.0.5"),
    ],
)
def test_who_asks_is_the_last_that_no_proxy_of_ours_vouches_for(peer: str, forwarded: list[str], caller: str) -> None:
    assert caller_of(peer, forwarded, [ip_network("10.0.0.0/8")]) == caller
