"""The title of a detail page, without the name of the site around it."""

import re

from reading.metadata import Metadata
from reading.outline import Element
from reading.page import Page
from reading.text import fold, plain

_SEPARATOR = re.compile(r"\s+[|–—»·•:-]+\s+|\s*[|»]\s*|\s+::\s+|\s*::\s*")
_PREFIX = re.compile(
    r"(?:chi tiết tin(?: tức| bài)?|chi tiết|tin tức|detail)\s*[-–|:]\s*", re.IGNORECASE
)
_SITE_WORDS = re.compile(
    r"\b(?:cổng thông tin|trang thông tin|trang chủ|website|portal|sở|ubnd|ủy ban nhân dân|home)\b",
    re.IGNORECASE,
)
_PORTAL_WORDS = re.compile(
    r"(?:cổng|trang) thông tin|trang chủ|website|portal|home ?page", re.IGNORECASE
)
_TITLE_HINT = re.compile(
    r"(?:^|[\s_-])(?:\w*content-title|article-?title|news-?title|entry-title|post-?title|headline|"
    r"title-?(?:news|detail|article|content)|detail-?title|tieu-?de\w*|tin-?title|titlenews|"
    r"newstitle|tentin|ten-tin|title|journal-content-title|asset-title)(?=$|[\s_-])"
)
#: A name no author gives to the title of a box or of a page of the site.
_CONTENT_TITLE = re.compile(
    r"content-title|article-?title|news-?title|entry-title|detail-?title|tieu-?de"
)
_SHORTEST = 4  # "Cơ cấu tổ chức" is long; a letter or a number is no title
_LONGEST = 400
_LARGEST = 60  # nodes: a heading holds a line of text
_RANK = {"h1": 0, "h2": 1, "h3": 2}


def read_title(page: Page, metadata: Metadata, body: Element | None) -> str:
    """The title of a detail page; "" when it has none.

    A heading of the content that the head confirms wins; then the only h1; then the head's own.
    """
    headings = _headings(page, body)
    told = [t for t in (*metadata.titles, metadata.headline, fold(page.head_title)) if t]
    for heading in headings:
        if _is_confirmed(heading.text, told, metadata.site_name):
            return heading.text
    first = [h for h in headings if h.tag == "h1"]
    if len(first) == 1 and (body is None or first[0].start <= body.end):
        return first[0].text
    if not (metadata.titles or metadata.headline):
        named = [h for h in headings if _CONTENT_TITLE.search(h.hint)]
        if named:
            return named[0].text
    cleaned = _from_head(page, metadata)
    if cleaned and not _SITE_WORDS.search(cleaned):
        return cleaned
    near = _nearest(headings, body)
    return near.text if near else cleaned


def _headings(page: Page, body: Element | None) -> list[Element]:
    found = []
    for element in page.outline.elements():
        if element.furniture or element.size > _LARGEST or element.tag in ("a", "img"):
            continue
        is_heading = element.tag in _RANK or bool(_TITLE_HINT.search(element.hint))
        if is_heading and _SHORTEST <= len(element.text) <= _LONGEST:
            if _is_link_elsewhere(element, page) or element.find("ul", "table", "p"):
                continue
            found.append(element)
    found.sort(key=lambda element: (_RANK.get(element.tag, len(_RANK)), element.start))
    return found


def _is_link_elsewhere(element: Element, page: Page) -> bool:
    """A heading that is one link to another page belongs to an item of a list."""
    links = [a for a in element.find("a") if a.get("href")]
    inside = sum(len(link.text) for link in links)
    target = page.absolute(links[0].get("href")) if links else ""
    return inside * 2 > len(element.text) and target.split("#")[0] != page.url.split("#")[0]


def _is_confirmed(text: str, told: list[str], site_name: str) -> bool:
    wording = plain(text)
    if not wording or wording == plain(site_name):
        return False
    for title in told:
        whole = plain(title)
        parts = [plain(part) for part in _SEPARATOR.split(title)]
        if wording == whole or (wording in parts and not _SITE_WORDS.search(text)):
            return True
        if len(wording) > len(whole) // 2 and (wording in whole or _starts(wording, title)):
            return True
    return False


def _starts(wording: str, title: str) -> bool:
    """A head that cuts its title short ("Kế hoạch phát triển …") confirms the full one."""
    cut = plain(_SEPARATOR.split(title)[0].rstrip(" .…"))
    return len(cut) * 2 > len(wording) and wording.startswith(cut)


def _from_head(page: Page, metadata: Metadata) -> str:
    candidates = [*metadata.titles[:1], metadata.headline, fold(page.head_title)]
    title = next((candidate for candidate in candidates if candidate), "")
    return without_site(title, metadata.site_name)


def without_site(title: str, site_name: str = "") -> str:
    """The title without prefixes like "Chi tiết tin - " and without the site's name at an end."""
    title = _PREFIX.sub("", title, count=1) if _PREFIX.match(title) else title
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:  # noqa: PLR2004  nothing to part
        return title
    name = plain(site_name)
    first_is_site = plain(parts[0]) == name or bool(_PORTAL_WORDS.search(parts[0]))
    if first_is_site and not _SITE_WORDS.search(parts[-1]):
        return title[title.index(parts[1], len(parts[0])) :].strip()
    if plain(parts[-1]) == name or _looks_like_site(parts[-1], parts[:-1]):
        return title[: title.rindex(parts[-1])].rstrip(" |–—»·•:-")
    if _SITE_WORDS.search(parts[0]):
        return title[title.index(parts[1], len(parts[0])) :].strip()
    return title


def _looks_like_site(last: str, before: list[str]) -> bool:
    longest = max(len(part) for part in before)
    return bool(_SITE_WORDS.search(last)) or (len(last.split()) <= 4 and len(last) < longest)  # noqa: PLR2004


def _nearest(headings: list[Element], body: Element | None) -> Element | None:
    if body is None:
        return headings[0] if headings else None
    before = [h for h in headings if h.start <= body.start]
    inside = [h for h in headings if body.holds(h)]
    if inside:
        return min(inside, key=lambda h: h.start)
    return max(before, key=lambda h: h.start) if before else None
