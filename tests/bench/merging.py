"""Records: how quickly a file of releases is merged, beside ocdskit on the same file by the same rules.

Each has the garbage collector that it runs with: ours as the services set it (`chassis.__main__.spare_collector`),
ocdskit as its command leaves it, which is Python's default. What ocdskit would gain by our setting is reported, too.
"""

import gc
import json
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import Any

from ocdskit.combine import merge
from services.transparency.tests.builders import a_procedure

from chassis.projections import Touched
from tests.bench.figures import Bound, Figure, alternating
from tests.bench.requests import Requests
from transparency.publication.consumers import Publisher
from transparency.records.rules import compiled
from transparency.releases.rules import profile

BY_DEFAULT = (700, 10, 10)  # Python 3.11
PAGE, BULK = 20, 500  # procedures of five releases: a page of Find a Tender, and a year of a council


def releases_of(procedures: int) -> list[dict[str, Any]]:
    """Each procedure with the same five steps from notice to end."""
    handlers = Publisher("ocds-213czf").handlers()
    writes = [write for event in a_procedure() for write in handlers[type(event)](event)]
    texts = [json.loads(write[1]["text"]) for write in writes if not isinstance(write, Touched)]
    return [{**release, "ocid": f"{release['ocid']}-{number}"} for number in range(procedures) for release in texts]


class Package:
    """A release package, read as a whole."""

    def __init__(self, releases: list[dict[str, Any]]) -> None:
        about = {"uri": "https://commonweal.example/", "publishedDate": "2026-08-17T09:00:00Z"}
        said = {"publisher": {"name": "Commonweal"}, "version": "1.1", "extensions": []}
        self.text = json.dumps({**about, **said, "releases": releases})

    def releases(self) -> Iterable[dict[str, Any]]:
        """In order of processes and dates."""
        return sorted(json.loads(self.text)["releases"], key=itemgetter("ocid", "date"))

    def packages(self) -> Iterable[Any]:
        """As ocdskit takes it."""
        return [json.loads(self.text)]


class Lines:
    """A release a line, as the platform keeps and publishes them; nobody has to hold them all."""

    def __init__(self, releases: list[dict[str, Any]]) -> None:
        self.lines = [json.dumps(release) for release in releases]

    def releases(self) -> Iterable[dict[str, Any]]:
        """One after the other; the releases of a process stand together."""
        return map(json.loads, self.lines)

    packages = releases  # ocdskit takes releases, too, and is quicker than with a package of them


class Merging:
    """One file, from its text to its records. Raises ValueError if the two do not agree: then it would mean nothing."""

    def __init__(self, procedures: int, file: Package | Lines) -> None:
        self.procedures, self.file = procedures, file
        if by_ocid(self.our_records()) != by_ocid(self.their_records()):
            raise ValueError("Our records are not those that ocdskit makes.")

    def our_records(self) -> list[dict[str, Any]]:
        """What each process comes to, as the platform publishes it."""
        processes = groupby(self.file.releases(), key=itemgetter("ocid"))
        return [compiled(sorted(process, key=itemgetter("date"))) for _, process in processes]

    def their_records(self) -> list[dict[str, Any]]:
        """The same as `ocdskit compile --schema` has it."""
        return list(merge(self.file.packages(), schema=profile()))

    async def ours(self) -> float:
        """Records a second."""
        return self.procedures / spent(self.our_records)

    async def ocdskit(self) -> float:
        """Records a second."""
        with collected_by_default():
            return self.procedures / spent(self.their_records)

    async def ocdskit_spared(self) -> float:
        """Records a second, with the collector set as for a service of ours."""
        return self.procedures / spent(self.their_records)


@contextmanager
def collected_by_default() -> Iterator[None]:
    """The collector as it is when nobody has set it."""
    ours = gc.get_threshold()
    gc.set_threshold(*BY_DEFAULT)
    try:
        yield
    finally:
        gc.set_threshold(*ours)


def spent(work: Callable[[], object]) -> float:
    """Seconds of a processor."""
    began = time.process_time()
    work()
    return time.process_time() - began


def by_ocid(records: list[dict[str, Any]]) -> dict[str, Any]:
    """The records by the processes they are of."""
    return {record["ocid"]: record for record in records}


async def measure(_: Requests) -> dict[str, Figure]:
    """All figures of this module. Of a small file, most of ocdskit's time is reading the rules off the schema."""
    files = {
        "compile_vs_ocdskit": Merging(BULK, Package(releases_of(BULK))),
        "compile_lines_vs_ocdskit": Merging(BULK, Lines(releases_of(BULK))),
        "compile_page_vs_ocdskit": Merging(PAGE, Package(releases_of(PAGE))),
    }
    by = {name: await alternating(file.ours, file.ocdskit) for name, file in files.items()}
    spared = await alternating(files["compile_vs_ocdskit"].ours, files["compile_vs_ocdskit"].ocdskit_spared)
    a_second, least = "records/s of a processor", Bound(least=3)
    return {
        "compile_vs_ocdskit": Figure(*by["compile_vs_ocdskit"], a_second, "ocdskit, the same 2,500 releases", least),
        "compile_vs_spared_ocdskit": Figure(*spared, a_second, "the same, its collector set as ours"),
        "compile_lines_vs_ocdskit": Figure(*by["compile_lines_vs_ocdskit"], a_second, "the same, a release a line"),
        "compile_page_vs_ocdskit": Figure(*by["compile_page_vs_ocdskit"], a_second, "the same, 100 releases"),
    }
