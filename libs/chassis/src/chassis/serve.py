"""Listening: uvicorn with the one parser that refuses smuggled requests, and no trust in forwarded headers."""

import asyncio

import uvicorn
from fastapi import FastAPI

from chassis.settings import Settings


def configured(app: FastAPI, settings: Settings) -> uvicorn.Config:
    """How services listen. h11 takes a request with both Content-Length and Transfer-Encoding; httptools does not.

    The gateway, open to everybody, brings a stricter protocol of its own.
    """
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http=getattr(app.state, "http_protocol", "httptools"),
        loop="auto",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=10,
        backlog=1024,
        limit_concurrency=500,
    )


async def serve(app: FastAPI, settings: Settings, stopping: asyncio.Event) -> None:
    """Answer requests until SIGTERM or SIGINT, then let those under way finish.

    uvicorn hears them from when it listens; one that came before has set `stopping`.
    """
    server = uvicorn.Server(configured(app, settings))

    async def hear() -> None:
        await stopping.wait()
        server.should_exit = True

    hearing = asyncio.create_task(hear())
    try:
        await server.serve()
    finally:
        hearing.cancel()
