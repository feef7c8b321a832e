"""The stylesheet, the letters and the mark. What is named for its content is kept for ever."""

import gzip
from functools import cache

from fastapi import Request, Response

from kernel.errors import NotFound
from pages import STATIC, stylesheet_path
from transparency.site.views.page import PageRouter

FOR_EVER, FOR_A_DAY = "public, max-age=31536000, immutable", "public, max-age=86400"
MEDIA_TYPES = {".svg": "image/svg+xml", ".woff2": "font/woff2"}
router = PageRouter()


@router.page("/static/{name}")
async def read_static(name: str, request: Request) -> Response:
    """One file; only the stylesheet's own digest finds it. Letters carry their version in their name."""
    if f"/static/{name}" == stylesheet_path():
        body, headers = stylesheet(), {"Cache-Control": FOR_EVER, "Vary": "Accept-Encoding"}
        if "gzip" in request.headers.get("accept-encoding", ""):
            body, headers = packed_stylesheet(), {**headers, "Content-Encoding": "gzip"}
        return Response(body, media_type="text/css", headers=headers)
    found = {path.name: path for path in STATIC.iterdir()}.get(name)
    if found is None or found.suffix not in MEDIA_TYPES:
        raise NotFound("There is no such file here.")
    kept = FOR_A_DAY if found.suffix == ".svg" else FOR_EVER
    return Response(found.read_bytes(), media_type=MEDIA_TYPES[found.suffix], headers={"Cache-Control": kept})


@cache
def stylesheet() -> bytes:
    """As it was built."""
    return (STATIC / "commonweal.css").read_bytes()


@cache
def packed_stylesheet() -> bytes:
    """The same in a sixth of the bytes; the same bytes each time."""
    return gzip.compress(stylesheet(), mtime=0)
