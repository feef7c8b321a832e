"""How the releases of a process come to one record (OCDS 1.1.5, merging): objects are merged field by field, lists of
objects by their ids, all else is replaced by the later word. Pure: no database, no clock, no wire.

`ocdsmerge`, the standard's own implementation, spells out every path of every release to do so; here a release is
walked once. What is out of the ordinary, a field that changes its kind or an id that is neither text nor number, is
left to it.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

Json = Mapping[str, Any]


class Peculiar(Exception):
    """Only the standard's own implementation may say what this comes to."""


class Rules(NamedTuple):
    """For the fields of one object: which are left out of a record, which replaced as a whole, and what holds below."""

    omitted: set[str]
    whole: set[str]
    below: "dict[str, Rules]"


NONE = Rules(set(), set(), {})
# Nearly every value is one of these, and they need no second look.
PLAIN = frozenset({str, int, float, bool})
REPLACEABLE = PLAIN | {type(None)}


def rules_by_name(rules: Mapping[tuple[str, ...], str]) -> Rules:
    """The merge rules of a schema, by path, as a tree: whoever walks down a release has them at hand."""
    tree = Rules(set(), set(), {})
    for (*above, name), rule in rules.items():
        level = tree
        for step in above:
            level = level.below.setdefault(step, Rules(set(), set(), {}))
        (level.omitted if rule == "omitWhenMerged" else level.whole).add(name)
    return tree


class Merging:
    """One record in the making."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.record: dict[str, Any] = {"tag": ["compiled"]}
        # Of each list that is merged, by its identity: the objects by their ids. All live as long as the record.
        self.items: dict[int, dict[Any, dict[str, Any]]] = {}
        self.has_nulls = False

    def merged(self, releases: Sequence[Json]) -> dict[str, Any]:
        """What the releases come to, in this order. Raises Peculiar."""
        for release in releases:
            ocid, date = release.get("ocid"), release.get("date")
            self.record |= {"id": f"{ocid}-{date}", "date": date, "ocid": ocid}
            self.take({name: value for name, value in release.items() if name != "tag"}, self.record, self.rules)
        if self.has_nulls:
            self.drop_nulls(self.record)
        return self.record

    def take(self, fields: Json, into: dict[str, Any], rules: Rules) -> None:
        """Merge an object. An empty object or list of objects changes nothing; null takes a value back."""
        omitted, whole, below = rules
        for name, value in fields.items():
            if name in omitted:
                continue
            known: Any = into.get(name)
            kind = type(value)
            if kind in PLAIN and type(known) in REPLACEABLE:
                into[name] = value
            elif name in whole or (kind is not dict and not (kind is list and holds_objects(value))):
                self.replace(name, value, into)
            elif value:
                known = kind() if known is None else known
                if type(known) is not kind:
                    raise Peculiar
                merge: Any = self.take if kind is dict else self.take_items
                merge(value, known, below.get(name, NONE))
                if known:
                    into[name] = known

    def replace(self, name: str, value: Any, into: dict[str, Any]) -> None:
        """The later word counts; but null takes back no object and no list of objects."""
        known = into.get(name)
        if type(value) is dict:
            raise Peculiar
        if type(known) is dict or id(known) in self.items:
            if value is not None:
                raise Peculiar
            return
        self.has_nulls |= value is None
        into[name] = value

    def take_items(self, items: Sequence[Json], into: list[Any], rules: Rules) -> None:
        """Merge the objects of a list, by their ids; one without an id is another each time."""
        by_id = self.items.setdefault(id(into), {})
        if into and not by_id:
            raise Peculiar
        for item in items:
            named = item["id"] if "id" in item else object()
            if type(named) not in {str, int, object}:
                raise Peculiar
            key = str(named) if type(named) is int else named
            known = by_id.get(key)
            if known is None:
                self.take(item, known := {}, rules)
                if known:
                    by_id[key] = known
                    into.append(known)
            elif type(known["id"]) is type(named):
                self.take(item, known, rules)
            else:
                raise Peculiar

    def drop_nulls(self, value: Any) -> None:
        """Leave out what was taken back, wherever it was merged; lists that were replaced stay as they are."""
        if type(value) is dict:
            for name in [name for name, field in value.items() if field is None]:
                del value[name]
            for field in value.values():
                self.drop_nulls(field)
        elif id(value) in self.items:
            for item in value:
                self.drop_nulls(item)


def holds_objects(items: Sequence[Any]) -> bool:
    """Whether a list is one of objects only."""
    return all(type(item) is dict for item in items)
