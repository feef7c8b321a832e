"""`python -m tests.bench [NAME…]`: every benchmark, or those of the parts named; a table, and `bench.json`."""

import argparse
import sys
import time
from pathlib import Path

import uvloop

from chassis.__main__ import spare_collector
from tests.bench import flow, importing, merging, petitions, requests, rush, searching, spending, summaries
from tests.bench.figures import Figure, keep, show
from tests.bench.requests import Requests
from tests.bench.stage import built


async def registers(asked: Requests) -> dict[str, Figure]:
    """A large register comes in, and is searched."""
    return await importing.measure(asked) | await searching.measure(asked)


PARTS = {
    "requests": requests.measure,
    "ratings": summaries.measure,
    "flow": flow.measure,
    "merging": merging.measure,
    "registers": registers,
    "payments": spending.measure,
}
#: Those that build a stage of their own.
APART = {"rush": rush.measure, "petitions": petitions.measure}
SERVICES = ("registry", "tendering", "ratings", "grants", "transparency")


async def main(parts: list[str]) -> None:
    """Measure, show, keep."""
    began = time.monotonic()
    figures: dict[str, Figure] = {}
    spare_collector()  # projections and relays run in this process, too
    if shared := [part for part in parts if part in PARTS]:
        async with built(*SERVICES) as stage:
            asked = Requests(stage)
            await asked.open()
            for part in shared:
                sys.stderr.write(f"{part} …\n")
                figures |= await PARTS[part](asked)
    for part in set(parts) & APART.keys():
        sys.stderr.write(f"{part} …\n")
        figures |= await APART[part]()
    show(figures, time.monotonic() - began)
    keep(figures, Path("bench.json"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, *APART, []], help="all, if none is named")
    uvloop.run(main(parser.parse_args().parts or [*PARTS, *APART]))
