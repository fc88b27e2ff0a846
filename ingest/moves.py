"""Whether an item under a new address is one that was known under another. Pure.

A headline alone proves nothing: portals give one to many items. What decides is that nothing a
reader reads differs, addresses of pictures and files aside.
"""

import re
from dataclasses import replace
from datetime import time

from articles.folding import fold_for_comparison
from articles.model import Article, Attachment, Content, VerdictKind, Weight
from articles.verdict import compare
from ingest.doubt import likeness

LEAST_TEXT = 200  # letters: shorter texts ("see the file") are the same for many items
ALIKE_TITLE = 0.5  # share of common words in the headlines of one paper
ALIKE_TEXT = 0.8  # share of common words under one id of the portal

_PORTAL_ID = re.compile(r"(?<!\d)\d{8,}(?!\d)")  # shorter numbers are categories, days and pages
_OF_A_PAPER = ("number", "issuer", "issued_on")


def portal_id(url: str) -> str:
    """The number by which a portal's software knows an item, as it stands in an address; or ""."""
    found = _PORTAL_ID.findall(url)
    return found[-1] if found else ""


def is_same_item(before: Content, after: Content, *, same_id: bool = False) -> bool:
    """Whether both are one item; `same_id`: both addresses hold the same id of the portal."""
    old, new = before.article, after.article
    if _files_differ(before, after):
        return False
    titles = likeness(old.title, new.title)
    if same_id and (_same_title(old, new) or likeness(old.text, new.text) >= ALIKE_TEXT):
        return True
    if _same_paper(old, new):
        return titles >= ALIKE_TITLE
    has_substance = bool(_digests(before)) or len("".join(old.paragraphs)) >= LEAST_TEXT
    return has_substance and _same_title(old, new) and reads_the_same(before, after)


def reads_the_same(before: Content, after: Content) -> bool:
    """Whether no more than spelling differs, addresses of pictures and files aside."""
    if _files_differ(before, after):
        return False
    one, other = (_without_addresses(content.article) for content in (before, after))
    if one.published_precision != other.published_precision:
        one, other = _to_the_day(one), _to_the_day(other)
    verdict = compare(Content(one), Content(other))
    return verdict.kind is not VerdictKind.CONTENT or verdict.weight is Weight.MINOR


def _without_addresses(article: Article) -> Article:
    return replace(article, images=(), attachments=())


def _to_the_day(article: Article) -> Article:
    if article.published_at is None:
        return article
    day = article.published_at.combine(article.published_at.date(), time())
    return replace(article, published_at=day, published_precision="day")


def _same_title(one: Article, other: Article) -> bool:
    return fold_for_comparison(one.title) == fold_for_comparison(other.title)


def _same_paper(one: Article, other: Article) -> bool:
    """Whether both show the properties of one numbered paper."""
    papers = [dict(article.properties) for article in (one, other)]
    return all(
        papers[0].get(name) and papers[0].get(name) == papers[1].get(name) for name in _OF_A_PAPER
    )


def _files_differ(before: Content, after: Content) -> bool:
    """Whether the bytes of the files are known on both sides, and are not the same."""
    old, new = _digests(before), _digests(after)
    return bool(old and new) and old != new


def _digests(content: Content) -> set[str]:
    files: tuple[Attachment, ...] = content.attachments
    return {file.sha256 for file in files if file.sha256}
