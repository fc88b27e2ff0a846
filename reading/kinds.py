"""What kind of page this is: an article, a document, a listing, an error, or none of them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from reading.addresses import is_home, split
from reading.blocks import Block
from reading.containers import content_blocks, find_container, prose_weight
from reading.furniture import is_related_heading, is_tool_line
from reading.links import Link
from reading.lists import Group, main_group
from reading.media import is_file
from reading.model import PageKind
from reading.notices import find_notice
from reading.page import PAGES_REMEMBERED, Page
from reading.records import records_of

#: A list that holds this share of the page's text is what the page is for.
_LISTED_SHARE = 0.6
_LEAST_ITEMS = 2
_LEAST_PROSE = 120  # letters: a page with less and no list says nothing
_DATED = 0.6
_HEADING_WITHIN = 3  # lines: how far above its first link the heading of other news stands
_LABEL = 40  # weight: a date with its counter is no text before a link
_SAMPLE = 20  # links looked at closely
_FORM_FIELDS = 3  # a search box and two more
#: Pages of a portal that serve its visitors and say nothing new, by the last part of the address.
_SERVICE = re.compile(
    r"(?:lien-?he|contact(?:-?us)?|hoi-?-?d?ap|faqs?|gop-?y|y-?kien|so-?do(?:-?\w+)*|site-?map|"
    r"tim-?kiem|search|dang-?nhap|login|dang-?ky|tham-?do|danh-?ba|lich-?cong-?tac)(?:\.\w{2,5})?"
)


@dataclass(frozen=True, slots=True)
class Signs:
    """What a page shows of each kind; `listed` is the share of its text inside list entries."""

    prose: float
    prose_outside: float
    listed: float
    items: int
    dated: float
    notice: str
    home: bool
    service: bool  # a page that serves visitors: contact, questions, search
    form: bool  # there are fields to fill in


@lru_cache(PAGES_REMEMBERED)
def signs_of(page: Page) -> Signs:
    """Measure a page."""
    lines = [b for b in content_blocks(page) if not is_tool_line(b.text)]
    group = _listed_group(page)
    ranges = sorted({record.range for record in records_of(group.links)}) if group else []
    total = inside = prose = outside = 0.0
    for line in lines:
        weight = prose_weight(line)
        is_listed = any(start <= line.element.start <= end for start, end in ranges)
        total += len(line.text)
        inside += len(line.text) if is_listed else 0
        prose += weight
        outside += 0 if is_listed else weight
    notice = find_notice([line.text for line in lines], outside)
    return Signs(
        prose=prose,
        prose_outside=outside,
        listed=inside / total if total else 0.0,
        items=_count(group),
        dated=group.dated if group else 0.0,
        notice=notice.words if notice and not _is_list(group, inside, total) else "",
        home=is_home(page.final_url),
        service=_is_service(page),
        form=_is_form(page),
    )


def _listed_group(page: Page) -> Group | None:
    """The main group, unless it is other news below a text or references within sentences.

    A lone link is a group only when it begins its entry and leads to a page.
    """
    group = main_group(page)
    if group is None or _is_beside_text(content_blocks(page), group):
        return None
    if _count(group) > 1:
        return group
    record = records_of(group.links)[0]
    begin = record.link.element.start
    before = [b for b in content_blocks(page) if b.element.end < begin and prose_weight(b) > _LABEL]
    return None if before or is_file(record.link.url) else group


def _is_beside_text(lines: tuple[Block, ...], group: Group) -> bool:
    begin = group.links[0].element.start
    above = [line for line in lines if line.element.start < begin]
    has_text = any(prose_weight(line) for line in above)
    if has_text and any(is_related_heading(line.text) for line in above[-_HEADING_WITHIN:]):
        return True
    sentences = [line for line in lines if line.link_letters and prose_weight(line)]
    links = group.links[:_SAMPLE]
    return sum(_is_reference(link, sentences) for link in links) * 2 > len(links)


def _is_reference(link: Link, sentences: list[Block]) -> bool:
    """Whether a link is a few words within a sentence ("theo Nghị quyết số 12")."""
    words = link.element.text
    return any(
        line.element.holds(link.element) and words in line.text and not line.text.startswith(words)
        for line in sentences
    )


def _is_service(page: Page) -> bool:
    last = split(page.final_url).path.rstrip("/").rpartition("/")[2]
    return bool(_SERVICE.fullmatch(unquote(last).lower()))


def _is_form(page: Page) -> bool:
    fields = page.tree.css("textarea, input[type=text], input[type=password], input[type=email]")
    return len(fields) >= _FORM_FIELDS


def _count(group: Group | None) -> int:
    return len({link.url for link in group.links}) if group else 0


def _is_list(group: Group | None, inside: float, total: float) -> bool:
    return _count(group) >= _LEAST_ITEMS and inside > total * _LISTED_SHARE


def kind_of(page: Page) -> PageKind:
    """The kind of any page, without knowledge of its platform."""
    signs = signs_of(page)
    if signs.notice:
        return "error"
    if signs.home:
        return "other"
    if _lists(signs):
        return "listing"
    if signs.service:
        return "other"
    least: float = _LEAST_PROSE * 5 if signs.form else _LEAST_PROSE
    container = find_container(page)
    if container is not None and container.named:
        least /= 2  # the page itself calls this part an article
    return "article" if signs.prose_outside >= least else "other"


def _lists(signs: Signs) -> bool:
    if signs.items >= _LEAST_ITEMS and signs.listed >= _LISTED_SHARE:
        return True
    is_dated = signs.items > 0 and signs.dated >= _DATED
    return is_dated and signs.prose_outside < (
        _LEAST_PROSE * 3 if signs.items > 1 else _LEAST_PROSE
    )
