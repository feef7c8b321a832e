"""What Helm makes of the chart, and what Kubernetes would say to it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import helm_python
import kubernetes_validate
import yaml

ROOT = Path(__file__).parents[2]
HELM = ROOT / "deploy/helm"
CHART = HELM / "commonweal"
RELEASE = "commonweal"
#: The oldest version that the chart allows, and the newest whose schemas are here.
KUBERNETES = ("1.30", "1.36")
#: Kinds that Kubernetes does not know itself; the chart makes them only where the values say that the cluster does.
FOREIGN = {"ServiceMonitor", "PrometheusRule", "HTTPRoute"}
Manifest = Mapping[str, Any]


def values_of(name: str) -> Mapping[str, Any]:
    """`trial` or `production`; `default` is the chart's own values."""
    return {} if name == "default" else yaml.safe_load((HELM / f"{name}.yaml").read_text())


def rendered(values: Mapping[str, Any], chart: Path = CHART) -> Mapping[str, str]:
    """Each template's text, under its name. Raises HelmError."""
    with helm_python.Chart.load(chart) as loaded:
        texts = loaded.render(dict(values), name=RELEASE, namespace="here")
    return {Path(path).name: text for path, text in texts.items()}


@cache
def manifests(name: str = "default") -> Sequence[Manifest]:
    """Every object that would be sent to the cluster for these values."""
    texts = rendered(values_of(name))
    return [found for file, text in texts.items() if file.endswith(".yaml") for found in objects(text)]


def objects(text: str) -> list[Manifest]:
    """The documents of a file, without the empty ones."""
    return [found for found in yaml.load_all(text, yaml.CSafeLoader) if found]


def judged(manifest: Manifest) -> None:
    """Raises kubernetes_validate.ValidationError for what Kubernetes does not know, a misspelt field among it."""
    for version in KUBERNETES:
        if manifest["kind"] not in FOREIGN:
            kubernetes_validate.validate(manifest, version, strict=True)


def pods(found: Sequence[Manifest]) -> Iterator[tuple[Manifest, Mapping[str, Any]]]:
    """Every object that starts pods, with the pod's own specification."""
    for manifest in found:
        if manifest["kind"] == "Pod":
            yield manifest, manifest["spec"]
        elif "template" in manifest.get("spec", {}):
            yield manifest, manifest["spec"]["template"]["spec"]


def of_kind(found: Sequence[Manifest], kind: str) -> dict[str, Manifest]:
    """The objects of one kind by their name."""
    return {manifest["metadata"]["name"]: manifest for manifest in found if manifest["kind"] == kind}


def name_of(manifest: Manifest) -> str:
    """What the platform calls the program: registry … gateway."""
    return str(manifest["metadata"]["labels"]["app.kubernetes.io/name"])


def component_of(manifest: Manifest) -> str:
    """What the program does there: api, worker, migrate, ready."""
    return str(manifest["metadata"]["labels"]["app.kubernetes.io/component"])


def variables(pod: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The environment of a pod's one container."""
    [container] = pod["containers"]
    return {variable["name"]: variable for variable in container.get("env", ())}
