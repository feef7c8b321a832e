"""The `commonweal` command as a person meets it: in a terminal, not in a pipe."""

import os
import pty
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress


def typed(*arguments: object, environment: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Exit code, and all that the terminal showed."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "commonweal", *map(str, arguments)]
    plain = {**os.environ, "NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "200", **(environment or {})}
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=plain)
    os.close(theirs)
    shown = b""
    with suppress(OSError):  # how Linux says that nobody is at the other end any more
        while piece := os.read(ours, 65536):
            shown += piece
    os.close(ours)
    return process.wait(), shown.decode().replace("\r\n", "\n")
