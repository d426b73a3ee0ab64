"""The manifests are valid Kubernetes, safe, and fit the settings, topics and alerts.

Custom resources (PrometheusRule, ServiceMonitor, ScaledObject) and kustomize's own files have no
schema in Kubernetes: of them only the references are checked.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from scripts.prometheus_rule import TARGET, manifest
from service.metrics import STAGES
from service.settings import Settings
from service.streaming.topics import TopicNames
from tests.deploy.conftest import DEPLOY
from tests.deploy.test_compose import PORT, leaves

K8S = DEPLOY / "k8s"
BASE = K8S / "base"
VERSIONS = ("1.29", "1.34")
CUSTOM = {"PrometheusRule", "ServiceMonitor", "ScaledObject", "Kustomization", "Component"}
PARTIAL = K8S / "overlays"  # patches, completed only by the base


def documents(path: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load_all(path.read_text(encoding="utf-8")))


COMPLETE = [
    (path, document)
    for path in sorted(K8S.rglob("*.yaml"))
    if PARTIAL not in path.parents
    for document in documents(path)
    if document["kind"] not in CUSTOM
]
PODS = [
    (document["metadata"]["name"], document["spec"]["template"]["spec"])
    for _, document in COMPLETE
    if document["kind"] in {"StatefulSet", "Job"}
]


def name_of(item: Any) -> str:
    if not isinstance(item, dict):
        return ""
    return f"{item['kind']}-{item.get('metadata', {}).get('name', '')}"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(("path", "document"), COMPLETE, ids=name_of)
def test_the_api_server_would_take_it(path: Path, document: Any, version: str) -> None:
    kubernetes_validate.validate(document, version, strict=True)


@pytest.mark.parametrize(("name", "pod"), PODS, ids=[name for name, _ in PODS])
def test_a_pod_gives_up_every_privilege(name: str, pod: dict[str, Any]) -> None:
    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsNonRoot"]
    assert pod["securityContext"]["runAsUser"] == 10001
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    for container in pod["containers"]:
        safety = container["securityContext"]
        assert safety["readOnlyRootFilesystem"]
        assert safety["allowPrivilegeEscalation"] is False
        assert safety["capabilities"] == {"drop": ["ALL"]}
        assert container["resources"]["limits"].keys() == {"cpu", "memory"}


@pytest.mark.parametrize("stage", STAGES)
def test_each_stage_is_a_numbered_worker_with_probes_and_a_budget(stage: str) -> None:
    workload, service, budget = documents(BASE / f"{stage}.yaml")
    (container,) = workload["spec"]["template"]["spec"]["containers"]
    assert container["args"] == ["worker", "--stage", stage, "--instance", "$(POD_INDEX)"]
    assert container["ports"][0]["containerPort"] == PORT
    paths = [container[p]["httpGet"]["path"] for p in ("readinessProbe", "livenessProbe")]
    assert paths == ["/readyz", "/livez"]
    labels = workload["spec"]["template"]["metadata"]["labels"]
    assert service["spec"]["selector"] == labels
    assert budget["spec"]["selector"]["matchLabels"] == labels
    assert workload["spec"]["serviceName"] == service["metadata"]["name"] == stage


def test_every_setting_exists() -> None:
    known = set(leaves(Settings, "WIRECODER_"))
    for path in sorted(K8S.rglob("*.yaml")):
        for document in documents(path):
            values = document.get("data", {}) | document.get("stringData", {})
            assert set(values) <= known, path.name


def test_kustomizations_name_files_that_are_there() -> None:
    for path in sorted(K8S.rglob("kustomization.yaml")):
        (document,) = documents(path)
        named = [*document.get("resources", ()), *document.get("components", ())]
        for name in [*named, *(patch["path"] for patch in document.get("patches", ()))]:
            assert (path.parent / name).exists(), name


def test_every_manifest_but_the_example_of_a_secret_is_used() -> None:
    (base,) = documents(BASE / "kustomization.yaml")
    files = {path.name for path in BASE.glob("*.yaml")}
    assert files - {"kustomization.yaml", "secret.example.yaml"} == set(base["resources"])


def test_patches_change_what_is_in_the_base() -> None:
    known = {(d["kind"], d["metadata"]["name"]) for _, d in COMPLETE}
    for path in sorted((K8S / "overlays").rglob("*.yaml")):
        for document in documents(path):
            if document["kind"] != "Kustomization":
                assert (document["kind"], document["metadata"]["name"]) in known, path


def test_extract_is_scaled_by_its_own_lag_and_up_to_its_partitions() -> None:
    (scaled,) = documents(K8S / "monitoring" / "scaling.yaml")
    (trigger,) = scaled["spec"]["triggers"]
    names = TopicNames()
    assert trigger["metadata"]["consumerGroup"] == names.group("extract")
    assert trigger["metadata"]["topic"] == names.screened
    declared = yaml.safe_load((DEPLOY / "kafka" / "topics.yaml").read_text("utf-8"))["topics"]
    assert scaled["spec"]["maxReplicaCount"] == declared[names.screened]["partitions"]


def test_dedupe_is_never_more_than_one() -> None:
    for path in sorted(K8S.rglob("*.yaml")):
        for document in documents(path):
            if name_of(document) == "StatefulSet-dedupe":
                assert document["spec"]["replicas"] == 1


def test_the_prometheus_rule_is_what_the_rules_and_alerts_say() -> None:
    assert TARGET.read_text(encoding="utf-8") == manifest(), "python -m scripts.prometheus_rule"
