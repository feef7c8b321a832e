"""`python -m tests.faults`: one run, with its figures. A failure is repeated with the seed that it printed."""

import argparse
import random
import sys
import tempfile
from pathlib import Path

from tests.faults.run import FULL, Size, fault_run

parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
parser.add_argument("--commands", type=int, default=FULL.commands)
parser.add_argument("--blows", type=int, default=FULL.blows)
parser.add_argument("--pause", type=float, default=FULL.pause, help="the longest time between two blows, in seconds")
parser.add_argument("--outage", type=float, default=FULL.outage, help="how long the broker is away, in seconds")
parser.add_argument("--limit", type=float, default=FULL.limit, help="when work ends, done or not, in seconds")
given = parser.parse_args()
directory = Path(tempfile.mkdtemp(prefix="commonweal-faults-"))
size = Size(given.commands, given.blows, given.pause, given.outage, given.limit)
report = fault_run(directory, given.seed, size)
sys.stdout.write(f"{report}\n")
sys.exit(1 if report.defects else 0)
