"""A path leads where it led without a signpost, whatever slices there are and whatever is asked."""

from collections.abc import Callable

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from hypothesis import given
from hypothesis import strategies as st

from chassis.signpost import include

PREFIX = "/registry/v1"
WORDS = st.sampled_from(["notices", "{x}", "{x:int}", "{x}.csv", "{x:path}"])
PATHS = st.lists(WORDS, min_size=1, max_size=2).map(
    lambda words: "".join(f"/{word.replace('x', f'x{place}')}" for place, word in enumerate(words))
)
METHODS = st.sampled_from(["GET", "POST"])
SLICES = st.lists(st.lists(st.tuples(METHODS, PATHS), min_size=1, max_size=3), min_size=2, max_size=5)
ASKED = st.lists(st.sampled_from(["notices", "7", "7.csv", ""]), max_size=3).map("/".join)


def slice_of(place: int, paths: list[tuple[str, str]]) -> APIRouter:
    router = APIRouter()
    for method, path in paths:
        router.add_api_route(path, answering(f"slice {place}: {path}"), methods=[method])
    return router


def answering(words: str) -> Callable[[], str]:
    return lambda: words


async def answer(app: FastAPI, method: str, path: str) -> tuple[int, str, str | None]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://commonweal") as client:
        got = await client.request(method, path)
        return got.status_code, got.text, got.headers.get("allow")


@given(SLICES, METHODS, st.sets(ASKED, min_size=4, max_size=8))
async def test_every_request_is_answered_as_without_it(
    slices: list[list[tuple[str, str]]], method: str, asked: set[str]
) -> None:
    plain, signposted = FastAPI(redirect_slashes=False), FastAPI(redirect_slashes=False)
    for place, paths in enumerate(slices):
        plain.include_router(slice_of(place, paths), prefix=PREFIX)
    include(signposted, [slice_of(place, paths) for place, paths in enumerate(slices)], prefix=PREFIX)
    for path in (f"{PREFIX}/{each}" for each in asked):
        assert await answer(signposted, method, path) == await answer(plain, method, path)


async def test_only_slices_that_have_a_path_of_this_shape_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    app = FastAPI()
    include(app, [slice_of(0, [("GET", "/bids")]), slice_of(1, [("GET", "/notices/{x}")])], prefix=PREFIX)
    for place, route in enumerate(app.router.routes[-2:]):
        monkeypatch.setattr(route, "matches", noting(asked, place, route.matches))
    assert (await answer(app, "GET", f"{PREFIX}/notices/7"))[0] == 200
    assert asked == [1]


def noting(asked: list[int], place: int, matches: Callable[..., object]) -> Callable[..., object]:
    def noted(*given: object) -> object:
        asked.append(place)
        return matches(*given)

    return noted
