"""What somebody looks for, as conditions on listings.

No PostGIS: an index finds a box on the map, the haversine formula the circle within it.
"""

import math
from collections.abc import Iterator
from datetime import date

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    String,
    Subquery,
    and_,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONPATH

from registry.classification.tables import classifications
from registry.codes.rules import GSS
from registry.codes.tables import codes
from registry.listings.domain import Near, Sought, covering
from registry.listings.tables import listed_terms, listings, spots
from registry.organisations.domain import Status
from registry.organisations.tables import organisations
from registry.particulars.domain import folded

EARTH = 6_371_008.8  # metres: the mean radius (IUGG)
DEGREE = EARTH * math.pi / 180_000  # kilometres
SHORTEST_SIMILAR = 3  # letters; fewer make no trigram of their own
#: Hours of one schedule on one day; what is null in `$` is not asked.
OPEN = (
    "$[*] ? (($day == null || @.day == $day) && ($from == null || @.opens_at >= $from)"
    " && ($by == null || @.closes_at <= $by))"
)
#: A verdict that stands on a day; `expires_on` is the last day of what it rests on.
JUDGED = '$[*] ? (@.label == $label && @.outcome == "yes" && (@.expires_on == null || @.expires_on >= $on))'
#: A listing with the organisation of this register that offers it, and with the one that this was merged into.
survivors = organisations.alias("survivors")
LISTED: FromClause = listings.outerjoin(organisations, listings.c.organisation_id == organisations.c.id).outerjoin(
    survivors, organisations.c.merged_into == survivors.c.id
)


def conditions(sought: Sought) -> Iterator[ColumnElement[bool]]:
    """All that must hold. What a body offered that is no more is not found, unless another took its place."""
    status = func.coalesce(survivors.c.status, organisations.c.status)
    yield or_(organisations.c.id.is_(None), status.in_([Status.ACTIVE, Status.SUSPENDED]))
    if sought.words is not None:
        yield in_words(sought.words)
    if sought.statuses:
        yield listings.c.status.in_(sought.statuses)
    if sought.area is not None:
        yield in_area(sought.area)
    if sought.with_places:
        yield listings.c.vacancies > 0
    if sought.beneficiary is not None:
        yield listings.c.beneficiaries.contains([folded(sought.beneficiary)])
    if sought.language is not None:
        yield listings.c.languages.contains([sought.language.casefold()])
    if sought.modified_after is not None:
        yield listings.c.modified_at >= sought.modified_after
    yield from by_organisation(sought)
    yield from by_term(sought)
    yield from by_age(sought)
    if (sought.day, sought.opens_from, sought.closes_by) != (None, None, None):
        yield is_open(sought)


def in_area(code: str) -> ColumnElement[bool]:
    """Offered in an area that contains it, or that lies in it; by the shape of codes where their list was not read."""
    above = func.jsonb_array_elements_text(codes.c.more["within"])
    around = select(above).where(codes.c.list == GSS, codes.c.code == code)
    inside = select(codes.c.code).where(codes.c.list == GSS, codes.c.more.contains({"within": [code]}))
    known = [cast(func.array(query.scalar_subquery()), ARRAY(String)) for query in (around, inside)]
    return or_(listings.c.areas.overlap(covering(code)), *(listings.c.areas.overlap(areas) for areas in known))


def in_words(words: str) -> ColumnElement[bool]:
    """All the words, in any of their forms, or a name that is alike."""
    found = listings.c.words.bool_op("@@")(func.websearch_to_tsquery("english", words))
    name = folded(words)
    return or_(found, listings.c.search_name.bool_op("%>")(name)) if len(name) >= SHORTEST_SIMILAR else found


def by_organisation(sought: Sought) -> Iterator[ColumnElement[bool]]:
    """By who offers it: one organisation, or any of a class."""
    if sought.of_class is not None:
        yield is_of_class(sought.of_class, sought.on)
    if sought.organisation_id is not None:
        yield listings.c.organisation_id == sought.organisation_id


def is_of_class(label: str, on: date | None) -> ColumnElement[bool]:
    """Whether the organisation that answers for it is of a class, by the register's public verdicts of that day."""
    asked = func.jsonb_build_object("label", cast(label, String), "on", cast(str(on), String))
    current = classifications.c.superseded_at.is_(None)
    whose = classifications.c.organisation == func.coalesce(survivors.c.id, listings.c.organisation_id)
    judged = func.jsonb_path_exists(classifications.c.verdicts, cast(literal(JUDGED), JSONPATH), asked)
    return exists().where(whose, current, judged)


def by_term(sought: Sought) -> Iterator[ColumnElement[bool]]:
    """With this term; with any term of this taxonomy."""
    borne = listed_terms.alias()  # whoever counts terms has the table itself in the query already
    of_it = borne.c.service_id == listings.c.id
    if sought.term_id is not None:
        yield exists().where(of_it, borne.c.id == sought.term_id)
    if sought.taxonomy_id is not None:
        yield exists().where(of_it, borne.c.taxonomy_id == sought.taxonomy_id)


def by_age(sought: Sought) -> Iterator[ColumnElement[bool]]:
    """For somebody of an age; or by the standard's own filters on the limits themselves."""
    if sought.age is not None:
        yield func.coalesce(listings.c.minimum_age, 0) <= sought.age
        yield or_(listings.c.maximum_age.is_(None), listings.c.maximum_age >= sought.age)
    if sought.minimum_age is not None:
        yield listings.c.minimum_age >= sought.minimum_age
    if sought.maximum_age is not None:
        yield listings.c.maximum_age <= sought.maximum_age


def is_open(sought: Sought) -> ColumnElement[bool]:
    """Open on the day, not before and not after the hours: ISO times compare as texts."""
    asked = func.jsonb_build_object(
        *("day", cast(sought.day, String)),
        *("from", cast(sought.opens_from and sought.opens_from.isoformat(), String)),
        *("by", cast(sought.closes_by and sought.closes_by.isoformat(), String)),
    )
    return func.jsonb_path_exists(listings.c.hours, cast(literal(OPEN), JSONPATH), asked)


def nearby(near: Near) -> Subquery:
    """The services within the circle, each with how far the nearest of its locations is, in whole metres."""
    metres = cast(func.round(func.min(haversine(near))), Integer)
    within = select(spots.c.service_id, metres.label("metres")).where(in_box(near)).group_by(spots.c.service_id)
    return within.having(metres <= near.kilometres * 1000).subquery("nearby")


def in_box(near: Near) -> ColumnElement[bool]:
    """The degrees that the circle spans; all longitudes where it reaches a pole or the date line."""
    north = near.kilometres / DEGREE
    inside = spots.c.latitude.between(near.latitude - north, near.latitude + north)
    widest = math.cos(math.radians(min(abs(near.latitude) + north, 90)))
    east = math.degrees(math.asin(min(1.0, math.sin(math.radians(min(north, 90))) / widest))) if widest > 0 else 180.0
    if abs(near.longitude) + east >= 180:
        return inside
    return and_(inside, spots.c.longitude.between(near.longitude - east, near.longitude + east))


def haversine(near: Near) -> ColumnElement[float]:
    """Metres along the great circle; rounding must not take the sine above 1."""
    north = func.radians(spots.c.latitude - near.latitude) / 2
    east = func.radians(spots.c.longitude - near.longitude) / 2
    cosines = math.cos(math.radians(near.latitude)) * func.cos(func.radians(spots.c.latitude))
    squared = func.power(func.sin(north), 2) + cosines * func.power(func.sin(east), 2)
    return 2 * EARTH * func.asin(func.least(1.0, func.sqrt(squared)))
