"""Over TLS, with certificates made for this test: pinned to an address, proved by the name."""

import http.server
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

from practices.events import sending
from practices.events.sending import Outcome, Parcel


def made(folder: Path, host: str) -> Path:
    """A certificate for one host, signed by itself, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    file = folder / f"{host}.pem"
    file.write_bytes(
        certificate.public_bytes(pem)
        + key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
    )
    return file


class Silent(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: Any) -> None:  # noqa: ANN401  # the library's signature
        """Nothing is said in tests."""


@pytest.fixture
def ports(tmp_path: Path) -> Iterator[dict[str, int]]:
    """A server on loopback for each certificate, by the host it names."""
    servers = {}
    for host in ("localhost", "elsewhere.example"):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(made(tmp_path, host))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Silent)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(
            target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        ).start()
        servers[host] = server
    yield {host: server.server_port for host, server in servers.items()}
    for server in servers.values():
        server.shutdown()
        server.server_close()


def sent(port: int) -> Outcome:
    return sending.send(Parcel(f"https://localhost:{port}/", b"{}", {}), private=True)


class TestTls:
    def test_arrives_where_the_name_is_proved(
        self, ports: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "localhost.pem"))

        assert sent(ports["localhost"]).status == 204

    def test_goes_to_nobody_who_only_has_another_name(
        self, ports: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "elsewhere.example.pem"))

        assert sent(ports["elsewhere.example"]).trouble == "tls"

    def test_goes_to_nobody_we_do_not_trust(self, ports: dict[str, int]) -> None:
        assert sent(ports["localhost"]).trouble == "tls"
