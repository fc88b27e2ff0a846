"""The article of a page nobody described: title, time, byline, lead, paragraphs, media."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from articles.model import Article
from reading.blocks import Block, Dropped, blocks
from reading.containers import Container, find_container
from reading.dates import PortalDate
from reading.furniture import is_furniture, is_tool_line, without_related
from reading.media import FILE_TAGS, captions, read_attachments, read_images
from reading.metadata import Metadata, read_metadata
from reading.outline import Element
from reading.page import PAGES_REMEMBERED, Page
from reading.publication import is_publication_line, read_publication
from reading.tables import read_properties
from reading.text import fold, is_vietnamese, plain
from reading.titles import read_title

_NAME = r"[A-ZÀ-ỸĐ][a-zà-ỹđ]+"
_BYLINE = re.compile(
    rf"(?:(?i:tác giả|bài và ảnh|tin,? ảnh|bài,? ảnh|tin|bài|ảnh|người viết|biên tập|nguồn tin)\s*:\s*)?"
    rf"(?P<name>{_NAME}(?:\s{_NAME}){{1,4}}(?:\s*[-–,]\s*{_NAME}(?:\s{_NAME}){{1,4}})*)"
)
_BY = re.compile(r"^(?:by|bởi|tác giả|theo|von|par|đăng bởi|người đăng)\s*:?\s+", re.IGNORECASE)
_LEAD_HINT = re.compile(
    r"(?:^|[\s_-])(?:sapo|lead|summary|tom-?tat|intro|chapeau|description|abstract|excerpt)(?=$|[\s_-])"
)
_SHORTEST_LEAD = 40


@dataclass(frozen=True, slots=True)
class BodyText:
    """The paragraphs of an article and the element they were read from."""

    paragraphs: tuple[str, ...]
    element: Element | None
    lead: str = ""


@lru_cache(PAGES_REMEMBERED)
def read_article(
    page: Page, *, vietnamese_byline: bool = False, by_structure: bool = False
) -> Article:
    """The article of any page; fields that cannot be found stay empty.

    `vietnamese_byline`: the last line of the text may be its author's name. `by_structure`: the
    text comes from our own reading whatever its language.
    """
    metadata = read_metadata(page)
    container = find_container(page)
    element = container.element if container else None
    title = read_title(page, metadata, element)
    lines = blocks(page.outline)
    published = read_publication(page, metadata, title, lines)
    if by_structure and container is not None:
        body = read_container(container.element, title)
    else:
        body = read_body(page, container, title)
    article = Article(
        title=title,
        byline=_authors(metadata),
        lead=body.lead,
        paragraphs=body.paragraphs,
        properties=read_properties(page.outline),
    )
    article = with_publication(article, published)
    article = with_media(article, page, body.element)
    return _with_byline(article) if vietnamese_byline else article


def with_publication(article: Article, published: PortalDate | None) -> Article:
    """The article with its time of publication."""
    if published is None:
        return article
    return replace(article, published_at=published.at, published_precision=published.precision)


def with_media(article: Article, page: Page, body: Element | None) -> Article:
    """The article with the pictures and files of its body and of the parts around it."""
    if body is None:
        return replace(article, attachments=read_attachments(page, _outside_furniture(page)))
    return replace(
        article,
        images=read_images(page, body, is_furniture),
        attachments=read_attachments(page, _outside_furniture(page)),
    )


def _outside_furniture(page: Page) -> list[Element]:
    links = page.outline.find(*FILE_TAGS)
    return [link for link in links if not link.furniture]


def read_body(page: Page, container: Container | None, title: str) -> BodyText:
    """The paragraphs: by our own reading where the text is Vietnamese, else by trafilatura.

    Our knowledge of what is furniture is Vietnamese; trafilatura knows other languages better.
    """
    if container is None:
        found = _by_trafilatura(page, title)
        return BodyText(found, None, found[0] if found else "")
    own = read_container(container.element, title)
    if is_vietnamese("".join(own.paragraphs)):
        return own
    found = _by_trafilatura(page, title)
    return BodyText(found, container.element, found[0]) if found else own


def read_container(element: Element, title: str, removed: tuple[Element, ...] = ()) -> BodyText:
    """The paragraphs of one element, without furniture, captions, tools and other news."""
    found = without_related(blocks(element, _dropper(element, removed)))
    kept = [block for block in found if not _is_no_text(block, title)]
    paragraphs = _once(block.text for block in kept)
    return BodyText(paragraphs, element, _lead_of(kept))


def _dropper(element: Element, removed: tuple[Element, ...] = ()) -> Dropped:
    described = captions(element) | {part.start for part in removed}

    def dropped(part: Element) -> bool:
        return part.start in described or is_furniture(part)

    return dropped


def _is_no_text(block: Block, title: str) -> bool:
    if is_tool_line(block.text) or plain(block.text) == plain(title):
        return True
    return is_publication_line(block.text)


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    found: list[str] = []
    for text in texts:
        if not found or found[-1] != text:
            found.append(text)
    return tuple(found)


def _lead_of(kept: list[Block]) -> str:
    named = [b for b in kept[:4] if _LEAD_HINT.search(b.element.hint)]
    first = next((b for b in kept if len(b.text) >= _SHORTEST_LEAD and not b.is_heading), None)
    lead = named[0] if named else first
    return lead.text if lead is not None else ""


def _by_trafilatura(page: Page, title: str) -> tuple[str, ...]:
    import trafilatura  # noqa: PLC0415 (a fifth of a second that Vietnamese portals never need)

    text = trafilatura.extract(
        page.tree.html or "", include_comments=False, include_tables=True, output_format="txt"
    )
    lines = [fold(line.lstrip("-|# ")) for line in (text or "").splitlines()]
    return tuple(line for line in lines if line and plain(line) != plain(title))


def _authors(metadata: Metadata) -> tuple[str, ...]:
    names = [fold(_BY.sub("", name)) for name in metadata.authors if "://" not in name]
    return tuple(name for name in names if name)


def _with_byline(article: Article) -> Article:
    """A last line that is only a person's name is the author, not a paragraph."""
    if article.byline or len(article.paragraphs) < 2:  # noqa: PLR2004  a text and a name
        return article
    found = _BYLINE.fullmatch(article.paragraphs[-1])
    if not found:
        return article
    return replace(article, byline=(found["name"],), paragraphs=article.paragraphs[:-1])


def read_own_article(page: Page) -> Article:
    """The article as compared between two fetches: by structure alone, nothing left to a model."""
    return read_article(page, by_structure=True)
