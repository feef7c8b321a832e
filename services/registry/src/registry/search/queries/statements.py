"""The statements of a search, put together from what is asked.

A tier is read in the order of an index, so that a word that a tenth of all names bear is answered after some hundred
rows, and not after all that bear it. What was typed only ever travels as a parameter.
"""

from collections.abc import Iterator
from typing import Any

from registry.listings.queries.conditions import JUDGED
from registry.registers.domain import Standing
from registry.search.domain import Place, Sought, Tier

ORDER = "rank, search_name, scheme, number, register, id"
WORDS = "string_to_array({it}.search_name || ' ' || {it}.search_other_names, ' ')"
NAMES = "({it}.search_name || ' | ' || {it}.search_other_names)"
#: The bearers of numbers: given as two arrays.
NUMBERS = "unnest(cast(:{which}_schemes as text[]), cast(:{which}_numbers as text[]))"
#: The more of a name is alike, the less; whole numbers, so that a cursor says exactly where a page ended.
RANK = "-((word_similarity(:alike, {names}) + similarity({it}.search_name, :text)) * 1000000)::int"
AREAS = (
    "(select cast(:area as text) union all select code from codes where list = 'gss'"
    " and more @> jsonb_build_object('within', jsonb_build_array(cast(:area as text))))"
)
#: The numbers of the body that a row belongs to.
BODY = (
    "(select {it}.scheme, {it}.number union select fellow.scheme, fellow.number from register_members own"
    " join register_members fellow using (body) where (own.scheme, own.number) = ({it}.scheme, {it}.number))"
)
STANDINGS = {
    Standing.LIVE: "o.status in ('active', 'suspended')",
    Standing.ENDED: "o.status in ('dissolved', 'removed')",
    Standing.UNKNOWN: "false",
}
CURRENT = "classifications c where c.organisation = o.id and c.superseded_at is null"


def matches(tier: Tier, it: str) -> str:
    """Whether `it`, a row (r, s) or an organisation (o), fits as the tier has it."""
    if tier is Tier.NUMBERED:
        return numbered(it, "typed")
    if tier is Tier.BEGINS:
        return f"({it}.search_name >= :text and {it}.search_name < :beyond)"
    if tier is Tier.WORDS:
        return f"{WORDS.format(it=it)} @> cast(:words as text[])"
    if tier is Tier.ANY:
        return "true"
    if it == "o":
        return "(o.search_name %> :alike or o.search_other_names %> :alike)"
    return f"{NAMES.format(it=it)} %> :alike"


def numbered(it: str, which: str) -> str:
    """Whether it bears one of the numbers."""
    given = NUMBERS.format(which=which)
    if it == "o":
        return (
            f"o.id in (select organisation_id from identifiers join {given} n(scheme, number) using (scheme, number))"  # noqa: S608  words of ours
        )
    return f"({it}.scheme, {it}.number) in (select * from {given})"  # noqa: S608  words of ours


def rank(tier: Tier, it: str) -> str:
    """Within a tier; nothing but the alike differ."""
    return RANK.format(it=it, names=NAMES.format(it=it)) if tier is Tier.ALIKE else "0"


def of_organisations(sought: Sought) -> Iterator[str]:
    """What must hold of an organisation whatever its name."""
    yield "o.merged_into is null"
    if sought.only is not None:
        yield numbered("o", "only")
    if sought.of_class is not None:
        judged = "jsonb_path_exists(c.verdicts, cast(:judged as jsonpath), cast(:asked as jsonb))"
        yield f"exists (select from {CURRENT} and {judged})"
    if sought.area is not None:
        yield f"exists (select from jsonb_array_elements(o.sites) site where site ->> 'area' in {AREAS})"
    if sought.register is not None:
        yield "exists (select from identifiers i where i.organisation_id = o.id and i.scheme = :register)"
    if sought.role is not None:
        yield ":role = any(cast(o.roles as text[]))"
    if sought.standing is not None:
        yield STANDINGS[sought.standing]


def of_rows(sought: Sought, it: str = "r") -> Iterator[str]:
    """What must hold of a register's row. A number that a list gave by itself (in lower case) is nobody's org-id."""
    yield f"{it}.scheme ~ '^[A-Z]'"
    if sought.only is not None:
        yield numbered(it, "only")
    if sought.of_class is not None:
        yield f"{it}.classes @> array[cast(:of_class as varchar)]"
    if sought.area is not None:
        yield f"{it}.area = any(array{AREAS})"
    if sought.register is not None:
        yield f"{it}.scheme = :register"
    if sought.role is not None:
        yield "false"  # what a body does here is known once it is an organisation
    if sought.standing is not None:
        yield f"{it}.standing = :standing"


def page(sought: Sought, tier: Tier, after: Place | None) -> str:
    """The next places in a tier, with the row, whether its body is adopted, and whether it was shown before."""
    return (
        f"with found as materialized (select * from ({_organisations(sought, tier, after)} union all"  # noqa: S608  words of ours
        f" {_rows(sought, tier, after)}) both_kinds order by {ORDER} limit :most)"
        " select found.*, r.name, r.other_names, r.classes, r.standing, r.kind, r.postcode, r.area,"
        f" body.numbers, body.adopted, found.scheme <> '' and {_repeated(sought, tier)} as repeated"
        " from found left join register_rows r using (scheme, number, register)"
        " left join lateral (select array_agg(n.scheme || '-' || n.number order by n.scheme = found.scheme desc,"
        " n.scheme, n.number) filter (where n.scheme ~ '^[A-Z]') as numbers, bool_or(i.id is not null) as adopted"
        f" from {BODY.format(it='found')} n left join identifiers i using (scheme, number)) body on true"
        f" order by {ORDER}"
    )


def _organisations(sought: Sought, tier: Tier, after: Place | None) -> str:
    ranked = rank(tier, "o")
    holds = [*of_organisations(sought), *_only_here(sought, tier, "o")]
    order = "o.search_name, o.id" if tier is not Tier.ALIKE else f"{ranked}, o.search_name, o.id"
    if after is not None and after.id is not None:
        holds.append(
            f"({ranked}, o.search_name, o.id) > (:rank, :name, cast(:id as uuid))"
            if tier is Tier.ALIKE
            else "(o.search_name, o.id) > (:name, cast(:id as uuid))"
        )
    elif after is not None:
        holds.append(f"({ranked}, o.search_name) > (:rank, :name)" if tier is Tier.ALIKE else "o.search_name > :name")
    return (
        f"(select {ranked} as rank, o.search_name, '' as scheme, '' as number, '' as register, o.id"  # noqa: S608  words of ours
        f" from organisations o where {' and '.join(holds)} order by {order} limit :most)"
    )


def _rows(sought: Sought, tier: Tier, after: Place | None) -> str:
    ranked, key = rank(tier, "r"), "r.search_name, r.scheme, r.number, r.register"
    holds = [*of_rows(sought), *_only_here(sought, tier, "r")]
    alike = tier is Tier.ALIKE
    if after is not None and after.id is not None:
        holds.append(f"({ranked}, r.search_name) >= (:rank, :name)" if alike else "r.search_name >= :name")
    elif after is not None:
        given = ":name, :scheme, :number, :row_register"
        holds.append(f"({ranked}, {key}) > (:rank, {given})" if alike else f"({key}) > ({given})")
    order = f"{ranked}, {key}" if alike else key
    return (
        f"(select {ranked} as rank, {key}, cast(null as uuid) as id"  # noqa: S608  words of ours
        f" from register_rows r where {' and '.join(holds)} order by {order} limit :most)"
    )


def _only_here(sought: Sought, tier: Tier, it: str) -> list[str]:
    """It fits in this tier and in none before."""
    earlier = [f"not {matches(other, it)}" for other in sought.tiers if other < tier]
    return [matches(tier, it), *earlier]


def _repeated(sought: Sought, tier: Tier) -> str:
    """Whether another row of the body fits and comes before: the body has been shown at its place."""
    before = [matches(other, "s") for other in sought.tiers if other < tier]
    key = "s.search_name, s.scheme, s.number, s.register"
    place = "found.search_name, found.scheme, found.number, found.register"
    sooner = f"({matches(tier, 's')} and ({rank(tier, 's')}, {key}) < (found.rank, {place}))"
    return (
        f"exists (select from {BODY.format(it='found')} n join register_rows s using (scheme, number)"
        f" where (s.scheme, s.number, s.register) <> (found.scheme, found.number, found.register)"
        f" and {' and '.join(of_rows(sought, 's'))} and ({' or '.join([*before, sooner])}))"
    )


def parameters(sought: Sought, after: Place | None = None) -> dict[str, Any]:
    """What the statements refer to; each takes what it names."""
    text = sought.text or ""
    given: dict[str, Any] = {
        "text": text,
        "beyond": f"{text}\U0010ffff",
        "words": list(sought.words),
        "alike": sought.alike,
        "area": sought.area,
        "of_class": sought.of_class,
        "register": sought.register,
        "role": sought.role and str(sought.role),
        "standing": sought.standing and str(sought.standing),
        "judged": JUDGED,
        "asked": f'{{"label": "{sought.of_class}", "on": "{sought.on}"}}',
    }
    for which, numbers in (("typed", sought.numbers), ("only", sought.only or ())):
        given[f"{which}_schemes"] = [it.scheme for it in numbers]
        given[f"{which}_numbers"] = [it.number for it in numbers]
    if after is not None:
        given |= {"rank": after.rank, "name": after.search_name, "scheme": after.scheme, "number": after.number}
        given |= {"row_register": after.register, "id": after.id}
    return given
