"""Nothing slips in behind another request (reliability: T13). Each case is written to the socket as it is."""

import asyncio
import re
from contextlib import suppress

import pytest
from gateway.tests.conftest import House

from gateway import protocol

HEAD = b"POST /registry/v1/things HTTP/1.1\r\nHost: commonweal\r\n"
SMUGGLED = b"GET /registry/v1/smuggled HTTP/1.1\r\nHost: commonweal\r\n\r\n"
STATUS = re.compile(rb"HTTP/1\.1 (\d{3}) ")

REFUSED = {
    "both lengths, chunked last": HEAD + b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "both lengths, chunked first": HEAD
    + b"Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n"
    + SMUGGLED,
    "two different lengths": HEAD + b"Content-Length: 0\r\nContent-Length: 60\r\n\r\n" + SMUGGLED,
    "two equal lengths": HEAD + b"Content-Length: 0\r\nContent-Length: 0\r\n\r\n" + SMUGGLED,
    "a length with a sign": HEAD + b"Content-Length: +3\r\n\r\nabc" + SMUGGLED,
    "a length below zero": HEAD + b"Content-Length: -1\r\n\r\n" + SMUGGLED,
    "a list of lengths": HEAD + b"Content-Length: 3, 3\r\n\r\nabc" + SMUGGLED,
    "chunked and then something else": HEAD + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "chunked twice": HEAD + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a coding nobody knows": HEAD + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a space before the colon": HEAD + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a folded line": HEAD + b"Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "bare line feeds": HEAD.replace(b"\r\n", b"\n") + b"Content-Length: 0\n\n" + SMUGGLED,
    "a chunk size in another notation": HEAD + b"Transfer-Encoding: chunked\r\n\r\n0x3\r\nabc\r\n0\r\n\r\n" + SMUGGLED,
    "no host": b"GET /registry/v1/things HTTP/1.1\r\n\r\n",
    "two hosts": b"GET /registry/v1/things HTTP/1.1\r\nHost: commonweal\r\nHost: inside\r\n\r\n",
    "a name with an underscore": b"GET /registry/v1/things HTTP/1.1\r\nHost: commonweal\r\nX_User_Id: 1\r\n\r\n",
    "NUL in a value": b"GET /registry/v1/things HTTP/1.1\r\nHost: commonweal\r\nAccept: a\0b\r\n\r\n",
    "NUL in the path": b"GET /registry/v1/\0 HTTP/1.1\r\nHost: commonweal\r\n\r\n",
    "a method of a thousand letters": b"G" * 1000 + b" / HTTP/1.1\r\nHost: commonweal\r\n\r\n",
    "TRACE": b"TRACE /registry/v1/things HTTP/1.1\r\nHost: commonweal\r\n\r\n",
    "CONNECT": b"CONNECT inside:5432 HTTP/1.1\r\nHost: commonweal\r\n\r\n",
    "20,000 headers": b"GET / HTTP/1.1\r\nHost: commonweal\r\n"
    + b"".join(b"a%d: b\r\n" % n for n in range(20_000))
    + b"\r\n",
    "101 headers": b"GET / HTTP/1.1\r\nHost: commonweal\r\n" + b"A: b\r\n" * 100 + b"\r\n",
    "a header of 200 kB": b"GET / HTTP/1.1\r\nHost: commonweal\r\nCookie: " + b"a" * 200_000 + b"\r\n\r\n",
    "a header of 33 kB": b"GET / HTTP/1.1\r\nHost: commonweal\r\nCookie: " + b"a" * 33_000 + b"\r\n\r\n",
    "two tokens": b"GET / HTTP/1.1\r\nHost: commonweal\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n",
    "no HTTP at all": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
}


async def said(house: House, request: bytes, *, within: float = 3.0) -> bytes:
    """Everything that comes back until the gateway hangs up or has nothing more to say."""
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
    answer = b""
    try:
        writer.write(request)
        async with asyncio.timeout(within):
            await writer.drain()
            while piece := await reader.read(65536):
                answer += piece
    except (TimeoutError, ConnectionError):
        pass
    finally:
        writer.close()
    return answer


async def test_a_request_that_is_not_plainly_one_is_refused_and_nothing_follows_it_in(gateway_house: House) -> None:
    answers = await asyncio.gather(*(said(gateway_house, request, within=2.0) for request in REFUSED.values()))
    statuses = {
        case: [int(found) for found in STATUS.findall(answer)] for case, answer in zip(REFUSED, answers, strict=True)
    }
    assert not {case: found for case, found in statuses.items() if len(found) != 1 or not 400 <= found[0] < 500}
    assert gateway_house.upstream.asked == []


async def test_pipelined_requests_are_answered_in_their_order(gateway_house: House) -> None:
    requests = b"".join(
        b"GET /registry/v1/things/%d HTTP/1.1\r\nHost: commonweal\r\n%s\r\n" % (n, b"Connection: close\r\n" * (n == 99))
        for n in range(100)
    )
    answers = await said(gateway_house, requests, within=10)
    assert STATUS.findall(answers) == [b"200"] * 100
    assert [int(found) for found in re.findall(rb'"path":"/registry/v1/things/(\d+)"', answers)] == list(range(100))


async def test_nonsense_behind_a_request_is_not_taken_for_its_answer(gateway_house: House) -> None:
    answers = await said(gateway_house, b"GET /registry/v1/things HTTP/1.1\r\nHost: commonweal\r\n\r\nNONSENSE\r\n\r\n")
    assert STATUS.findall(answers)[0] == b"200"
    assert len(STATUS.findall(answers)) <= 2


async def test_the_host_and_the_address_that_a_request_names_lead_nowhere_else(gateway_house: House) -> None:
    absolute = b"GET http://inside:5432/registry/v1/things HTTP/1.1\r\nHost: inside\r\nConnection: close\r\n\r\n"
    assert STATUS.findall(await said(gateway_house, absolute)) == [b"200"]
    assert gateway_house.upstream.asked[0]["path"] == "/registry/v1/things"


async def test_trailers_are_no_headers(gateway_house: House) -> None:
    request = HEAD + b"Transfer-Encoding: chunked\r\nTrailer: Authorization\r\nConnection: close\r\n\r\n"
    await said(gateway_house, request + b"1\r\na\r\n0\r\nAuthorization: Bearer x\r\nX-User: 1\r\n\r\n")
    names = {name for asked in gateway_house.upstream.asked for name, _ in asked["headers"]}
    assert not names & {"authorization", "x-user", "trailer"}


async def test_who_takes_too_long_for_a_header_is_not_waited_for(
    gateway_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "PATIENCE", 0.2)
    reader, writer = await asyncio.open_connection("127.0.0.1", gateway_house.port)
    writer.write(b"GET / HTTP/1.1\r\nHost: com")
    async with asyncio.timeout(3):
        assert await reader.read() == b""
    writer.close()


async def test_an_endless_header_is_cut_off(gateway_house: House) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", gateway_house.port)
    writer.write(b"GET / HTTP/1.1\r\nHost: commonweal\r\nCookie: ")
    sent = 0
    while sent < 64_000_000 and not writer.is_closing():
        writer.write(b"a" * 65536)
        sent += 65536
        with suppress(ConnectionError):
            await writer.drain()
    assert sent < 16_000_000
    writer.close()
