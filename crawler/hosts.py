"""Pins a crawl to the hosts of its profile: every request, redirect and robots.txt passes here."""

import re
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.errors import AddressRefused
from crawler.guard import is_public

#: Scrapy settings of our own, written by `fetch_settings` and read by what it switches on.
HOSTS = "CHIDAO_HOSTS"
ALLOW_PRIVATE = "CHIDAO_ALLOW_PRIVATE"
PROXY = "CHIDAO_PROXY"

_PORTS = {"http": 80, "https": 443}
_LAST_PORT = 65535
_REDIRECTS = frozenset({301, 302, 303, 307, 308})

# One plain spelling only: whatever two URL parsers could read in two ways (user names, escapes,
# backslashes, control characters) is refused instead of being interpreted.
_NETLOC = re.compile(
    r"(?P<host>\[[0-9a-f:.]+\]|[a-z0-9_](?:[a-z0-9._-]*[a-z0-9])?)(?::(?P<port>\d+))?"
)

_UNSEEN = re.compile(r"[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class Host:
    """A host as addressed; `port` None in a pinned host means any port."""

    name: str
    port: int | None = None

    def admits(self, other: "Host") -> bool:
        """Tell whether `other`, from an address, is this pinned host."""
        return self.name == other.name and self.port in (None, other.port)


def pinned(entry: str) -> Host:
    """Read an entry of a profile's `hosts`: a name or IP address, with or without a port.

    Names beyond ASCII are written as a browser would send them. Raises ValueError when it is none.
    """
    text = entry.strip()
    if text.count(":") > 1 and not text.startswith("["):
        text = f"[{text}]"
    if not text.isascii():
        text = text.encode("idna").decode("ascii")
    host = _read(text.lower())
    if host is None:
        raise ValueError(f"{entry!r} is not a host; expected a name, optionally with a port")
    return host


def addressed(url: str) -> Host | None:
    """Return the host and port an http(s) address leads to, or None for any other address."""
    if _UNSEEN.search(url):
        return None  # parsers drop or keep these as they please
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in _PORTS:
        return None
    host = _read(parts.netloc.lower())
    if host is None:
        return None
    return Host(host.name, host.port or _PORTS[parts.scheme])


def _read(netloc: str) -> Host | None:
    match = _NETLOC.fullmatch(netloc)
    if match is None:
        return None
    name, port = match["host"], match["port"]
    if port is not None and not 0 < int(port) <= _LAST_PORT:
        return None
    if name.startswith("["):
        try:
            name = f"[{IPv6Address(name[1:-1]).compressed}]"
        except ValueError:
            return None
    return Host(name, int(port) if port else None)


class HostGuard:
    """Refuses every request to a host that the profile does not name."""

    def __init__(self, hosts: list[str], *, allow_private: bool, proxy: str = "") -> None:
        self._pinned = tuple(pinned(entry) for entry in hosts)
        self._allow_private = allow_private
        self._proxy = proxy

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build from the crawl's settings."""
        return cls(
            crawler.settings.getlist(HOSTS),
            allow_private=crawler.settings.getbool(ALLOW_PRIVATE),
            proxy=crawler.settings.get(PROXY) or "",
        )

    def process_request(self, request: Request) -> None:
        """Let the request pass, through the proxy if there is one.

        Raises AddressRefused for what is not pinned.
        """
        self._check(request.url)
        if self._proxy:
            request.meta["proxy"] = self._proxy
        else:
            request.meta.pop("proxy", None)  # a page has no say in it

    def process_response(self, request: Request, response: Response) -> Response:
        """Name a redirect that nobody followed because it leaves http(s)."""
        wanted = request.meta.get("dont_redirect") or request.meta.get("handle_httpstatus_list")
        location = response.headers.get("Location")
        if response.status in _REDIRECTS and location and not wanted:
            target = location.decode("latin-1")
            raise AddressRefused(f"A redirect leads to {target}, which is not a web address")
        return response

    def _check(self, url: str) -> None:
        host = addressed(url)
        if host is None:
            raise AddressRefused(f"This is not a plain web address: {url}")
        if not any(entry.admits(host) for entry in self._pinned):
            raise AddressRefused(f"The address lies outside the hosts of this portal: {url}")
        if not self._allow_private and _is_private_literal(host.name):
            raise AddressRefused(f"The host {host.name} is not a public address")


def _is_private_literal(name: str) -> bool:
    """Names are judged when they are resolved; an address written as such at once (proxies)."""
    try:
        address = ip_address(name.strip("[]"))
    except ValueError:
        return False
    return not is_public(address)
