"""From the parsed TOML of a portal's profile to a Profile, or a ProfileError that names the key."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from ipaddress import ip_address
from typing import Literal, get_args
from urllib.parse import urlsplit

from sources.model import (
    DEFAULT_CONCURRENCY,
    DEFAULT_DELAY,
    ArticleRules,
    ListingRules,
    Profile,
    Section,
    SectionKind,
)
from sources.patterns import (
    check_date_format,
    check_element_selector,
    check_page_url,
    check_regex,
    check_selector,
)
from sources.tables import ProfileError, Table
from sources.units import UnitError

LISTING_KEYS = ("item", "link", "title", "date", "date_format", "next", "page_url")
ARTICLE_KEYS = ("url_pattern", "key", "title", "published", "body", "remove", "attachments")
SECTION_KEYS = ("name", "title", "url", "kind", "allow_empty")
DOCUMENT_KEYS = (
    "number", "type", "issuer", "issued_on", "effective_on", "signer", "urgency", "subject",
)  # fmt: skip
PROFILE_KEYS = (
    "title", "verified_live", "hosts", "url", "platform", "delay", "concurrency", "tls",
    "ca_file", "render", "canary", "sections", "listing", "article", "document",
)  # fmt: skip

MOST_AT_ONCE = 64  # per host: more would be an attack on a provincial server
_LONGEST_HOST = 253  # RFC 1035
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*")
_PLATFORM = re.compile(r"[a-z][a-z0-9_]*")


def parse_profile(name: str, data: Mapping[str, object]) -> Profile:
    """Read a whole profile; raises ProfileError for the first thing that can not be used.

    Absent `hosts` are those of `url` and of the sections; something has to name one.
    """
    table = Table("", data)
    table.refuse_unknown(PROFILE_KEYS)
    url = table.text("url", check=host_of)
    sections = _sections(table)
    hosts = _hosts(table, [url, *(section.url for section in sections)])
    _refuse_outside(table, url, sections, hosts)
    return Profile(
        name=name,
        title=table.text("title"),
        verified_live=_verified_live(table),
        hosts=hosts,
        url=url,
        platform=table.text("platform", check=_check_platform),
        delay=table.duration("delay", DEFAULT_DELAY),
        concurrency=table.number("concurrency", DEFAULT_CONCURRENCY, low=1, high=MOST_AT_ONCE),
        tls=_tls(table),
        ca_file=table.text("ca_file"),
        render=table.flag("render"),
        canary=table.text("canary"),
        sections=sections,
        listing=_listing(table.table("listing")),
        article=_article(table.table("article")),
        document=_document(table.table("document")),
    )


def host_of(url: str) -> str:
    """The host of an address as profiles write it (lower case, ASCII); raises UnitError."""
    expected = 'an address such as "https://www.quangtri.gov.vn/"'
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port  # a wrong port raises here
    except ValueError:
        raise UnitError("it is no web address", expected) from None
    if parts.scheme not in {"http", "https"} or not host or re.search(r"[\s\x00-\x1f]", url):
        raise UnitError("it is no web address", expected)
    if "@" in parts.netloc:
        raise UnitError("it holds a user name or password", f"{expected}, without them")
    return normal_host(host)


def normal_host(text: str) -> str:
    """A bare host name or IP address in lower case and ASCII; raises UnitError."""
    try:
        return str(ip_address(text.strip("[]")))
    except ValueError:
        pass
    try:
        host = text.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        host = ""
    if len(host) > _LONGEST_HOST or _HOST.fullmatch(host) is None:
        raise UnitError(
            f'"{text}" is no host name',
            'a bare name such as "www.quangtri.gov.vn": no https://, port, path or *',
        )
    return host


def _check_platform(text: str) -> None:
    if _PLATFORM.fullmatch(text) is None:
        raise UnitError(f'"{text}" is no platform', 'a name such as "liferay_3cms" or "generic"')


def _sections(table: Table) -> tuple[Section, ...]:
    sections: list[Section] = []
    for entry in table.tables("sections"):
        section = _section(entry)
        if section.name in {known.name for known in sections}:
            raise entry.error(
                "name", f'two sections are called "{section.name}"', "a name for each"
            )
        sections.append(section)
    return tuple(sections)


def _section(table: Table) -> Section:
    table.refuse_unknown(SECTION_KEYS)
    for needed in ("name", "url"):
        if not table.text(needed).strip():
            raise table.error(needed, "it is missing", "a text in quotes")
    name = table.text("name")
    return Section(
        name=name,
        title=table.text("title") or name,
        url=table.text("url", check=host_of),
        kind=_kind(table),
        allow_empty=table.flag("allow_empty"),
    )


def _kind(table: Table) -> SectionKind:
    kinds: tuple[SectionKind, ...] = get_args(SectionKind)
    text = table.text("kind", "news")
    for kind in kinds:
        if text == kind:
            return kind
    raise table.error("kind", f'"{text}" is no kind of section', "news, directives or legal")


def _tls(table: Table) -> Literal["strict", "legacy"]:
    text = table.text("tls", "strict")
    if text == "strict":
        return "strict"
    if text == "legacy":
        return "legacy"
    raise table.error("tls", f'"{text}" is no way of TLS', '"strict" or "legacy"')


def _hosts(table: Table, addresses: list[str]) -> tuple[str, ...]:
    if "hosts" in table.values:
        named = [normal_host(host) for host in table.texts("hosts", normal_host)]
    else:
        named = [host_of(address) for address in addresses if address]
    if not named:
        raise table.error(
            "hosts", "no host is named", 'at least one, such as ["www.quangtri.gov.vn"]'
        )
    return tuple(dict.fromkeys(named))


def _refuse_outside(
    table: Table, url: str, sections: tuple[Section, ...], hosts: tuple[str, ...]
) -> None:
    """Raise when the home page or a section lies where nothing is ever fetched."""
    named = [("url", url)] if url else []
    named += [(f"sections[{index}].url", entry.url) for index, entry in enumerate(sections)]
    for key, address in named:
        host = host_of(address)
        if host not in hosts:
            raise table.error(
                key, f'its host "{host}" is not in hosts', f"one of: {', '.join(hosts)}"
            )


def _verified_live(table: Table) -> date | None:
    value = table.values.get("verified_live", "")
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    text = value if isinstance(value, str) else repr(value)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise table.error(
            "verified_live", f'"{text}" is no day', 'a day such as "2026-02-03", or "" for never'
        ) from None


def _listing(table: Table) -> ListingRules:
    table.refuse_unknown(LISTING_KEYS)
    return ListingRules(
        item=table.text("item", check=check_element_selector),
        link=table.text("link", check=check_selector),
        title=table.text("title", check=check_selector),
        date=table.text("date", check=check_selector),
        date_format=table.text("date_format", check=check_date_format),
        next=table.text("next", check=check_selector),
        page_url=table.text("page_url", check=check_page_url),
    )


def _article(table: Table) -> ArticleRules:
    table.refuse_unknown(ARTICLE_KEYS)
    return ArticleRules(
        url_pattern=table.text("url_pattern", check=check_regex),
        key=table.text("key", check=check_regex),
        title=table.text("title", check=check_selector),
        published=table.text("published", check=check_selector),
        body=table.text("body", check=check_selector),
        remove=table.texts("remove", check_element_selector),
        attachments=table.text("attachments", check=check_selector),
    )


def _document(table: Table) -> dict[str, str]:
    table.refuse_unknown(DOCUMENT_KEYS)
    labels = {name: table.text(name).strip() for name in table.values}
    return {name: label for name, label in labels.items() if label}  # "" would fit any empty cell


__all__ = ["PROFILE_KEYS", "ProfileError", "host_of", "normal_host", "parse_profile"]
