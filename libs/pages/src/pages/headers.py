"""What a browser is told beside a page."""

ONLY_OURS = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


def private(*, scripts: bool = False) -> dict[str, str]:
    """For a page that somebody writes on, or that is for one reader: kept nowhere, and nobody learns where it was.

    Nothing is loaded from elsewhere, nobody frames it; `scripts` allows our own, which may ask nobody but us.
    """
    return {
        "Cache-Control": "no-store",
        "Content-Security-Policy": f"{ONLY_OURS}; script-src 'self'; connect-src 'self'" if scripts else ONLY_OURS,
        "Referrer-Policy": "no-referrer",
    }
