"""Whom we trust on a secure connection: the system's roots, and a profile's own certificates."""

from dataclasses import dataclass
from typing import Any

from twisted.internet._sslverify import OpenSSLDefaultPaths  # no public way to add to them
from twisted.internet.ssl import optionsForClientTLS
from twisted.web.client import BrowserLikePolicyForHTTPS

#: Scrapy settings of our own: a PEM file of certificates to trust besides the system's; and
#: whether old protocol versions, ciphers and renegotiation are accepted from this host.
CA_FILE = "CHIDAO_CA_FILE"
LEGACY_TLS = "CHIDAO_LEGACY_TLS"

_OP_LEGACY_SERVER_CONNECT = 0x4  # openssl/ssl.h; OpenSSL 3 refuses such servers otherwise


class TlsPolicy(BrowserLikePolicyForHTTPS):
    """Verifying connections by Scrapy's TLS settings; roots are read once per host and crawl.

    Scrapy knows no file of certificates, and its cipher setting loses the security level.
    """

    def __init__(self, scrapy_policy: Any, *, ciphers: str, ca_file: str, legacy: bool) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._options = scrapy_policy._get_cert_options_kwargs()
        if legacy:
            self._options["acceptableCiphers"] = _CiphersAsWritten(ciphers)
        self._roots: Any = _Roots(ca_file, legacy=legacy)
        self._creators: dict[bytes, Any] = {}

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:  # noqa: N802 (Twisted's name)
        """Return what makes the connections to this host."""
        if hostname not in self._creators:
            self._creators[hostname] = optionsForClientTLS(
                hostname.decode("ascii"),
                trustRoot=self._roots,
                extraCertificateOptions=dict(self._options),
            )
        return self._creators[hostname]


class _Roots(OpenSSLDefaultPaths):
    """The system's certificates, and those of a file."""

    def __init__(self, ca_file: str, *, legacy: bool) -> None:
        self._ca_file = ca_file
        self._legacy = legacy

    def _addCACertsToContext(self, context: Any) -> None:  # noqa: N802
        super()._addCACertsToContext(context)  # type: ignore[no-untyped-call]
        if self._ca_file:
            context.load_verify_locations(self._ca_file)
        if self._legacy:
            context.set_options(_OP_LEGACY_SERVER_CONNECT)


@dataclass(frozen=True, slots=True)
class _CiphersAsWritten:
    """Hands OpenSSL the cipher string itself.

    Twisted expands a string into names, and "@SECLEVEL=0", without which OpenSSL 3 speaks no
    TLS 1.0 at all, is not a name.
    """

    fullName: str  # noqa: N815

    def selectCiphers(self, available: object) -> tuple["_CiphersAsWritten"]:  # noqa: N802
        return (self,)
