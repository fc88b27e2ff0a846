"""What stands on a page without belonging to its content: menus, counters, related news, tools."""

import re
from functools import lru_cache

from reading.blocks import Block
from reading.outline import Element

_TAGS = frozenset(["nav", "footer", "aside", "form", "dialog", "menu", "marquee"])
_ROLES = re.compile(r"\b(?:navigation|banner|contentinfo|complementary|search|menu(?:bar)?)\b")
_PART = r"(?:^|[\s_-])(?:{})(?=\d*(?:$|[\s_-]))"
#: Names authors give to furniture, as whole words of an id or class.
_HINT = re.compile(
    _PART.format(
        "nav|navi|navbar|navigation|menu|topmenu|mainmenu|breadcrumbs?|crumbs?|dd_chuyenmuc|footer|"
        "sidebar|side|aside|banners?|ads?|advert\\w*|quangcao|sponsor\\w*|promo\\w*|related\\w*|"
        "relatednews|lien-?quan|tin-?khac|tinkhac|tin_?lien_?quan|cac_?tin_?khac|other-?news|"
        "othernews|more-?news|tin-?moi|recommend\\w*|comments?|binh-?luan|disqus|"
        "share|sharing|social|addthis|sharethis|zalo|facebook|twitter|tags?|taglist|keywords|tukhoa|"
        "pagination|paging|pager|paginator|phantrang|view-?count\\w*|luotxem|luot-?xem|hits|"
        "counter|thongke|statistics|visitors?|rating|vote|danhgia|danh-?gia|toolbar|tools?|print|"
        "printer|font-?size|newsletter|subscribe|subscription|signup|login|search(?!-?results?)|timkiem|copyright|"
        "cookies?|consent|gdpr|popup|modal|skip|weather|thoitiet|clock|egov_date|language|lang|"
        "poll|survey|lienketweb|weblinks?|widget|teaser|outbrain|taboola|paywall|author-?bio|"
        "asset-ratings|asset-actions|asset-metadata-actions|lfr-meta-actions|portlet-topper\\S*"
    )
)
#: Parts whose names look like furniture and hold the content all the same.
_KEPT = re.compile(
    r"teaser-?(?:image|img|photo|media)|article-?body|entry-content|main-?content|content-?detail|post-?content|noi-?dung"
)
#: Classes that say how a part is shown on paper or on small screens, not what it is.
_UTILITY = re.compile(r"\b(?:d|hidden|visible|show|hide|no)-print\S*|\S*-(?:xs|sm|md|lg|xl)-\S+")
_RELATED = re.compile(
    r"(?:[»›>*•+-]\s*)?(?:(?:các|những)\s+)?(?:tin|bài|bài viết|tin bài|tin tức|văn bản|thông tin)\s+"
    r"(?:(?:đã đăng|đã đưa|bài|tức)\s+)?(?:khác|liên quan|cùng (?:chuyên mục|chủ đề|loại)|cũ hơn|"
    r"mới hơn|mới nhất|mới cập nhật|mới|nổi bật|đã đăng|đã đưa|xem nhiều|đọc nhiều)(?:\s+(?:khác|"
    r"hơn))?\s*(?:\(\d+\))?\s*[:.…]*|(?:các tin|các bài|xem thêm|đọc thêm|có thể bạn quan tâm|"
    r"bài cùng chuyên mục|other news|related (?:news|articles|stories|content)|read more|"
    r"more (?:news|stories)|see also|ý kiến bạn đọc|ý kiến của bạn|bình luận|gửi bình luận)"
    r"\s*(?:\(\d+\))?\s*[:.…]*",
    re.IGNORECASE,
)
_NUMBER = r"[\d.,\s]*\d"
_TOOL = re.compile(
    rf"(?:[\[(|]\s*)?(?:(?:số\s+)?(?:lượt|lần)\s+(?:xem|đọc|truy cập|tải)|đã xem|đã đọc|xem|views?|hits|"
    rf"view count|read|visits?|lượt thích|số người (?:xem|đọc|đang xem)|đang (?:truy cập|online)|"
    rf"(?:tổng )?(?:số )?(?:lượt )?truy cập)\s*[:=]?\s*{_NUMBER}(?:\s*(?:lượt|lần|views?)\s*"
    rf"(?:xem|đọc)?)?\s*[\])|]?|{_NUMBER}\s*(?:lượt xem|lượt đọc|lượt truy cập|views?|hits)|"
    r"(?:in (?:trang|bài|bài viết|tin)(?: này)?|bản in|gửi (?:email|mail|cho bạn bè|bài viết)|email|"
    r"chia sẻ(?: bài viết)?|share|tweet|print(?: this page)?|lưu|like|facebook|twitter|zalo|"
    r"(?:quay|trở) (?:lại|về)|trở về|về trang trước|lên đầu trang|về đầu trang|đầu trang|back|top|"
    r"back to top|cỡ chữ|(?:cỡ chữ\s*:?\s*)?(?:a\s*[-+]?\s*){2,5}|nghe (?:bài viết|đọc)|đọc bài viết|"
    r"phản hồi|góp ý|in|tải về|comments?|number of views|bình luận|đánh giá(?: bài viết)?|theo dõi|xem bản in|\d+\s*(?:sao|bình chọn|comments?))",
    re.IGNORECASE,
)
_BULLETS = " \t|[](){}«»<>›·•-–—+*:."
_DATED_TITLE = re.compile(
    r"(?P<bullet>[-–•*»+›>]\s*)?(?P<title>.{8,}?)\s*[\[(]\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
    r"(?:\s*[-|,]?\s*\d{1,2}:\d\d)?\s*[\])]"
)
#: Who runs the site and where: stands at the foot of every page, whatever the element is called.
_IMPRINT = re.compile(
    r"(?:địa chỉ|trụ sở|add(?:ress)?)\s*:.*(?:điện thoại|đt|tel|phone|fax|email)|"
    r"(?:điện thoại|hotline|tel|phone)\b.*(?:fax|e-?mail)\s*:|"
    r"\(?0\d{2,3}\)?[\s.]?\d{6,8}\b.*\be-?mail\s*:|ghi rõ nguồn|"
    r"(?:giữ )?bản quyền (?:thuộc|©)|©|copyright|all rights reserved|"
    r"(?:chịu trách nhiệm (?:chính|nội dung|xuất bản)|trưởng ban biên tập|cơ quan chủ quản)\s*:|"
    r"giấy phép (?:số|thiết lập|hoạt động)[^.]{0,80}(?:gp-|trang thông tin|cấp ngày)",
    re.IGNORECASE,
)
_IMPRINT_LENGTH = 300  # letters
_TOOL_LENGTH = 80
_TOOL_JOINT = re.compile(r"\s*[|/·•]\s*")
_COUNT = re.compile(r"\s*\(\s*[\d.,]*\s*\)\s*$")
_RELATED_LENGTH = 60
_MOSTLY = 0.5
_SENTENCE = 60  # letters: shorter pieces of text are labels
_LINK = 30  # letters: shorter links are labels of a menu
_CELL = 8  # letters: tables hold short facts
_LEAST_PROSE = 200  # letters: on a page with less, nothing is "most of the prose"
_REMEMBERED = 8192  # lines: menus and tools stand on every page of a portal
_NEVER_CONTENT = re.compile(r"cookie|consent|gdpr|comment|disqus|binh-?luan|popup|modal")


def furnish(top: Element) -> None:
    """Mark the furniture of a page, once, after its outline is made.

    A part that holds most of the page's prose is content, whatever its author called it.
    """
    prose = _prose(top)
    enough = max(prose.get(top.start, 0) * _MOSTLY, _LEAST_PROSE)
    for element in top.elements():
        if element.parent is not None and element.parent.furniture:
            element.furniture = True
        elif _is_named_furniture(element, top):
            is_most = prose.get(element.start, 0) > enough
            element.furniture = not is_most or bool(_NEVER_CONTENT.search(element.hint))


def _prose(top: Element) -> dict[int, int]:
    """Letters of running text, of long links and of table cells, per element (by `start`)."""
    letters: dict[int, int] = {}
    for element in top.elements():
        least = _CELL if element.tag == "td" else _LINK if element.tag == "a" else _SENTENCE
        own = sum(len(c) for c in element.children if isinstance(c, str) and len(c.strip()) > least)
        if own:
            for part in (element, *element.ancestors()):
                letters[part.start] = letters.get(part.start, 0) + own
    return letters


def _is_named_furniture(element: Element, top: Element) -> bool:
    if element.tag == "form":
        return len(element.text) < min(_LEAST_PROSE, len(top.text) * _MOSTLY)
    if element.tag in _TAGS:
        return True
    if element.tag in ("html", "body", "main", "article"):
        return False
    hint = _UTILITY.sub(" ", element.hint)
    if not hint.strip() or _KEPT.search(hint):
        return False
    return bool(_ROLES.search(element.get("role").lower()) or _HINT.search(hint))


def is_furniture(element: Element) -> bool:
    """Whether this part of a page was marked as furniture."""
    return element.furniture


@lru_cache(_REMEMBERED)
def is_related_heading(text: str) -> bool:
    """Whether a line announces other news ("Các tin khác", "Tin liên quan")."""
    return len(text) <= _RELATED_LENGTH and bool(_RELATED.fullmatch(text.strip()))


@lru_cache(_REMEMBERED)
def is_tool_line(text: str) -> bool:
    """Whether a line is counters and buttons only ("Lượt xem: 12", "Cỡ chữ | In | Chia sẻ (3)")."""
    if len(text) > _TOOL_LENGTH:
        return False
    if _TOOL.fullmatch(text) or _TOOL.fullmatch(text.strip(_BULLETS)):
        return True
    parts = [_COUNT.sub("", part).strip(_BULLETS) for part in _TOOL_JOINT.split(text)]
    named = [part for part in parts if part]
    return bool(named) and all(_TOOL.fullmatch(part) for part in named)


@lru_cache(_REMEMBERED)
def is_imprint_line(text: str) -> bool:
    """Whether a line says who runs the site: address with telephone, copyright, licence."""
    return len(text) <= _IMPRINT_LENGTH and bool(_IMPRINT.search(text))


def without_related(blocks: list[Block]) -> list[Block]:
    """The blocks before the other news that hang at the end of a text."""
    for number, block in enumerate(blocks):
        if is_related_heading(block.text) and _is_link_list(blocks[number + 1 :]):
            blocks = blocks[:number]
            break
    end = len(blocks)
    while end and _is_other_news(blocks[end - 1]):
        end -= 1
    return blocks[:end]


def _is_link_list(rest: list[Block]) -> bool:
    letters = sum(len(block.text) for block in rest)
    listed = sum(
        len(b.text) if _is_other_news(b) or _is_dated_link(b) else b.link_letters for b in rest
    )
    return listed >= letters * _MOSTLY


def _is_dated_link(block: Block) -> bool:
    return block.link_letters > 0 and bool(_DATED_TITLE.fullmatch(block.text))


def _is_other_news(block: Block) -> bool:
    found = _DATED_TITLE.fullmatch(block.text)
    return found is not None and (bool(found["bullet"]) or block.link_share > _MOSTLY)
