"""How releases become a record: the merge rules of OCDS 1.1.5 with the extensions that Find a Tender declares.

The rules are read from `releases/profile/release-schema.json` (licences: `NOTICE` beside it), never from the network.
"""

import warnings
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from ocdsmerge.exceptions import DuplicateIdValueWarning, OCDSMergeError
from ocdsmerge.merge import CompiledRelease
from ocdsmerge.rules import get_merge_rules

from transparency.records.domain import Merging, Peculiar, Rules, rules_by_name
from transparency.releases.rules import profile

Json = Mapping[str, Any]


class Unmergeable(ValueError):
    """Releases that contradict each other in kind: a list in one, an object in the next."""


@cache
def merge_rules() -> Mapping[tuple[str, ...], str]:
    """Which fields are left out of a record, and which lists are replaced as a whole."""
    rules: Mapping[tuple[str, ...], str] = get_merge_rules(profile())
    return rules


@cache
def rules_of_record() -> Rules:
    """The same, as merging takes them."""
    return rules_by_name(merge_rules())


def compiled(releases: Sequence[Json]) -> dict[str, Any]:
    """All releases of one process, oldest first, merged into its latest state. Raises Unmergeable.

    The order is the caller's: OCDS sorts by date, and dates as text mislead as soon as two portals' time zones meet.
    """
    merging = Merging(rules_of_record())
    try:
        return merging.merged(releases)
    except Peculiar:
        return merged_by_ocdsmerge(releases)


def merged_by_ocdsmerge(releases: Sequence[Json]) -> dict[str, Any]:
    """The standard's own implementation, which has the last word. Raises Unmergeable."""
    record = CompiledRelease(merge_rules=merge_rules())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DuplicateIdValueWarning)  # in the wild; the later one wins
            for release in releases:
                record.append(dict(release))
        compiled_release: dict[str, Any] = record.asdict()
    except (OCDSMergeError, AttributeError, TypeError) as error:
        raise Unmergeable(str(error)) from error
    return compiled_release
