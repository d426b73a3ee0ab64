"""Security settings reach every client."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from service.errors import UserError
from service.settings import KafkaSettings
from service.streaming.kafka_clients import client_options, ssl_context

LOGIN = {"sasl_username": "coder", "sasl_password": "correct-horse"}


def test_a_plain_cluster_needs_no_login_and_no_certificates() -> None:
    options = client_options(KafkaSettings(bootstrap_servers="a:1,b:2"))
    assert options["bootstrap_servers"] == "a:1,b:2"
    assert options["ssl_context"] is None
    assert not [name for name in options if name.startswith("sasl")]


@pytest.mark.parametrize("protocol", ["SASL_PLAINTEXT", "SASL_SSL"])
def test_a_login_is_passed_on(protocol: str) -> None:
    options = client_options(KafkaSettings(security_protocol=protocol, **LOGIN))  # type: ignore[arg-type]
    assert options["sasl_plain_username"] == "coder"
    assert options["sasl_plain_password"] == LOGIN["sasl_password"]
    assert options["sasl_mechanism"] == "SCRAM-SHA-512"
    assert (options["ssl_context"] is None) == (protocol == "SASL_PLAINTEXT")


def test_encryption_checks_the_certificate_and_the_name() -> None:
    context = ssl_context(KafkaSettings(security_protocol="SSL"))
    assert context
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname


def test_certificates_that_are_not_there_are_told(tmp_path: Path) -> None:
    kafka = KafkaSettings(security_protocol="SSL", ssl_cafile=tmp_path / "ca.pem")
    with pytest.raises(UserError, match=r"ca\.pem is not a file"):
        ssl_context(kafka)
