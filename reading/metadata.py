"""What a page says about itself in its head: meta elements and JSON-LD."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reading.page import Page
from reading.text import fold

_DATE_NAMES = (
    "article:published_time", "datepublished", "date.published", "published_time", "pubdate",
    "publishdate", "publish_date", "publish-date", "publication_date", "parsely-pub-date",
    "dc.date.issued", "dcterms.created", "dc.date.created", "dcterms.date", "dc.date",
    "sailthru.date", "article.published", "cxenseparse:recs:publishtime", "og:published_time",
    "rnews:datepublished", "article_date_original", "originalpublicationdate", "displaydate",
    "citation_publication_date", "cxenseparse:publishtime", "bt:pubdate", "vr:published_time",
    "created", "date", "article:published", "shareaholic:article_published_time",
)  # fmt: skip
_TITLE_NAMES = ("og:title", "twitter:title", "dc.title", "headline", "title")
_AUTHOR_NAMES = ("author", "dc.creator", "article:author", "parsely-author", "sailthru.author")
_ARTICLE_TYPES = ("article", "posting", "report", "webpage", "review", "videoobject", "liveblog")
_MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Metadata:
    """Candidates from the head, the most trustworthy first; `headline` is JSON-LD's."""

    titles: tuple[str, ...] = ()
    headline: str = ""
    site_name: str = ""
    published: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    description: str = ""
    image: str = ""
    og_type: str = ""


def read_metadata(page: Page) -> Metadata:
    """The metadata of a page; whatever is broken in it is passed over."""
    meta = _meta(page)
    nodes = [node for node in _json_ld(page) if _is_article(node)]
    dates = [str(node["datePublished"]) for node in nodes if node.get("datePublished")]
    return Metadata(
        titles=tuple(fold(meta[name]) for name in _TITLE_NAMES if meta.get(name)),
        headline=next((fold(str(n["headline"])) for n in nodes if n.get("headline")), ""),
        site_name=fold(meta.get("og:site_name", "")),
        published=(*dates, *(meta[name] for name in _DATE_NAMES if meta.get(name))),
        authors=tuple(_authors(nodes) or [meta[n] for n in _AUTHOR_NAMES if meta.get(n)][:1]),
        description=fold(meta.get("og:description") or meta.get("description", "")),
        image=meta.get("og:image", "").strip(),
        og_type=meta.get("og:type", "").lower(),
    )


def _meta(page: Page) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in page.tree.css("meta[content]"):
        attributes = element.attributes
        content = (attributes.get("content") or "").strip()
        for kind in ("property", "name", "itemprop", "http-equiv"):
            name = (attributes.get(kind) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _json_ld(page: Page) -> Iterator[dict[str, Any]]:
    for script in page.tree.css('script[type*="ld+json"]'):
        text = script.text().strip().removeprefix("<!--").removesuffix("-->").rstrip("; \n")
        try:
            yield from _nodes(json.loads(text, strict=False), 0)
        except (ValueError, RecursionError):
            continue


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for entry in value:
            yield from _nodes(entry, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(value.get(key), depth + 1)


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(str(name).lower().endswith(_ARTICLE_TYPES) for name in names)


def _authors(nodes: list[dict[str, Any]]) -> list[str]:
    for node in nodes:
        value = node.get("author")
        entries = value if isinstance(value, list) else [value]
        names = [_author_name(entry) for entry in entries]
        if any(names):
            return [name for name in dict.fromkeys(names) if name]
    return []


def _author_name(entry: Any) -> str:
    if isinstance(entry, dict):
        if entry.get("@type") not in (None, "Person") and not isinstance(entry.get("@type"), list):
            return ""
        entry = entry.get("name")
    return fold(entry) if isinstance(entry, str) and "://" not in entry else ""
