"""Several documents become one that means the same."""

from typing import Any

from gateway.docs.merge import OWN, merged, operation_id, texts

FRAME = {"openapi": "3.1.0", "info": {"title": "All", "version": "1"}}
PROBLEM = {"type": "object", "properties": {"title": {"type": "string"}}}


def ref(name: str, section: str = "schemas") -> dict[str, str]:
    return {"$ref": f"#/components/{section}/{name}"}


def a_document(service: str, **schemas: Any) -> dict[str, Any]:
    answer = {"description": "It.", "content": {"application/json": {"schema": ref("Thing")}}}
    operation = {
        "operationId": f"{service}_show",
        "tags": ["things"],
        "responses": {"200": answer, "404": ref("Gone", "responses")},
    }
    content = {"application/problem+json": {"schema": ref("Problem")}}
    return {
        "paths": {f"/{service}/v1/things/{{id}}": {"get": operation}, "/healthz": {"get": {"responses": {}}}},
        "components": {
            "schemas": {"Problem": PROBLEM, **schemas},
            "responses": {"Gone": {"description": "Gone.", "content": content}},
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
    }


def of(*parts: dict[str, Any]) -> dict[str, Any]:
    return merged(dict(zip(("registry", "grants"), parts, strict=False)), FRAME)


def test_what_two_services_call_alike_and_mean_differently_keeps_two_meanings() -> None:
    whole = of(a_document("registry", Thing={"type": "string"}), a_document("grants", Thing={"type": "integer"}))
    assert whole["components"]["schemas"]["RegistryThing"] == {"type": "string"}
    assert whole["components"]["schemas"]["GrantsThing"] == {"type": "integer"}
    shown = whole["paths"]["/grants/v1/things/{id}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert shown == ref("GrantsThing")


def test_what_is_the_same_everywhere_is_said_once() -> None:
    whole = of(a_document("registry", Thing={"type": "string"}), a_document("grants", Thing={"type": "string"}))
    assert set(whole["components"]["schemas"]) == {"Problem", "Thing"}
    assert set(whole["components"]["responses"]) == {"Gone"}
    assert set(whole["components"]["securitySchemes"]) == {"bearer"}


def test_what_looks_alike_but_refers_to_what_differs_is_not_the_same() -> None:
    parts = (
        a_document(service, Thing={"properties": {"part": ref("Part")}}, Part={"type": kind})
        for service, kind in (("registry", "string"), ("grants", "integer"))
    )
    schemas = of(*parts)["components"]["schemas"]
    assert schemas["GrantsThing"] == {"properties": {"part": ref("GrantsPart")}}
    assert schemas["RegistryThing"] == {"properties": {"part": ref("RegistryPart")}}


def test_types_that_refer_to_each_other_are_shared_together() -> None:
    loop = {"Thing": {"items": ref("Other")}, "Other": {"items": ref("Thing")}}
    assert set(of(a_document("registry", **loop), a_document("grants", **loop))["components"]["schemas"]) == {
        "Problem",
        "Thing",
        "Other",
    }


def test_every_reference_leads_somewhere() -> None:
    whole = of(a_document("registry", Thing={"type": "string"}), a_document("grants", Thing={"type": "integer"}))
    components = {f"#/components/{section}/{name}" for section, named in whole["components"].items() for name in named}
    edge = {f"#/components/responses/Problem{status}" for status in (400, 401, 429, 502, 503, 504)}
    assert {text for text in texts(whole["paths"]) if text.startswith("#/")} <= components | edge


def test_only_what_the_gateway_leads_to_is_described() -> None:
    assert set(of(a_document("registry", Thing={}))["paths"]) == {"/registry/v1/things/{id}"}
    assert "/healthz" in merged({OWN: a_document("gateway", Thing={})}, FRAME)["paths"]


def test_operations_are_named_by_their_service_and_their_verb() -> None:
    path = "/registry/v1/organisations/{organisation_id}"
    given = "show_organisation_registry_v1_organisations__organisation_id__get"
    assert operation_id("registry", path, "get", given) == "registry_show_organisation"
    assert operation_id("registry", path, "get", "registry_show_organisation") == "registry_show_organisation"
