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
OBJECT = frozenset({dict})
IDENTITIES = frozenset({str, int, object})


def rules_by_name(rules: Mapping[tuple[str, ...], str]) -> Rules:
    """The merge rules of a schema, by path, as a tree: whoever walks down a release has them at hand."""
    tree = Rules(set(), set(), {})
    for (*above, name), rule in rules.items():
        level = tree
        for step in above:
            level = level.below.setdefault(step, Rules(set(), set(), {}))
        (level.omitted if rule == "omitWhenMerged" else level.whole).add(name)
    return tree


class Items(list[dict[str, Any]]):
    """A list whose objects are merged, and the objects by their ids."""

    def __init__(self) -> None:
        super().__init__()
        self.by_id: dict[Any, dict[str, Any]] = {}


MERGED = frozenset({dict, Items})


class Merging:
    """One record in the making."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.record: dict[str, Any] = {"tag": ["compiled"]}
        self.has_nulls = False

    def merged(self, releases: Sequence[Json]) -> dict[str, Any]:
        """What the releases come to, in this order. Raises Peculiar."""
        omitted = self.rules.omitted
        for release in releases:
            ocid, date = release.get("ocid"), release.get("date")
            self.record |= {"id": f"{ocid}-{date}", "date": date, "ocid": ocid}
            fields = {name: value for name, value in release.items() if name not in omitted}
            self.take(fields, self.record, self.rules)
        if self.has_nulls:
            self.drop_nulls(self.record)
        return self.record

    def take(self, fields: Json, into: dict[str, Any], rules: Rules) -> None:
        """Merge an object. An empty object or list of objects changes nothing; null takes a value back."""
        known_of, whole = into.get, rules.whole
        for name, value in fields.items():
            kind, known = type(value), known_of(name)
            if kind in PLAIN and (known is None or type(known) in PLAIN):
                into[name] = value
            elif name in whole or (kind is not dict and not (kind is list and holds_objects(value))):
                self.replace(name, value, into)
            elif value:
                merged = self.merge(value, known, rules.below.get(name, NONE))
                if merged:
                    into[name] = merged

    def merge(self, value: Any, known: Any, rules: Rules) -> Any:
        """An object or a list of objects, merged into what is known of it, if anything."""
        into: Any
        if type(value) is dict:
            into = {} if known is None else known
            if type(into) is not dict:
                raise Peculiar
            self.take(value, into, rules)
            return into
        into = Items() if known is None else known
        if type(into) is not Items:
            raise Peculiar
        self.take_items(value, into, rules)
        return into

    def replace(self, name: str, value: Any, into: dict[str, Any]) -> None:
        """The later word counts; but null takes back no object and no list of objects."""
        if type(value) is dict:
            raise Peculiar
        if type(into.get(name)) in MERGED:
            if value is not None:
                raise Peculiar
            return
        self.has_nulls |= value is None
        into[name] = value

    def take_items(self, items: Sequence[Json], into: Items, rules: Rules) -> None:
        """Merge the objects of a list, by their ids; one without an id is another each time."""
        by_id = into.by_id
        for item in items:
            named = item["id"] if "id" in item else object()
            if type(named) not in IDENTITIES:
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
        elif type(value) is Items:
            for item in value:
                self.drop_nulls(item)


def holds_objects(items: Sequence[Any]) -> bool:
    """Whether a list is one of objects only."""
    return OBJECT.issuperset(map(type, items))
