"""What an alliance has from its award."""

from collections.abc import Mapping, Sequence
from typing import Any

from kernel.errors import Unacceptable


def carried_over(said: Sequence[Mapping[str, Any]], awarded: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The members as awarded; what is said of them beside may only name them otherwise, and limit their parts.

    Raises Unacceptable, at the place where it is, for a member, a role, a value or a share that was not awarded.
    """
    if not said:
        return list(awarded)
    known = {each["organisation_id"]: each for each in awarded}
    for place, each in enumerate(said):
        member = known.get(each["organisation_id"])
        if member is None:
            raise Unacceptable(f"/members/{place}/organisation_id", "The alliance was awarded without this member.")
        for name in ("role", "value", "share"):
            if each[name] not in {None, member[name]}:
                raise Unacceptable(f"/members/{place}/{name}", f"It was awarded with {member[name] or 'none'} here.")
    if missing := known.keys() - {each["organisation_id"] for each in said}:
        raise Unacceptable("/members", f"The alliance was awarded to {len(missing)} more of them.")
    own = ("reference", "limit")
    return [{**known[each["organisation_id"]], **{name: each[name] for name in own}} for each in said]
