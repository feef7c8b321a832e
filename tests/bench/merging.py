"""Records: how quickly a file of releases is merged, beside ocdskit on the same file by the same rules."""

import json
import time
from itertools import groupby
from operator import itemgetter
from typing import Any

from ocdskit.combine import merge
from services.transparency.tests.builders import a_procedure

from chassis.projections import Touched
from tests.bench.figures import Bound, Figure, alternating
from tests.bench.requests import Requests
from transparency.releases.consumers import Publisher
from transparency.releases.rules import compiled, profile

PROCEDURES = 500


def package() -> str:
    """A release package: many procedures, each with the same five steps from notice to end."""
    handlers = Publisher("ocds-213czf").handlers()
    writes = [write for event in a_procedure() for write in handlers[type(event)](event)]
    texts = [json.loads(write[1]["text"]) for write in writes if not isinstance(write, Touched)]
    releases = [{**release, "ocid": f"{release['ocid']}-{number}"} for number in range(PROCEDURES) for release in texts]
    publisher, said = {"name": "Commonweal"}, {"version": "1.1", "extensions": []}
    about = {"uri": "https://commonweal.example/", "publishedDate": "2026-08-17T09:00:00Z"}
    return json.dumps({**about, **said, "publisher": publisher, "releases": releases})


class Merging:
    """One file, merged twice."""

    def __init__(self) -> None:
        self.file = package()

    def our_records(self) -> list[dict[str, Any]]:
        """What each process comes to, by our rules."""
        releases = sorted(json.loads(self.file)["releases"], key=itemgetter("ocid", "date"))
        return [compiled(list(process)) for _, process in groupby(releases, key=itemgetter("ocid"))]

    def their_records(self) -> list[dict[str, Any]]:
        """The same as `ocdskit compile --schema` has it."""
        return list(merge([json.loads(self.file)], schema=profile()))

    async def ours(self) -> float:
        """Records a second."""
        began = time.process_time()
        self.our_records()
        return PROCEDURES / (time.process_time() - began)

    async def ocdskit(self) -> float:
        """Records a second."""
        began = time.process_time()
        self.their_records()
        return PROCEDURES / (time.process_time() - began)


async def measure(_: Requests) -> dict[str, Figure]:
    """The one figure of this module. Raises ValueError if the two do not agree: then it would mean nothing."""
    merging = Merging()
    by_ocid = itemgetter("ocid")
    if sorted(merging.our_records(), key=by_ocid) != sorted(merging.their_records(), key=by_ocid):
        raise ValueError("Our records are not those that ocdskit makes.")
    merged = await alternating(merging.ours, merging.ocdskit)
    return {"compile_vs_ocdskit": Figure(*merged, "records/s of a processor", "ocdskit.combine.merge", Bound(least=3))}
