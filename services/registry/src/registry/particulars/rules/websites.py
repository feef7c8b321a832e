"""Which websites may stand in the register."""

import re
from urllib.parse import urlsplit

LONGEST_WEBSITE = 500

_HOST = re.compile(
    r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})", re.ASCII
)
# Names that mean something only inside somebody's network (RFC 6761, 6762, 8375, 9476; Kubernetes' svc and cluster).
_NOT_PUBLIC = frozenset({"alt", "arpa", "cluster", "corp", "home", "internal", "intranet", "invalid", "lan", "local"})
_NOT_PUBLIC |= {"localdomain", "localhost", "onion", "private", "svc", "test"}
# Public names that spell out an address (nip.io, sslip.io): the machine they lead to is chosen by who wrote them.
_SPELT_ADDRESS = re.compile(r"(?:^|[.-])(?:[0-9]{1,3}[.-]){3}[0-9]{1,3}(?:[.-])", re.ASCII)


def public_website(text: str) -> str:
    """The address of a public website, scheme and host in lower case. Raises ValueError, with a sentence, otherwise.

    Nothing ever fetches it; the rule keeps out what could only mislead who clicks: other schemes, a user name before
    the host, addresses in place of names, names that mean something only inside a network.
    """
    if len(text) > LONGEST_WEBSITE or re.search(r"[^\x21-\x7e]|[\\<>\"^`{|}]", text):
        raise ValueError(f"A website's address has no spaces and at most {LONGEST_WEBSITE} plain characters.")
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not text[len(parts.scheme) :].startswith("://"):
        raise ValueError("A website's address begins with https:// or http://.")
    host = (parts.hostname or "").removesuffix(".")
    if not is_public_host(host):
        raise ValueError(f"{host[:60]!r} is not the name of a public website such as www.example.org.")
    if parts.netloc.lower().removesuffix(".") != host:
        raise ValueError("A website's address has no user name and no port.")
    return parts._replace(netloc=host).geturl()


def is_public_host(host: str) -> bool:
    """A name of at least two parts that the public DNS could hold, and no address in disguise."""
    if _HOST.fullmatch(host) is None or host.rpartition(".")[2] in _NOT_PUBLIC:
        return False
    return _SPELT_ADDRESS.search(host) is None
