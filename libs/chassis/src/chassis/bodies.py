"""What a request carries: read once, up to a limit, and taken strictly."""

from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing
from typing import Annotated, Any, get_args, get_origin
from urllib.parse import parse_qsl

from fastapi import Request
from pydantic import BaseModel, TypeAdapter, WrapValidator

from chassis.problems import MEDIA_TYPE, TOO_LARGE, Problem, malformed
from chassis.strict import parse

LARGEST = 1024 * 1024


class JsonText(bytes):
    """A JSON text that `parse` has found flawless; pydantic reads it as JSON, where text may be a date or a UUID."""


class Call(Request):
    """A request whose body is bounded, and whose JSON has been read strictly."""

    largest: int = LARGEST
    value: Any = None

    async def stream(self) -> AsyncGenerator[bytes, None]:
        """The body in pieces. Raises Problem (413) as soon as it is too large."""
        declared = self.headers.get("content-length", "")
        if declared.isascii() and declared.isdigit() and int(declared) > self.largest:
            raise self.too_large()
        total = 0
        async with aclosing(super().stream()) as pieces:
            async for piece in pieces:
                total += len(piece)
                if total > self.largest:
                    raise self.too_large()
                yield piece

    def too_large(self) -> Problem:
        """413, with the limit."""
        return Problem(TOO_LARGE, f"At most {self.largest} bytes are taken here.")

    async def json(self) -> Any:
        """The body as `read_json` left it, for FastAPI."""
        return self.value

    async def read_json(self, *, as_text: bool) -> None:
        """Read a JSON body. Raises Problem: 413, 415, 422."""
        body = await self.body()
        kind = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        if body and kind != "application/json":
            raise Problem(MEDIA_TYPE, "Send application/json.", headers={"Accept": "application/json"})
        if self.headers.get("content-encoding", "identity") != "identity":
            raise Problem(MEDIA_TYPE, "Send the body as it is, not compressed.")
        if body:
            value = parse(body)
            self.value = JsonText(body) if as_text else value

    async def refuse_body(self) -> None:
        """For paths that take nothing: an empty body or `{}`. Raises Problem (422)."""
        body = await self.body()
        if body.strip() not in {b"", b"{}"}:
            raise malformed("This takes no body.")


async def text_of(request: Request) -> str:
    """The body as text. Raises Problem: 415 if it is packed, 422 unless it is UTF-8. A byte order mark goes."""
    if request.headers.get("content-encoding", "identity") != "identity":
        raise Problem(MEDIA_TYPE, "Send the body as it is, not compressed.")
    try:
        return (await request.body()).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise malformed(f"This is not UTF-8: see byte {error.start + 1}.") from error


async def form_of(request: Request, *, largest: int, most_fields: int) -> dict[str, str]:
    """The fields of a form, each once. What is too large or no text is as if nothing had been sent."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > largest:
            return {}
    try:
        return dict(parse_qsl(body.decode(), errors="strict", max_num_fields=most_fields))
    except ValueError:
        return {}


def read_as_json(annotation: Any) -> Any:
    """The annotation of a body parameter, made to read `JsonText` by the rules of JSON instead of Python's.

    Strict models take no text for an enumeration or a date from Python values; from JSON they do, and must.
    """
    adapter: TypeAdapter[Any] = TypeAdapter(annotation)

    def read(value: Any, otherwise: Callable[[Any], Any]) -> Any:
        return adapter.validate_json(value) if isinstance(value, JsonText) else otherwise(value)

    return Annotated[annotation, WrapValidator(read)]


def is_body(annotation: Any) -> bool:
    """Whether FastAPI will take a parameter of this type from the body: a model, or a list or union of models."""
    return get_origin(annotation) is not Annotated and any(
        isinstance(part, type) and issubclass(part, BaseModel) for part in parts_of(annotation)
    )


def parts_of(annotation: Any) -> Iterator[Any]:
    """The annotation and what it is made of."""
    yield annotation
    for part in get_args(annotation):
        yield from parts_of(part)
