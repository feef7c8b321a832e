"""What Prometheus warns of and Grafana shows: PromQL by its own grammar, of metrics that the code has."""

import json
from collections.abc import Iterator
from typing import Any

import promql_parser
import pytest
import yaml
from prometheus_client import CollectorRegistry
from tests.conformance.chart import ROOT, manifests, of_kind

from chassis.metrics import Metrics
from gateway.metrics import Meters

GRAFANA = ROOT / "deploy/grafana"
#: What Grafana puts in before it asks.
VARIABLES = {"$__rate_interval": "5m", "$namespace": "here", "$service": "tendering"}


def test_every_alert_is_of_a_metric_that_there_is() -> None:
    rules = alerts()
    for rule in rules:
        assert metrics_in(rule["expr"]) <= known(), rule["alert"]
    assert len({rule["alert"] for rule in rules}) == len(rules)


def test_every_alert_says_what_it_means_and_how_bad_it_is() -> None:
    for rule in alerts():
        assert rule["annotations"].keys() == {"summary", "description"}
        assert rule["labels"]["severity"] in {"critical", "warning", "info"}


def test_whatever_stands_still_is_watched() -> None:
    """docs/tracing.md names what is worth an alarm."""
    watched = {name for rule in alerts() for name in metrics_in(rule["expr"])}
    ledger = {"relay_state", "ledger_published", "ledger_oldest_unpublished_seconds"}
    readers = {"reader_lag", "reader_parked", "reader_halted", "reader_stale"}
    assert ledger | readers <= watched


def test_every_panel_is_of_a_metric_that_there_is() -> None:
    queries = list(panels())
    assert len(queries) > 10
    for query in queries:
        assert metrics_in(query) <= known(), query


@pytest.mark.parametrize("query", ["ledger_oldest_unpublished > 10", "rate(gateway_limits_hit[5m])"])
def test_a_metric_that_there_is_not_is_found(query: str) -> None:
    assert not metrics_in(query) <= known()


def test_the_chart_brings_both_as_they_stand() -> None:
    found = manifests("production")
    [rules] = of_kind(found, "PrometheusRule").values()
    assert rules["spec"] == yaml.safe_load((GRAFANA / "alerts.yaml").read_text())
    dashboard = of_kind(found, "ConfigMap")["commonweal-dashboard"]["data"]["commonweal.json"]
    assert dashboard == (GRAFANA / "dashboard.json").read_text()


def alerts() -> list[dict[str, Any]]:
    groups = yaml.safe_load((GRAFANA / "alerts.yaml").read_text())["groups"]
    return [rule for group in groups for rule in group["rules"]]


def panels() -> Iterator[str]:
    """Every query of the dashboard, as Prometheus would get it."""
    for panel in json.loads((GRAFANA / "dashboard.json").read_text())["panels"]:
        for target in panel.get("targets", ()):
            query = target["expr"]
            for name, value in VARIABLES.items():
                query = query.replace(name, value)
            yield query


def metrics_in(query: str) -> set[str]:
    """The metrics that a query reads. Raises ValueError where it is no PromQL."""
    found: set[str] = set()

    def look(part: object) -> bool:
        if isinstance(part, promql_parser.VectorSelector) and part.name:
            found.add(part.name)
        return True

    promql_parser.walk(promql_parser.parse(query), look)
    return found


def known() -> set[str]:
    """Every series that a service or the gateway shows."""
    return {*series(Metrics().registry), *series(Meters().registry)}


def series(registry: CollectorRegistry) -> Iterator[str]:
    suffixes = {"histogram": ("_bucket", "_count", "_sum"), "counter": ("_total",)}
    for family in registry.collect():
        for suffix in suffixes.get(family.type, ("",)):
            yield f"{family.name}{suffix}"
