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

PAGE, BULK = 20, 500  # procedures of five releases: a page of Find a Tender, and a year of a council


def package(procedures: int) -> str:
    """A release package: each procedure with the same five steps from notice to end."""
    handlers = Publisher("ocds-213czf").handlers()
    writes = [write for event in a_procedure() for write in handlers[type(event)](event)]
    texts = [json.loads(write[1]["text"]) for write in writes if not isinstance(write, Touched)]
    releases = [{**release, "ocid": f"{release['ocid']}-{number}"} for number in range(procedures) for release in texts]
    publisher, said = {"name": "Commonweal"}, {"version": "1.1", "extensions": []}
    about = {"uri": "https://commonweal.example/", "publishedDate": "2026-08-17T09:00:00Z"}
    return json.dumps({**about, **said, "publisher": publisher, "releases": releases})


class Merging:
    """One file, from its text to its records. Raises ValueError if the two do not agree: then it would mean nothing."""

    def __init__(self, procedures: int) -> None:
        self.procedures, self.file = procedures, package(procedures)
        if by_ocid(self.our_records()) != by_ocid(self.their_records()):
            raise ValueError("Our records are not those that ocdskit makes.")

    def our_records(self) -> list[dict[str, Any]]:
        """What each process comes to, as the platform publishes it."""
        releases = sorted(json.loads(self.file)["releases"], key=itemgetter("ocid", "date"))
        return [compiled(list(process)) for _, process in groupby(releases, key=itemgetter("ocid"))]

    def their_records(self) -> list[dict[str, Any]]:
        """The same as `ocdskit compile --schema` has it."""
        return list(merge([json.loads(self.file)], schema=profile()))

    async def ours(self) -> float:
        """Records a second."""
        began = time.process_time()
        self.our_records()
        return self.procedures / (time.process_time() - began)

    async def ocdskit(self) -> float:
        """Records a second."""
        began = time.process_time()
        self.their_records()
        return self.procedures / (time.process_time() - began)


def by_ocid(records: list[dict[str, Any]]) -> dict[str, Any]:
    """The records by the processes they are of."""
    return {record["ocid"]: record for record in records}


async def measure(_: Requests) -> dict[str, Figure]:
    """All figures of this module. Of a small file, most of ocdskit's time is reading the rules off the schema."""
    page, bulk = Merging(PAGE), Merging(BULK)
    by_page, by_bulk = await alternating(page.ours, page.ocdskit), await alternating(bulk.ours, bulk.ocdskit)
    a_second = "records/s of a processor"
    return {
        "compile_vs_ocdskit": Figure(*by_bulk, a_second, "ocdskit.combine.merge, 2,500 releases", Bound(least=3)),
        "compile_page_vs_ocdskit": Figure(*by_page, a_second, "the same, 100 releases"),
    }
