"""The platform's merged OpenAPI document, read as a promise: what each operation takes, and what it may answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import httpx
from jsonschema import Draft202012Validator

METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")
READS = {"get", "head"}
PROBLEM = "application/problem+json"


@dataclass(frozen=True)
class Operation:
    """One method of one path, as the document describes it."""

    method: str
    path: str
    described: Mapping[str, Any]

    @property
    def id(self) -> str:
        return str(self.described.get("operationId", f"{self.method} {self.path}"))

    @property
    def service(self) -> str | None:
        """Who answers; None for the gateway itself."""
        first, _, rest = self.path[1:].partition("/")
        return first if rest.startswith("v1/") else None

    @property
    def writes(self) -> bool:
        return self.method not in READS

    @property
    def bodies(self) -> Mapping[str, Any]:
        """By media type, each with its schema and its example."""
        content: Mapping[str, Any] = self.described.get("requestBody", {}).get("content", {})
        return content

    def parameter(self, name: str) -> Mapping[str, Any]:
        return next(each for each in self.described.get("parameters", []) if each.get("name") == name)


class Description:
    """The document. `faults_of` an answer says in which ways it was not promised."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document

    @cached_property
    def operations(self) -> list[Operation]:
        return [
            Operation(method, path, item[method])
            for path, item in self.document["paths"].items()
            for method in METHODS
            if method in item
        ]

    def operation(self, name: str) -> Operation:
        return next(each for each in self.operations if each.id == name)

    def resolved(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        """The value, or the component that it refers to."""
        if "$ref" not in value:
            return value
        found: Any = self.document
        for step in value["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        return self.resolved(found)

    def validator(self, schema: Mapping[str, Any]) -> Draft202012Validator:
        """Of a schema in its place in the document, formats included."""
        whole = {**schema, "components": self.document["components"]}
        return Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)

    def examples_of(self, content: Mapping[str, Any]) -> list[Any]:
        """What is shown as a body of one media type: beside its schema, or inside it."""
        shown = [content["example"]] if "example" in content else []
        return [*shown, *self.resolved(content.get("schema", {})).get("examples", [])]

    def faults_of(self, operation: Operation, answer: httpx.Response) -> list[str]:
        """What of an answer the document does not promise: its status, media type or body."""
        status = str(answer.status_code)
        if status not in operation.described["responses"]:
            return [f"{operation.id} does not document {status}: {answer.text[:300]}"]
        content = self.resolved(operation.described["responses"][status]).get("content", {})
        kind = answer.headers.get("content-type", "").partition(";")[0]
        if not content or answer.status_code == 304:
            return [f"{operation.id}: {status} has a body that is not described"] if answer.content else []
        if kind not in content:
            return [f"{operation.id}: {status} in {kind or 'nothing'}, described is {sorted(content)}"]
        if not kind.endswith("json"):
            return []
        return [
            f"{operation.id}: {status} {error.json_path}: {error.message[:200]}"
            for error in self.validator(content[kind].get("schema", {})).iter_errors(answer.json())
        ]


def undocumented(description: Description) -> Iterator[str]:
    """What the document leaves unsaid: names twice, no words, no problems, no security, no example that fits."""
    seen: set[str] = set()
    for operation in description.operations:
        name = operation.id
        if name in seen:
            yield f"{name} is there twice"
        seen.add(name)
        for said in ("operationId", "summary", "description", "tags", "security"):
            if said not in operation.described:
                yield f"{name} does not say its {said}"
        for status, response in operation.described["responses"].items():
            if status in {"200", "201"} and not description.resolved(response).get("content"):
                yield f"{name} does not say what {status} brings"
        yield from problems_left_out(description, operation)
        yield from examples_left_out(description, operation)


def problems_left_out(description: Description, operation: Operation) -> Iterator[str]:
    """Statuses that every such operation can answer; each is a problem."""
    responses = operation.described["responses"]
    due = {"400", "401", "429"} | ({"404", "422", "502", "503", "504"} if operation.service else set())
    due |= {"409", "412", "413", "415"} if operation.service and operation.writes else set()
    due |= {"403"} if operation.described.get("security") else set()
    for status in sorted(due - responses.keys()):
        yield f"{operation.id} does not document {status}"
    for status, response in responses.items():
        content = description.resolved(response).get("content", {})
        # RFC 6749 §5.2 fixes how a token request fails.
        if status >= "400" and PROBLEM not in content and operation.path != "/oauth/token":
            yield f"{operation.id} {status} is no problem"


def examples_left_out(description: Description, operation: Operation) -> Iterator[str]:
    """Bodies without an example, and examples that do not fit. Files of bytes cannot stand in a document."""
    for kind, content in operation.bodies.items():
        examples = description.examples_of(content)
        if not examples and content.get("schema"):
            yield f"{operation.id} shows no {kind} body"
        validator = description.validator(content.get("schema", {}))
        for example in examples:
            yield from (
                f"{operation.id}: its example {error.json_path}: {error.message}"
                for error in validator.iter_errors(example)
            )
