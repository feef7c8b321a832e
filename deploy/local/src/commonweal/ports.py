"""Where processes listen: chosen once, kept for as long as they stay free."""

import json
import random
import socket
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from commonweal.errors import PortTaken
from commonweal.files import write_whole

#: Below the ports that Linux and macOS hand to outgoing connections, so that none of those can take one of ours.
FIRST, LAST = 20_000, 32_000


def allocated(path: Path, names: Sequence[str]) -> Mapping[str, int]:
    """A loopback port for each name: the one in the file, else a free one, which is written down."""
    known: dict[str, int] = json.loads(path.read_text()) if path.exists() else {}
    missing = [name for name in names if name not in known]
    if missing:
        known |= dict(zip(missing, free_ports(len(missing), set(known.values())), strict=True))
        write_whole(path, known)
    return known


def vacated(path: Path) -> None:
    """Forget the ports that somebody else took while we were stopped."""
    if path.exists():
        known: dict[str, int] = json.loads(path.read_text())
        write_whole(path, {name: port for name, port in known.items() if is_free(port)})


def free_ports(count: int, besides: set[int]) -> list[int]:
    """Ports where nobody listens. Raises PortTaken if the machine is out of them."""
    candidates = (port for port in random.sample(range(FIRST, LAST), LAST - FIRST) if port not in besides)
    found = [port for port, _ in zip(filter(is_free, candidates), range(count), strict=False)]
    if len(found) < count:
        raise PortTaken(f"There are no {count} free ports between {FIRST} and {LAST}.")
    return found


def is_free(port: int) -> bool:
    """Whether we could listen there now; a port in TIME_WAIT counts as free, as it does for the servers."""
    with socket.socket() as tried, suppress(OSError):
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        tried.bind(("127.0.0.1", port))
        return True
    return False
