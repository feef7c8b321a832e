"""The page that reads a photographed QR code, and the scripts that draw and read one. Nothing is sent anywhere."""

from pathlib import Path

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from kernel.errors import NotFound
from pages import ONLY_OURS, Shelf, private

#: Its script may ask nobody, not even us: what it reads goes nowhere before the rater sends it.
HEADERS = private() | {"Content-Security-Policy": f"{ONLY_OURS}; script-src 'self'"}
STATIC = {path.name: path for path in (Path(__file__).parent / "static").glob("*.js")}
shelf = Shelf("ratings.qr_codes")
router = APIRouter(prefix="/ratings/v1/qr-code", redirect_slashes=False)


@router.get("", response_class=HTMLResponse)
async def show_reader() -> HTMLResponse:
    """Where a photo of a code is chosen, and becomes the credential that it shows."""
    return HTMLResponse(shelf.render("reader.html"), headers=HEADERS)


@router.get("/{name}")
async def read_script(name: str) -> Response:
    """What runs on the rater's own machine; compare it with the one in the repository. No other file."""
    if name not in STATIC:
        raise NotFound("There is no such file here.")
    headers = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    return Response(STATIC[name].read_bytes(), media_type="text/javascript", headers=headers)
