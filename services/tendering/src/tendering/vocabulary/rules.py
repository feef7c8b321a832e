"""Where a body names codes. Pure."""

from collections.abc import Iterator

NAME = "cpv"


def codes_in(said: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every code that stands under `cpv` in a body, at whatever depth, with its JSON pointer."""
    if isinstance(said, dict):
        for name, each in said.items():
            yield from _named(each, f"{path}/{name}") if name == NAME else codes_in(each, f"{path}/{name}")
    elif isinstance(said, list):
        for place, each in enumerate(said):
            yield from codes_in(each, f"{path}/{place}")


def _named(said: object, path: str) -> Iterator[tuple[str, str]]:
    """One code, or a list of them."""
    if isinstance(said, str):
        yield path, said
    elif isinstance(said, list):
        yield from ((f"{path}/{place}", code) for place, code in enumerate(said))
