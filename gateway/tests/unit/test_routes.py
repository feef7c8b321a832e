"""One path has one spelling, and leads to one place."""

import pytest

from gateway.routes import AmbiguousPath, Routes, canonical

ROUTES = Routes({"registry": "http://r:1/", "grants": "http://g:2", "transparency": "http://t:3"})


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        (b"/", "/"),
        (b"", "/"),
        (b"/registry/v1/organisations", "/registry/v1/organisations"),
        (b"/registry/v1/organisations/", "/registry/v1/organisations"),
        (b"/reg%69stry/v1/%6f", "/registry/v1/o"),
        (b"/a%20b", "/a%20b"),
        (b"/caf%c3%a9", "/caf%C3%A9"),
        (b"/file%2ejson", "/file.json"),
        (b"/registry/v1/organisations/GB-CHC-1090095", "/registry/v1/organisations/GB-CHC-1090095"),
    ],
)
def test_a_path_is_spelled_in_one_way(sent: bytes, meant: str) -> None:
    assert canonical(sent) == meant
    assert canonical(meant.encode()) == meant


@pytest.mark.parametrize(
    "sent",
    [
        b"//registry/v1/organisations",
        b"/registry//v1",
        b"/registry/v1/x//",
        b"/registry/v1/../../metrics",
        b"/registry/./v1",
        b"/registry/%2e%2e/metrics",
        b"/registry/%2E/v1",
        b"/registry%2fv1/organisations",
        b"/registry%5cv1",
        b"/registry\\v1",
        b"/registry/v1;x=1/organisations",
        b"/registry/v1/%00",
        b"/registry/v1/%0d%0aX",
        b"/registry/v1/%252e%252e",
        b"/registry/v1/%c0%af",
        b"/registry/v1/%ff",
        b"/registry/v1/%zz",
        b"/registry/v1/%",
        b"/registry/v1/a b",
        "/registry/v1/é".encode(),
        b"registry/v1",
    ],
)
def test_a_path_that_two_readers_could_read_differently_is_refused(sent: bytes) -> None:
    with pytest.raises(AmbiguousPath):
        canonical(sent)


@pytest.mark.parametrize(
    ("method", "path", "service"),
    [
        ("POST", "/registry/v1/organisations", "registry"),
        ("GET", "/registry/v1", "registry"),
        ("GET", "/grants/v1/schemes", "grants"),
        ("GET", "/grants", "transparency"),
        ("GET", "/", "transparency"),
        ("HEAD", "/organisations/x", "transparency"),
        ("GET", "/Registry/v1/organisations", "transparency"),
        ("GET", "/registry/v10/organisations", "transparency"),
        ("POST", "/", None),
        ("POST", "/registry/v2/organisations", None),
        ("GET", "/metrics", None),
        ("GET", "/METRICS", None),
        ("GET", "/.git/config", None),
        ("GET", "/oauth/elsewhere", None),
        ("GET", "/Readyz", None),
    ],
)
def test_a_path_leads_to_one_place(method: str, path: str, service: str | None) -> None:
    found = ROUTES.destination(method, path)
    assert (found.service if found else None) == service


def test_a_gateway_without_a_site_shows_none() -> None:
    assert Routes({"registry": "http://r:1"}).destination("GET", "/") is None
