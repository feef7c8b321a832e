"""Whether the gateway lives, and whether all it leads to is there."""

import asyncio
from collections.abc import Mapping

import aiohttp
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from chassis.health import database, reason

PATIENCE = aiohttp.ClientTimeout(total=3)
router = APIRouter(include_in_schema=False)


@router.get("/healthz")
async def healthz() -> Mapping[str, str]:
    """The process lives."""
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(request: Request) -> JSONResponse:
    """Whether the database and every service are ready; 503 with the reasons if not."""
    state = request.app.state
    names = list(state.routes.addresses)
    services = (unready(state.proxy.session, address) for address in state.routes.addresses.values())
    why, *rest = await asyncio.gather(reason(database, request.app), *services)
    checks = {"database": why or "ok"} | {name: said or "ok" for name, said in zip(names, rest, strict=True)}
    ready = not why and not any(rest)
    return JSONResponse({"status": "ok" if ready else "unavailable", "checks": checks}, 200 if ready else 503)


async def unready(session: aiohttp.ClientSession, address: str) -> str | None:
    """Why a service is not ready; None if it is. Its own reasons are for its operators."""
    try:
        async with session.get(f"{address}/readyz", timeout=PATIENCE, allow_redirects=False) as answer:
            return None if answer.status == 200 else "not ready"
    except (aiohttp.ClientError, TimeoutError) as error:
        return f"unreachable: {type(error).__name__}"
