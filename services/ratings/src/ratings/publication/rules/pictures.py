"""A badge and a card to put on other pages: readable without colour, by a screen reader, and without a script."""

from html import escape
from typing import Any

WIDTH, HEIGHT = 320, 72
TITLE = "commonweal-title"


def in_words(name: str, summary: Any) -> str:
    """What the badge shows, for who hears it."""
    if summary.suppressed:
        return f"{name}: too few ratings to show yet."
    score, low, high = (f"{float(figure):.1f}" for figure in (summary.score, *span(summary)))
    return f"{name}: {score} of 5, most likely {low} to {high}, from {summary.count} users."


def span(summary: Any) -> tuple[str, str]:
    """Between what the score most likely lies."""
    return summary.interval.low, summary.interval.high


def lines(summary: Any) -> tuple[str, str]:
    """What is written large, and what is written small."""
    if summary.suppressed:
        return "Too few ratings to show", "Rated by people who used the service"
    return f"{float(summary.score):.1f} of 5", f"{summary.count} people who used the service"


def badge(name: str, summary: Any) -> str:
    """An SVG picture with a title of its own; dark text on white, contrast 9 to 1 and more."""
    large, small = map(escape, lines(summary))
    size = f'width="{WIDTH}" height="{HEIGHT}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' aria-labelledby="{TITLE}"><title id="{TITLE}">{escape(in_words(name, summary))}</title>'
        f'<rect {size} rx="6" fill="#ffffff" stroke="#14532d" stroke-width="2"/>'
        f'<text x="16" y="34" font-family="sans-serif" font-size="22" font-weight="700" fill="#14532d">{large}</text>'
        f'<text x="16" y="56" font-family="sans-serif" font-size="13" fill="#1f2937">{small}</text></svg>'
    )


def card(name: str, summary: Any, address: str) -> str:
    """A page of its own for an `iframe`: the same in words, with a link to what users tell."""
    return (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>What users say of {escape(name)}</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<style>body{margin:0;padding:1rem;font:1rem/1.5 sans-serif;color:#1f2937;background:#fff}"
        "h1{font-size:1.1rem;margin:0}p{margin:.5rem 0 0}a{color:#14532d}a:focus{outline:3px solid #14532d}</style>"
        f"</head><body><main><h1>What users say of {escape(name)}</h1><p>{escape(in_words(name, summary))}</p>"
        f'<p><a href="{escape(address)}" target="_top">Read their stories</a></p></main></body></html>'
    )
