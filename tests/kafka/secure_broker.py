"""The embedded broker with a listener for each way to log in."""

from __future__ import annotations

import subprocess
from pathlib import Path

from service.broker import EmbeddedBroker
from service.broker.config import format_command, properties
from service.broker.files import free_port

USER, PASSWORD = "alice", "open-sesame-4711"
#: listener: security protocol
LISTENERS = {"PLAIN": "SASL_PLAINTEXT", "SCRAM": "SASL_PLAINTEXT", "TLS": "SSL", "BOTH": "SASL_SSL"}
_PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule"
_SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule"


def _free_ports(count: int) -> list[int]:
    """So many different ones: what was free a moment ago may be given out again."""
    ports: set[int] = set()
    while len(ports) < count:
        ports.add(free_port())
    return sorted(ports)


class SecureBroker(EmbeddedBroker):
    """`addresses` by listener; the plain-text listener stays, for set-up."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.ports = dict(zip(LISTENERS, _free_ports(len(LISTENERS)), strict=True))
        self.authority = folder / "authority.pem"

    def address(self, listener: str) -> str:
        return f"127.0.0.1:{self.ports[listener]}"

    def _prepare(self, java: Path, jars: Path) -> Path:
        data, config = self.data_dir / "data", self.data_dir / "server.properties"
        keystore = make_certificates(self.data_dir)
        text = properties(data, port=self._port, controller_port=free_port())
        config.write_text(self._with_listeners(text, keystore))
        users = [
            argument
            for mechanism in ("SCRAM-SHA-256", "SCRAM-SHA-512")
            for argument in ("--add-scram", f"{mechanism}=[name={USER},password={PASSWORD}]")
        ]
        command = [*format_command(java, jars, config), *users]
        # started again because another took a port, it is prepared already
        if not (data / "meta.properties").exists():
            done = subprocess.run(command, check=False, capture_output=True, text=True)
            assert not done.returncode, done.stdout + done.stderr
        return config

    def _with_listeners(self, text: str, keystore: Path) -> str:
        own = ",".join(f"{name}://{self.address(name)}" for name in LISTENERS)
        protocols = ",".join(f"{name}:{protocol}" for name, protocol in LISTENERS.items())
        lines = [
            f"{line},{more}" if line.startswith(start) else line
            for line in text.splitlines()
            for start, more in [_more(line, own, protocols)]
        ]
        login = f'{_PLAIN} required user_{USER}="{PASSWORD}";'
        lines += [
            "listener.name.plain.sasl.enabled.mechanisms=PLAIN",
            f"listener.name.plain.plain.sasl.jaas.config={login}",
            "ssl.keystore.type=PEM",
            f"ssl.keystore.location={keystore}",
        ]
        for name in ("scram", "both"):
            start = f"listener.name.{name}"
            lines.append(f"{start}.sasl.enabled.mechanisms=SCRAM-SHA-256,SCRAM-SHA-512")
            for mechanism in ("scram-sha-256", "scram-sha-512"):
                lines.append(f"{start}.{mechanism}.sasl.jaas.config={_SCRAM} required;")
        return "\n".join(lines) + "\n"


def _more(line: str, listeners: str, protocols: str) -> tuple[str, str]:
    """The start of a property that lists listeners, and what is put behind it."""
    if line.startswith(("listeners=", "advertised.listeners=")):
        return line.partition("=")[0], listeners
    return "listener.security.protocol.map=", protocols


def make_certificates(folder: Path) -> Path:
    """`authority.pem` to trust, and the server's chain and key in one file, which is returned."""
    key, request, server = folder / "server.key", folder / "server.csr", folder / "server.pem"
    chain, extensions = folder / "keystore.pem", folder / "extensions.cnf"
    extensions.write_text(
        "subjectAltName=IP:127.0.0.1\nkeyUsage=digitalSignature,keyEncipherment\n"
    )
    authority, authority_key = folder / "authority.pem", folder / "authority.key"
    new = ("openssl", "req", "-newkey", "rsa:2048", "-nodes")
    own = ("-keyout", authority_key, "-out", authority, "-subj", "/CN=Test authority", "-days", "2")
    usage = ("-addext", "keyUsage=critical,keyCertSign,cRLSign")
    sign = ("-CA", authority, "-CAkey", authority_key, "-CAcreateserial", "-days", "2")
    for command in (
        (*new, "-x509", *own, *usage),
        (*new, "-keyout", key, "-out", request, "-subj", "/CN=127.0.0.1"),
        ("openssl", "x509", "-req", "-in", request, "-out", server, "-extfile", extensions, *sign),
    ):
        subprocess.run([str(part) for part in command], check=True, capture_output=True)
    chain.write_text(key.read_text() + server.read_text() + authority.read_text())
    return chain
