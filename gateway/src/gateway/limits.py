"""How often one caller may ask. Counted in this process: n gateways allow n times as much, and share nothing."""

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from time import time

from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

#: A household or an office asks from one of these; so does a scraper that turns through the addresses it rents.
PREFIX = {4: 24, 6: 48}


@dataclass(frozen=True)
class Quota:
    """`amount` requests in each window of `window` seconds, under a name that `RateLimit-Policy` shows."""

    name: str
    amount: int
    window: int


@dataclass(frozen=True)
class Standing:
    """Where a caller stands with its quota after this request. `reset` is in seconds from now."""

    quota: Quota
    allowed: bool
    remaining: int
    reset: int

    def headers(self) -> list[tuple[bytes, bytes]]:
        """`RateLimit`, `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers), `Retry-After` if it was too much."""
        quota = self.quota
        shown = [
            (b"ratelimit-policy", f'"{quota.name}";q={quota.amount};w={quota.window}'.encode()),
            (b"ratelimit", f'"{quota.name}";r={self.remaining};t={self.reset}'.encode()),
        ]
        return shown if self.allowed else [*shown, (b"retry-after", str(self.reset).encode())]


class Limiter:
    """Counts requests by who asks, never by what they ask for: no spelling of a path opens a second quota."""

    def __init__(self) -> None:
        self.windows = FixedWindowRateLimiter(MemoryStorage())

    def count(self, who: str, quota: Quota, cost: int = 1) -> Standing:
        """Count a request of `who`; a dear one may cost more than one."""
        item = RateLimitItemPerSecond(quota.amount, quota.window, namespace=quota.name)
        allowed = self.windows.hit(item, who, cost=cost)
        stats = self.windows.get_window_stats(item, who)
        return Standing(quota, allowed, stats.remaining, max(1, ceil(stats.reset_time - time())))


def neighbourhood(address: str) -> str:
    """The network that an anonymous caller's address counts for. What is no address (a socket file) counts as one."""
    try:
        ip = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return str(ip_network((ip, PREFIX[ip.version]), strict=False))
