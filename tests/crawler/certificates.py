"""Certificates made for a test: an authority, one below it, and servers of either."""

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.x509.oid import NameOID

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: RSAPrivateKey

    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def key_pem(self) -> bytes:
        return self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )


@cache
def authority(name: str = "Tổ chức gốc thử nghiệm") -> Issued:
    return _issue(name, None, authority=True)


@cache
def intermediate() -> Issued:
    return _issue("Tổ chức trung gian thử nghiệm", authority(), authority=True)


@cache
def server(host: str = "127.0.0.1", *, below: Issued | None = None, days: int = 1) -> Issued:
    """A server's certificate, issued by the authority unless told otherwise."""
    return _issue(host, below or authority(), authority=False, days=days)


def self_signed(host: str = "127.0.0.1") -> Issued:
    return _issue(host, None, authority=False)


def _issue(name: str, issuer: Issued | None, *, authority: bool, days: int = 1) -> Issued:
    key = generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - 10 * DAY)
        .not_valid_after(now + days * DAY)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    )
    if not authority:
        alternative = x509.SubjectAlternativeName([_general_name(name)])
        builder = builder.add_extension(alternative, critical=False)
    return Issued(builder.sign(issuer.key if issuer else key, hashes.SHA256()), key)


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def server_context(folder: Path, issued: Issued, *chain: Issued) -> ssl.SSLContext:
    """A server's side of TLS that sends this certificate and what of its chain is given."""
    certificates, key = folder / "server.pem", folder / "server.key"
    certificates.write_bytes(b"".join(each.pem() for each in (issued, *chain)))
    key.write_bytes(issued.key_pem())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates, key)
    return context


def pem_file(folder: Path, *issued: Issued) -> str:
    path = folder / "certificates.pem"
    path.write_bytes(b"".join(each.pem() for each in issued))
    return str(path)
