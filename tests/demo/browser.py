"""A plain reader of the demo portal over real HTTP: fetch one address, see exactly what came."""

import http.client
import json
import re
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import quote, urlsplit

TIMEOUT = 5.0


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers in lower case, and the bytes."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return unescape(self.body.decode())

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def connect(url: str, timeout: float = TIMEOUT) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(urlsplit(url).netloc, timeout=timeout)


def ask(
    connection: http.client.HTTPConnection, target: str, headers: dict[str, str] | None = None
) -> Answer:
    connection.request("GET", quote(target, safe="/?&=%-_."), headers=headers or {})
    response = connection.getresponse()
    names = {name.lower(): value for name, value in response.getheaders()}
    return Answer(response.status, names, response.read())


def fetch(
    url: str, target: str = "/", headers: dict[str, str] | None = None, timeout: float = TIMEOUT
) -> Answer:
    connection = connect(url, timeout)
    try:
        return ask(connection, target, headers)
    finally:
        connection.close()


def post(url: str, target: str, body: Any, headers: dict[str, str] | None = None) -> Answer:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    connection = connect(url)
    try:
        connection.request("POST", target, data, headers or {"Content-Type": "application/json"})
        response = connection.getresponse()
        names = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, names, response.read())
    finally:
        connection.close()


def article_links(answer: Answer) -> list[str]:
    """Addresses of items in the order of the page, each once."""
    found = re.findall(r'href="(/chi-tiet-tin/[^"]+)"', answer.text)
    return list(dict.fromkeys(found))


def next_link(answer: Answer) -> str | None:
    found = re.search(r'rel="next" href="([^"]+)"', answer.text)
    return found.group(1) if found else None


def whole_list(url: str, slug: str) -> list[str]:
    """All items of a section by following its paging."""
    links: list[str] = []
    target: str | None = f"/{slug}"
    while target is not None:
        page = fetch(url, target)
        links += article_links(page)
        target = next_link(page)
    return links
