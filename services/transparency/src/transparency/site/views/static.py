"""The stylesheet, the letters and the mark. What is named for its content is kept for ever."""

from fastapi import Response
from fastapi.responses import FileResponse

from kernel.errors import NotFound
from pages import STATIC, stylesheet_path
from transparency.site.views.page import PageRouter

FOR_EVER, FOR_A_DAY = "public, max-age=31536000, immutable", "public, max-age=86400"
MEDIA_TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
router = PageRouter()


@router.page("/static/{name}")
async def read_static(name: str) -> Response:
    """One file; only the stylesheet's own digest finds it. Letters carry their version in their name."""
    stylesheet = stylesheet_path().rpartition("/")[2]
    path = STATIC / ("commonweal.css" if name == stylesheet else name)
    found = {kept.name: kept for kept in STATIC.iterdir()}.get(path.name)
    if found is None or name == "commonweal.css" or found.suffix not in MEDIA_TYPES:
        raise NotFound("There is no such file here.")
    kept = FOR_A_DAY if found.suffix == ".svg" else FOR_EVER
    return FileResponse(found, media_type=MEDIA_TYPES[found.suffix], headers={"Cache-Control": kept})
