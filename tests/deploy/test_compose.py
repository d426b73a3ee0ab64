"""What docker-compose.yml says fits the code, the settings, the topics and itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from service.metrics import STAGES
from service.settings import Settings, load_settings
from tests.deploy.conftest import DEPLOY, ROOT

TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
EXAMPLE = dict(
    line.split("=", 1)
    for line in (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)
OURS = [name for name, service in SERVICES.items() if service["image"].startswith("wirecoder:")]
PORT = 8090

#: of the Compose specification, what is used here
KEYS = {
    "build", "cap_drop", "command", "cpus", "depends_on", "entrypoint", "environment", "expose",
    "healthcheck", "image", "init", "logging", "mem_limit", "ports", "profiles", "read_only",
    "restart", "security_opt", "stop_grace_period", "tmpfs", "user", "volumes",
}  # fmt: skip

services = pytest.mark.parametrize("name", SERVICES)
ours = pytest.mark.parametrize("name", OURS)


def leaves(model: type[BaseModel], prefix: str) -> Iterator[str]:
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from leaves(kind, f"{prefix}{name.upper()}__")
        else:
            yield f"{prefix}{name.upper()}"


def filled(text: str) -> str:
    """With the default of every variable."""
    return re.sub(r"\$\{(\w+):-([^}]*)\}", r"\2", str(text))


@services
def test_only_known_keys_are_used(name: str) -> None:
    assert not set(SERVICES[name]) - KEYS


@services
def test_a_service_gives_up_every_privilege(name: str) -> None:
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert int(service["user"].split(":")[0]) > 0
    # Kafka's image writes its configuration into its own folders when it starts.
    assert service.get("read_only") or name == "kafka"
    assert service["mem_limit"]


@services
def test_ports_are_open_to_this_machine_only(name: str) -> None:
    for port in SERVICES[name].get("ports", ()):
        assert port.startswith("127.0.0.1:"), port


@services
def test_images_have_a_version(name: str) -> None:
    assert re.fullmatch(r"[\w./-]+:v?\d+\.\d+\.\d+", filled(SERVICES[name]["image"]))


@services
def test_what_a_service_waits_for_can_happen(name: str) -> None:
    for other, wanted in SERVICES[name].get("depends_on", {}).items():
        check = SERVICES[other].get("healthcheck", {})
        if wanted["condition"] == "service_healthy":
            assert check.get("test"), other
        else:
            assert SERVICES[other]["restart"] == "no", other


@services
def test_mounted_files_exist_and_volumes_are_declared(name: str) -> None:
    for volume in SERVICES[name].get("volumes", ()):
        source = volume.split(":")[0]
        if source.startswith("."):
            assert (ROOT / source).exists(), source
            assert volume.endswith(":ro"), volume
        else:
            assert source in COMPOSE["volumes"]


def test_every_declared_volume_is_used() -> None:
    used = {v.split(":")[0] for s in SERVICES.values() for v in s.get("volumes", ())}
    assert set(COMPOSE["volumes"]) <= used


@ours
def test_the_settings_exist_and_are_accepted(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given = {k: v for k, v in SERVICES[name]["environment"].items() if not k.startswith("OTEL_")}
    assert not set(given) - set(leaves(Settings, "WIRECODER_"))
    for variable, value in given.items():
        monkeypatch.setenv(variable, filled(value))
    settings = load_settings()
    assert settings.kafka.bootstrap_servers == "kafka:19092"
    assert (settings.http.port, settings.http.same_port) == (PORT, True)


@ours
def test_spans_are_off_and_go_to_a_collector_by_http(name: str) -> None:
    environment = SERVICES[name]["environment"]
    assert filled(environment["WIRECODER_TRACING__ENABLED"]) == "false"
    assert filled(environment["OTEL_EXPORTER_OTLP_ENDPOINT"]).endswith(":4318")


def test_there_is_one_service_for_each_stage() -> None:
    for stage in STAGES:
        assert SERVICES[stage]["command"][:3] == ["worker", "--stage", stage]
        assert SERVICES[stage]["expose"] == [str(PORT)]


def test_kafka_is_advertised_where_the_workers_look_for_it() -> None:
    environment = SERVICES["kafka"]["environment"]
    assert "INSIDE://kafka:19092" in environment["KAFKA_ADVERTISED_LISTENERS"]
    assert filled(SERVICES["kafka"]["ports"][0]) == "127.0.0.1:9092:9092"
    declared = yaml.safe_load((DEPLOY / "kafka" / "topics.yaml").read_text("utf-8"))
    largest = max(topic["max_bytes"] for topic in declared["topics"].values())
    assert int(environment["KAFKA_MESSAGE_MAX_BYTES"]) >= largest


def test_prometheus_scrapes_every_stage_where_it_listens() -> None:
    document = yaml.safe_load((DEPLOY / "prometheus" / "prometheus.yml").read_text("utf-8"))
    found = {
        (name, source["port"])
        for job in document["scrape_configs"]
        for source in job.get("dns_sd_configs", ())
        for name in source["names"]
    }
    assert found == {(stage, PORT) for stage in STAGES}


def test_runbooks_are_served_where_alerts_and_boards_point() -> None:
    document = yaml.safe_load((DEPLOY / "prometheus" / "prometheus.yml").read_text("utf-8"))
    port = filled(SERVICES["docs"]["ports"][0]).split(":")[1]
    place = document["global"]["external_labels"]["runbooks"]
    assert place == f"http://127.0.0.1:{port}/operations.html"


def test_grafana_asks_the_prometheus_that_is_there() -> None:
    source = DEPLOY / "grafana" / "provisioning" / "datasources" / "prometheus.yml"
    url = yaml.safe_load(source.read_text("utf-8"))["datasources"][0]["url"]
    assert url == "http://prometheus:9090"
    assert filled(SERVICES["prometheus"]["ports"][0]).endswith(":9090")


def test_the_example_of_env_lists_every_variable_with_its_default() -> None:
    used = dict(re.findall(r"\$\{(\w+):-([^}]*)\}", TEXT))
    assert used == EXAMPLE
    assert TEXT.count("${") == len(re.findall(r"\$\{\w+:-[^}]*\}", TEXT))
