"""`python -m chassis.migrations SERVICE revision "why"` and `… SERVICE check`, on a database made for the moment."""

import asyncio
import subprocess
import sys

from chassis.migrations import check, revise, upgrade
from chassis.testing.databases import empty_database
from chassis.testing.servers import postgres


async def main(service: str, verb: str, message: str = "") -> str | None:
    """Do it; what is returned is what is wrong."""
    with postgres() as server:
        async with empty_database(server) as url:
            await upgrade(service, url)
            if verb == "check":
                return await check(service, url)
            written = await revise(service, url, message)
    for tidy in ("format --quiet", "check --fix --quiet"):
        subprocess.run([sys.executable, "-m", "ruff", *tidy.split(), written], check=True)  # noqa: ASYNC221  we are done
    return None


if len(sys.argv) not in {3, 4} or sys.argv[2] not in {"check", "revision"}:
    sys.exit(__doc__)
sys.exit(asyncio.run(main(*sys.argv[1:])))
