"""Services to test with: one as ordinary as can be, and every one that there could be."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID, uuid4

from hypothesis import strategies as st

from chassis.testing import ServiceUnderTest
from kernel.money import Money
from registry.offers.domain import (
    Area,
    Contact,
    Cost,
    Eligibility,
    Frequency,
    Location,
    Offer,
    Places,
    Postal,
    Premises,
    Schedule,
    Service,
    Status,
    Term,
)

SERVICES = "/registry/v1/services"
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
BRIGHTON, DERBY, ENGLAND = "E06000043", "E06000015", "E92000001"


def stated(**changes: Any) -> dict[str, Any]:
    """What a client sends to offer a night shelter."""
    return {"name": "Night shelter", "description": "A bed for the night, and help to find a home."} | changes


def a_service(**changes: Any) -> Service:
    """The same in the register, but for `changes` of its offer."""
    return Service.offered(uuid4(), uuid4(), Offer(**stated(**changes)), now=NOW)


async def provider_of(registry: ServiceUnderTest, **changes: Any) -> tuple[UUID, Any]:
    """A registered organisation and its client."""
    organisation = uuid4()
    client = registry.client("provider", organisation=organisation)
    body = {"name": "Ashgate Homeless Trust", "roles": ["provider"]} | changes
    answer = await client.post("/registry/v1/organisations", json=body)
    assert answer.status_code == 201, answer.text
    return organisation, client


async def offered(client: Any, **changes: Any) -> Mapping[str, Any]:
    """What the register answered to an offer."""
    answer = await client.post(SERVICES, json=stated(**changes), headers={"Commonweal-Now": "2026-11-25T09:00:00Z"})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


words = st.text("AbzÉé09", min_size=1, max_size=10)
lines = words | st.builds("{} {}".format, words, words)
days = st.dates(date(1990, 1, 1), date(2099, 12, 31))
codes = st.builds("{}{:08}".format, st.sampled_from("EJKLMNSW"), st.integers(0, 10**8 - 1))


@st.composite
def periods(draw: st.DrawFn) -> dict[str, Any]:
    """From one day to another, either end perhaps open."""
    first, last = sorted([draw(days), draw(days)])
    return {"valid_from": draw(st.sampled_from([first, None])), "valid_to": draw(st.sampled_from([last, None]))}


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """Weekly or monthly, with whole hours or none."""
    frequency = draw(st.sampled_from(Frequency))
    weekdays = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
    monthly = st.one_of(weekdays, st.builds("{}{}".format, st.sampled_from(["1", "3", "-1", "5"]), weekdays))
    monthdays = st.lists(st.integers(1, 31) | st.integers(-31, -1), max_size=3).map(tuple)
    minutes = draw(st.lists(st.integers(0, 24 * 60 - 1), min_size=2, max_size=2, unique=True).map(sorted))
    opens, closes = (time(minute // 60, minute % 60) for minute in minutes)
    hours: dict[str, Any] = (
        {"opens_at": opens, "closes_at": closes, "timezone": "Europe/London"} if draw(st.booleans()) else {}
    )
    return Schedule(
        frequency,
        tuple(draw(st.lists(weekdays if frequency is Frequency.WEEKLY else monthly, max_size=4))),
        () if frequency is Frequency.WEEKLY else draw(monthdays),
        draw(st.integers(1, 12)),
        closed_on=tuple(draw(st.lists(days, max_size=3))),
        description=draw(st.none() | lines),
        **hours,
        **draw(periods()),
    )


@st.composite
def places(draw: st.DrawFn) -> Places:
    """Counted on some day in the past, or not at all."""
    capacity = draw(st.integers(0, 500))
    if draw(st.booleans()):
        return Places(capacity)
    return Places(capacity, draw(st.integers(0, capacity)), draw(st.dates(date(2020, 1, 1), NOW.date())))


postals = st.builds(Postal, lines, lines, st.just("DE1 2FS"), st.none() | lines)
locations = st.builds(
    lambda name, kind, address, point, accessibility: Location(
        name, kind, address, point[0], point[1], accessibility=accessibility
    ),
    lines,
    st.sampled_from(Premises),
    postals,
    st.tuples(st.floats(-90, 90), st.floats(-180, 180)) | st.just((None, None)),
    st.lists(lines, max_size=2).map(tuple),
)
ages = st.lists(st.integers(0, 120), min_size=2, max_size=2).map(sorted) | st.just([None, None])
eligibilities = st.builds(
    lambda ages, beneficiaries, own, how: Eligibility(ages[0], ages[1], tuple(beneficiaries), own, how),
    ages,
    st.lists(lines, max_size=3),
    st.booleans(),
    st.none() | lines,
)
costs = st.builds(Cost, lines, st.none() | st.builds(Money, st.integers(0, 10**8)), st.none() | lines)
offers = st.builds(
    Offer,
    lines,
    lines,
    st.sampled_from([Status.ACTIVE, Status.INACTIVE, Status.TEMPORARILY_CLOSED]),
    alert=st.none() | lines,
    terms=st.lists(st.builds(Term, lines, lines, st.none() | lines), max_size=3).map(tuple),
    places=st.none() | places(),
    areas=st.lists(st.builds(Area, codes, st.none() | lines), max_size=4, unique_by=lambda area: area.code).map(tuple),
    locations=st.lists(locations, max_size=2).map(tuple),
    schedules=st.lists(schedules(), max_size=2).map(tuple),
    eligibility=eligibilities,
    languages=st.lists(st.sampled_from(["en", "pl", "pa", "bfi", "zh-Hant"]), max_size=3).map(tuple),
    costs=st.lists(costs, max_size=2).map(tuple),
    contacts=st.lists(st.builds(Contact, lines, st.none() | st.just("desk@example.org")), max_size=2).map(tuple),
    funding=st.lists(lines, max_size=2).map(tuple),
)
