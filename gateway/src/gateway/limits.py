"""How often one caller may ask. Counted in this process: n gateways allow n times as much, and share nothing."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from time import time

from pydantic import IPvAnyNetwork

#: A household or an office asks from one of these; so does a scraper that turns through the addresses it rents.
PREFIX = {4: 24, 6: 48}


@dataclass(frozen=True)
class Quota:
    """How many requests a window holds, under a name that `RateLimit-Policy` shows."""

    name: str
    amount: int


@dataclass(frozen=True)
class Standing:
    """Where a caller stands with its quota after this request. `window` and `reset` (from now) are in seconds."""

    quota: Quota
    window: int
    allowed: bool
    remaining: int
    reset: int

    def headers(self) -> list[tuple[bytes, bytes]]:
        """`RateLimit`, `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers), `Retry-After` if it was too much."""
        quota = self.quota
        shown = [
            (b"ratelimit-policy", f'"{quota.name}";q={quota.amount};w={self.window}'.encode()),
            (b"ratelimit", f'"{quota.name}";r={self.remaining};t={self.reset}'.encode()),
        ]
        return shown if self.allowed else [*shown, (b"retry-after", str(self.reset).encode())]


class Limiter:
    """Counts requests by who asks, never by what they ask for: no spelling of a path opens a second quota.

    Windows begin at multiples of their length, the same for everybody; with each, all counts begin anew. So nothing
    needs to be swept, and memory holds only those who asked within the last window.
    """

    def __init__(self, window: int, clock: Callable[[], float] = time) -> None:
        self.window, self.clock = window, clock
        self.current = 0
        self.counts: dict[tuple[str, str], int] = {}

    def count(self, who: str, quota: Quota, cost: int = 1) -> Standing:
        """Count a request of `who`; a dear one may cost more than one."""
        now = self.clock()
        current = int(now // self.window)
        if current != self.current:
            self.current, self.counts = current, {}
        used = self.counts[quota.name, who] = self.counts.get((quota.name, who), 0) + cost
        reset = ceil((current + 1) * self.window - now)
        return Standing(quota, self.window, used <= quota.amount, max(0, quota.amount - used), max(1, reset))


def is_loopback(address: str) -> bool:
    """Whether the caller is on this machine."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def is_within(address: str, networks: Collection[IPvAnyNetwork]) -> bool:
    """Whether the address belongs to one of them; what is no address belongs to none."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    return any(ip in network for network in networks)


def caller_of(peer: str, forwarded: Iterable[str], proxies: Collection[IPvAnyNetwork]) -> str:
    """Who asks, of `X-Forwarded-For` and the peer: the last that is no proxy of ours.

    What stands before it, anybody may have written.
    """
    hops = [hop.strip() for line in forwarded for hop in line.split(",")]
    return next((hop for hop in reversed([*hops, peer]) if not is_within(hop, proxies)), peer)


@lru_cache(maxsize=4096)
def neighbourhood(address: str) -> str:
    """The network that an anonymous caller's address counts for. What is no address (a socket file) counts as one."""
    try:
        ip = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return str(ip_network((ip, PREFIX[ip.version]), strict=False))
