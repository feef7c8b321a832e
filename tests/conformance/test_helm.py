"""The Helm chart, judged by Helm's own engine and Kubernetes' own schemas: nothing here can run a cluster."""

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import helm_python
import kubernetes_validate
import pytest
import yaml
from fastapi import FastAPI
from tests.conformance.chart import (
    CHART,
    FOREIGN,
    HELM,
    KUBERNETES,
    ROOT,
    component_of,
    judged,
    manifests,
    name_of,
    objects,
    of_kind,
    pods,
    rendered,
    values_of,
    variables,
)

import chassis.settings
import gateway.settings
import ratings.settings
from chassis import __main__ as chassis_main
from chassis.serve import configured

SERVICES = ("registry", "tendering", "ratings", "grants", "transparency")
VALUES = ("default", "trial", "production")
#: What the image or the program itself decides; nothing of it is for a chart.
ITS_OWN = {"COMMONWEAL_HOST", "COMMONWEAL_PORT", "COMMONWEAL_JWKS_URL", "COMMONWEAL_TRACING"}
TRACING = {"OTEL_SERVICE_NAME", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG"}
LEAVING_NATS = 5  # chassis.bus.connect: seconds for what is under way


def settings_of(service: str) -> set[str]:
    """The variables that a program reads."""
    kinds: dict[str, type[chassis.settings.Settings]] = {
        "gateway": gateway.settings.Settings,
        "ratings": ratings.settings.Settings,
    }
    fields = kinds.get(service, chassis.settings.Settings).model_fields
    return {f"COMMONWEAL_{name.upper()}" for name in fields}


@pytest.mark.parametrize("name", VALUES)
def test_helm_finds_nothing_to_say(name: str) -> None:
    for version in KUBERNETES:
        report = helm_python.lint(CHART, dict(values_of(name)), strict=True, kube_version=version)
        assert report["errors"] == []


@pytest.mark.parametrize("name", VALUES)
def test_kubernetes_knows_every_field(name: str) -> None:
    found = manifests(name)
    for manifest in found:
        judged(manifest)
    kinds = {manifest["kind"] for manifest in found}
    assert kinds & FOREIGN == ({"ServiceMonitor", "PrometheusRule"} if name == "production" else set())


def test_the_servers_of_a_trial_are_known_to_kubernetes() -> None:
    servers = objects((HELM / "servers.yaml").read_text())
    for manifest in servers:
        judged(manifest)
    assert sorted((each["kind"], each["metadata"]["name"]) for each in servers) == [
        ("Service", "nats"),
        ("Service", "postgres"),
        ("StatefulSet", "nats"),
        ("StatefulSet", "postgres"),
    ]


def test_a_misspelt_field_is_found(tmp_path: Path) -> None:
    """The proof that the schemas are strict: Kubernetes would drop the field and start the pods without it."""
    chart = tmp_path / "commonweal"
    shutil.copytree(CHART, chart)
    pod = chart / "templates/_pods.tpl"
    pod.write_text(pod.read_text().replace("readOnlyRootFilesystem:", "readOnlyRootFileSystem:"))
    with pytest.raises(kubernetes_validate.ValidationError, match="readOnlyRootFileSystem"):
        judged(of_kind(objects(rendered({}, chart)["processes.yaml"]), "Deployment")["commonweal-gateway"])


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"replicaCount": 3}, "replicaCount"),
        ({"settings": {"COMMONWEAL_OCID_PREFX": "ocds-1"}}, "COMMONWEAL_OCID_PREFX"),
        ({"gateway": {"settings": {"COMMONWEAL_SECRET": "seen by all"}}}, "COMMONWEAL_SECRET"),
        ({"gateway": {"settings": {"COMMONWEAL_CLIENT_QUOTA": 60000}}}, "want string"),
        ({"documents": {"url": "memory:///"}}, "/documents/url"),
        ({"nats": {"replicas": 2}}, "/nats/replicas"),
        ({"services": {"registry": None}}, "registry"),
        ({"each": {"api": {"replicas": 0}}}, "/each/api/replicas"),
        ({"each": {"api": {"resources": {"limits": {"memory": "512m"}}}}}, "/each/api/resources/limits/memory"),
        ({"image": {"digest": "latest"}}, "/image/digest"),
        ({"ingress": {"enabled": True, "tlsSecret": "tls"}}, "/publicUrl"),
        ({"ingress": {"enabled": True}, "publicUrl": "https://here.example"}, "/ingress/tlsSecret"),
        ({"sandbox": True, "publicUrl": "https://here.example"}, "/publicUrl"),
        ({"each": {"api": {"autoscaling": {"enabled": True, "min": 9}}}}, "min (9) is above max (6)"),
    ],
)
def test_nonsense_is_refused_by_name(values: Mapping[str, Any], said: str) -> None:
    with pytest.raises(helm_python.HelmError, match=re.escape(said)):
        rendered(values)


@pytest.mark.parametrize("name", VALUES)
def test_every_variable_is_a_setting_of_the_program_that_gets_it(name: str) -> None:
    found = [(manifest, pod) for manifest, pod in pods(manifests(name)) if component_of(manifest) != "ready"]
    assert {name_of(manifest) for manifest, _ in found} == {*SERVICES, "gateway"}
    for manifest, pod in found:
        assert variables(pod).keys() <= settings_of(name_of(manifest)) | TRACING, manifest["metadata"]["name"]


@pytest.mark.parametrize("name", VALUES)
def test_every_program_understands_what_it_is_told(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own settings, read as it reads them; what a Secret would hold is some word."""
    for manifest, pod in pods(manifests(name)):
        if component_of(manifest) == "ready":
            continue
        with monkeypatch.context() as patched:
            for variable in variables(pod).values():
                patched.setenv(variable["name"], variable.get("value", "secret"))
            settings = chassis_main.settings_of(name_of(manifest))
        if component_of(manifest) == "api" and name_of(manifest) == "gateway":
            assert isinstance(settings, gateway.settings.Settings)
            assert settings.routes.keys() == set(SERVICES)
            assert bool(settings.proxies) is (name == "production")
        elif component_of(manifest) != "migrate":
            assert settings.nats_replicas == (1 if name == "trial" else 3)


def test_every_setting_can_be_made() -> None:
    """A setting that the code has learned belongs into values.schema.json, or the chart knows it itself."""
    schema = json.loads((CHART / "values.schema.json").read_text())["properties"]
    common = schema["settings"]["properties"].keys() | ITS_OWN
    own = {"gateway": schema["gateway"]["properties"]["settings"]["properties"].keys()}
    told: dict[str, set[str]] = {}
    for manifest, pod in pods(manifests()):
        told.setdefault(name_of(manifest), set()).update(variables(pod))
    told["gateway"] |= {name for name in settings_of("registry") if name in told["registry"]}  # it has no stream
    for service in (*SERVICES, "gateway"):
        unknown = settings_of(service) - told[service] - common - own.get(service, set())
        assert unknown <= {"COMMONWEAL_MIGRATION_DATABASE_URL"}, service


def test_the_gateway_is_told_where_every_service_is() -> None:
    found = manifests()
    deployment = of_kind(found, "Deployment")["commonweal-gateway"]
    routes = json.loads(variables(deployment["spec"]["template"]["spec"])["COMMONWEAL_ROUTES"]["value"])
    services, deployments = of_kind(found, "Service"), of_kind(found, "Deployment")
    assert routes.keys() == set(SERVICES)
    for name, address in routes.items():
        host, port = address.removeprefix("http://").split(":")
        service = services[host]
        [behind] = [each for each in deployments.values() if selects(service["spec"]["selector"], labels(each))]
        [container] = behind["spec"]["template"]["spec"]["containers"]
        assert (name_of(behind), container["args"]) == (name, [name, "api"])
        assert [int(port)] == [each["port"] for each in service["spec"]["ports"]]
        assert service["spec"]["ports"][0]["targetPort"] == container["ports"][0]["name"]


@pytest.mark.parametrize("name", VALUES)
def test_what_is_referred_to_is_there(name: str) -> None:
    found = manifests(name)
    deployments = of_kind(found, "Deployment")
    for scaled in of_kind(found, "HorizontalPodAutoscaler").values():
        assert scaled["spec"]["scaleTargetRef"]["name"] in deployments
    for spared in of_kind(found, "PodDisruptionBudget").values():
        chosen = spared["spec"]["selector"]["matchLabels"]
        [deployment] = [each for each in deployments.values() if selects(chosen, labels(each))]
        assert deployment["spec"].get("replicas", 2) > 1
    for ingress in of_kind(found, "Ingress").values():
        [path] = ingress["spec"]["rules"][0]["http"]["paths"]
        assert path["backend"]["service"] == {"name": "commonweal-gateway", "port": {"name": "http"}}
    claims = of_kind(found, "PersistentVolumeClaim")
    for _, pod in pods(found):
        mounted = {mount["name"] for container in pod["containers"] for mount in container["volumeMounts"]}
        assert mounted == {volume["name"] for volume in pod["volumes"]}
        wanted = [volume["persistentVolumeClaim"] for volume in pod["volumes"] if "persistentVolumeClaim" in volume]
        assert {claim["claimName"] for claim in wanted} <= claims.keys()


def test_the_secrets_that_are_wanted_are_those_that_are_made() -> None:
    wanted: dict[str, set[str]] = {}
    for _, pod in pods(manifests("trial")):
        for variable in variables(pod).values():
            if "valueFrom" in variable:
                reference = variable["valueFrom"]["secretKeyRef"]
                wanted.setdefault(reference["name"], set()).add(reference["key"])
    made = {item["metadata"]["name"]: item["stringData"] for item in secrets("postgres")}
    servers = {"commonweal-postgres", "commonweal-nats"}
    assert made.keys() - wanted.keys() == servers
    assert {name: set(made[name]) for name in wanted} == wanted
    whole = [pod for _, pod in pods(objects((HELM / "servers.yaml").read_text()))]
    assert servers == {pod["containers"][0]["envFrom"][0]["secretRef"]["name"] for pod in whole}
    asked = set(re.findall(r"\$(\w+_NATS_PASSWORD)", (ROOT / "deploy/nats/accounts.conf").read_text()))
    assert asked == set(made["commonweal-nats"])


def test_each_login_and_its_password_are_those_of_the_database() -> None:
    made = {item["metadata"]["name"]: item["stringData"] for item in secrets("db.example")}
    known = made["commonweal-postgres"]
    for service in (*SERVICES, "gateway"):
        url = made[f"commonweal-{service}"]["COMMONWEAL_DATABASE_URL"]
        password = known[f"{service.upper()}_DATABASE_PASSWORD"]
        assert url == f"postgresql+asyncpg://{service}:{password}@db.example:5432/{service}"
    migrator = made["commonweal-ratings-migrator"]["COMMONWEAL_MIGRATION_DATABASE_URL"]
    assert f"//ratings_migrator:{known['RATINGS_MIGRATOR_DATABASE_PASSWORD']}@" in migrator


def test_a_migration_needs_nothing_that_the_chart_makes_and_knows_no_more_than_its_databases() -> None:
    """It runs before everything else of the release stands."""
    found = manifests()
    jobs = of_kind(found, "Job")
    assert jobs.keys() == {f"commonweal-{name}-migrate" for name in (*SERVICES, "gateway")}
    for job in jobs.values():
        pod = job["spec"]["template"]["spec"]
        assert job["metadata"]["annotations"]["helm.sh/hook"] == "pre-install,pre-upgrade"
        assert "serviceAccountName" not in pod
        assert [volume["name"] for volume in pod["volumes"]] == ["tmp"]
        assert all(name.endswith("DATABASE_URL") for name in variables(pod))
    others = [variables(pod) for manifest, pod in pods(found) if component_of(manifest) != "migrate"]
    assert not any("COMMONWEAL_MIGRATION_DATABASE_URL" in told for told in others)


@pytest.mark.parametrize("name", VALUES)
def test_every_pod_keeps_to_the_restricted_standard_and_hears_nothing_of_the_cluster(name: str) -> None:
    found = [*manifests(name), *objects((HELM / "servers.yaml").read_text())]
    for _, pod in pods(found):
        assert (pod["automountServiceAccountToken"], pod["enableServiceLinks"]) == (False, False)
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        for container in pod["containers"]:
            assert container["securityContext"] == {
                "allowPrivilegeEscalation": False,
                "readOnlyRootFilesystem": True,
                "capabilities": {"drop": ["ALL"]},
            }
            assert container["resources"]["requests"].keys() == {"cpu", "memory"}
            assert "memory" in container["resources"]["limits"]


def test_a_process_is_given_the_time_to_finish() -> None:
    graceful = configured(FastAPI(), chassis.settings.Settings(database_url="")).timeout_graceful_shutdown
    assert graceful is not None
    for deployment in of_kind(manifests(), "Deployment").values():
        pod = deployment["spec"]["template"]["spec"]
        waited = pod["containers"][0].get("lifecycle", {"preStop": {"sleep": {"seconds": 0}}})
        least = waited["preStop"]["sleep"]["seconds"] + graceful + LEAVING_NATS
        assert pod["terminationGracePeriodSeconds"] > least


@pytest.mark.parametrize("name", VALUES)
def test_only_the_gateway_reaches_a_service(name: str) -> None:
    found = manifests(name)
    policies = list(of_kind(found, "NetworkPolicy").values())
    stay = {key: labels(each) for key, each in of_kind(found, "Deployment").items()}
    for caller, of_caller in stay.items():
        for called, of_called in stay.items():
            through = (caller == "commonweal-gateway" and called.removeprefix("commonweal-") in SERVICES) or (
                called == "commonweal-gateway" and caller != called and name == "production"
            )
            heard = passes(policies, "ingress", "from", of_called, of_caller)
            spoken = passes(policies, "egress", "to", of_caller, of_called)
            if called != "commonweal-gateway":
                assert (heard and spoken) is through, f"{caller} → {called}"
            else:
                assert heard, "its keys are asked for by everybody"


def test_nats_is_asked_for_what_the_ledger_stands_on() -> None:
    config = yaml.safe_load((HELM / "nats.yaml").read_text())["config"]
    assert config["cluster"] == {"enabled": True, "replicas": 3}
    assert config["jetstream"]["merge"] == {"sync_interval": "always"}
    assert yaml.safe_load((CHART / "values.yaml").read_text())["nats"]["replicas"] == 3


def test_the_notes_say_what_comes_next() -> None:
    trial, production = (rendered(values_of(name))["NOTES.txt"] for name in ("trial", "production"))
    assert "helm -n here test commonweal --logs" in trial
    assert "port-forward service/commonweal-gateway 8080:8000" in trial
    assert "port-forward" not in production
    assert "The image is known by a tag" in production


def secrets(host: str) -> list[Mapping[str, Any]]:
    """What `deploy/compose/secrets | deploy/helm/secrets HOST` prints."""
    made = subprocess.run([ROOT / "deploy/compose/secrets"], capture_output=True, text=True, check=True)
    done = subprocess.run([HELM / "secrets", host], input=made.stdout, capture_output=True, text=True, check=True)
    items: list[Mapping[str, Any]] = json.loads(done.stdout)["items"]
    return items


def labels(deployment: Mapping[str, Any]) -> Mapping[str, str]:
    """By which its pods are found."""
    found: Mapping[str, str] = deployment["spec"]["template"]["metadata"]["labels"]
    return found


def selects(selector: Mapping[str, str], marked: Mapping[str, str]) -> bool:
    """Whether a pod with these labels is meant."""
    return selector.items() <= marked.items()


def passes(
    policies: list[Mapping[str, Any]], way: str, peers: str, at: Mapping[str, str], other: Mapping[str, str]
) -> bool:
    """Whether the policies let the pod `at` speak (egress) or listen (ingress) to `other` at port 8000."""
    mine = [policy["spec"] for policy in policies if selects(policy["spec"]["podSelector"]["matchLabels"], at)]
    assert mine, "no policy at all allows everything"
    rules = [rule for spec in mine for rule in spec.get(way, ()) if {"port": 8000} in rule["ports"]]
    return any(
        peers not in rule
        or any("podSelector" in peer and selects(peer["podSelector"]["matchLabels"], other) for peer in rule[peers])
        for rule in rules
    )
