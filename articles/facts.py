"""The facts of a content that a reader reads, folded: two contents with equal facts say the same."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from articles.folding import compact, fold_for_comparison, visible
from articles.model import Article, Content

#: Query keys that only defeat caches or ask for a size. `version` is not among them: portals on
#: Liferay name another file with it.
STAMPS = frozenset(
    [
        "t",
        "ts",
        "_",
        "v",
        "ver",
        "rev",
        "time",
        "timestamp",
        "rnd",
        "rand",
        "random",
        "cb",
        "cache",
        "nocache",
        "_dc",
        "imagethumbnail",
        "imagepreview",
        "w",
        "h",
        "width",
        "height",
        "quality",
        "sid",
        "sessionid",
        "jsessionid",
        "token",
        "sig",
        "signature",
        "expires",
        "utm_source",
        "utm_medium",
        "utm_campaign",
        "utm_term",
        "utm_content",
        "fbclid",
        "gclid",
    ]
)
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_DEFAULT_PORT = re.compile(r":(?:80|443)?$")
#: Escapes of another charset than UTF-8 name different files too: no two of them fold together.
_ANY_BYTES = "surrogateescape"
_FIGURE = r"\d[\d.,\s]*k?"
_COUNTED = (
    r"(?:số\s+)?(?:lượt\s+(?:xem|đọc|truy\s+cập|tải(?:\s+về)?|thích|chia\s+sẻ)|"
    r"lần\s+(?:xem|đọc)|người\s+(?:xem|đọc)|đã\s+(?:xem|đọc)|đang\s+(?:xem|truy\s+cập|online)|"
    r"views?|hits?|visits?|truy\s+cập)"
)
#: "Lượt xem: 123", "(Đã xem 1.234 lần)", "123 lượt xem": never a sentence, always a whole segment.
_COUNTER = rf"{_COUNTED}\s*(?::\s*{_FIGURE}|{_FIGURE})(?:\s*(?:lần|lượt|người|views?))?|{_FIGURE}\s*{_COUNTED}"
_COUNTER_LINE = re.compile(rf"\W*(?:{_COUNTER})\W*", re.IGNORECASE)
_COUNTER_TAIL = re.compile(rf"\s*[|•·(\[]\s*(?:{_COUNTER})\s*[)\]|]?\s*$", re.IGNORECASE)
#: "Chia sẻ (30)" ends the line of buttons below an article.
_BUTTON_TAIL = re.compile(
    r"(?:chia\s+sẻ|bình\s+luận|thích|lượt\s+xem|like|share|comments?)\s*\(\d[\d.,]*\)\W*$",
    re.IGNORECASE,
)
#: A lead is a sentence; shorter lines, such as cells of a table, may well follow themselves.
LEAD_WORDS = 5
#: Counters are short; nothing longer is searched for them, so hostile lines cost nothing.
_COUNTER_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Facts:
    """The folded facts; `files` are digests where the bytes are known, else folded addresses."""

    title: str
    published: str
    byline: tuple[str, ...]
    body: str
    images: tuple[tuple[str, str], ...]
    files: tuple[str, ...]
    properties: tuple[tuple[str, str], ...]


def fold_address(url: str) -> str:
    """Return `url` without scheme, stamps, session and fragment, its escapes and query in one form."""
    try:
        parts = urlsplit(_SESSION.sub("", url.strip()))
    except ValueError:  # "http://[": a portal can write anything
        return url.strip()
    pairs = parse_qsl(parts.query, keep_blank_values=True, errors=_ANY_BYTES)
    query = sorted(pair for pair in pairs if not is_stamp(*pair))
    path = unicodedata.normalize("NFC", unquote(parts.path, errors=_ANY_BYTES))
    host = _DEFAULT_PORT.sub("", parts.netloc.lower())
    return f"{host}{path}" + (f"?{urlencode(query, errors='surrogatepass')}" if query else "")


def is_stamp(key: str, value: str) -> bool:
    """Tell whether a query pair says nothing about what the address names (`?t=…`, `?169…`)."""
    return key.lower() in STAMPS or (not value and key.isdigit())


def without_counter(paragraph: str) -> str:
    """Return the paragraph without a view counter at its end; "" where it is nothing else."""
    head, tail = paragraph[:-_COUNTER_LENGTH], visible(paragraph[-_COUNTER_LENGTH:])
    if not head and _COUNTER_LINE.fullmatch(tail):
        return ""
    kept = _BUTTON_TAIL.sub("", _COUNTER_TAIL.sub("", tail))
    return paragraph if kept == tail else head + kept


def reading_paragraphs(article: Article) -> tuple[str, ...]:
    """Return what a reader reads below the title: no counters, the opening said once.

    A first paragraph that repeats the title, and a lead printed twice, are printing, not text.
    """
    lines = [line for line in map(without_counter, article.paragraphs) if line.strip()]
    opening = without_counter(article.lead)
    title, lead = fold_for_comparison(article.title), fold_for_comparison(opening)
    printed: list[str] = []
    while lines and fold_for_comparison(lines[0]) in {title, lead} - {""}:
        printed.append(fold_for_comparison(lines.pop(0)))
    if lead not in ("", title) and (lead in printed or not _open_with(lines, lead)):
        lines.insert(0, opening)
    while len(lines) > 1 and _is_doubled(*map(fold_for_comparison, lines[:2])):
        del lines[0]
    return tuple(lines)


def _is_doubled(first: str, second: str) -> bool:
    return first == second and first.count(" ") >= LEAD_WORDS - 1


def _open_with(lines: Sequence[str], lead: str) -> bool:
    """Tell whether the folded `lead` is how `lines` begin, wherever they break."""
    said: list[str] = []
    missing = len(lead)
    for line in lines:
        if missing <= 0:
            break
        said.append(fold_for_comparison(line))
        missing -= len(said[-1])
    return compact(" ".join(said)).startswith(compact(lead))


def published_text(article: Article) -> str:
    """Return the time of publication as precisely as it is known, "" where it is not."""
    moment = article.published_at
    if moment is None or article.published_precision == "unknown":
        return ""
    if article.published_precision == "day":
        return moment.date().isoformat()
    return _in_utc(moment).isoformat(timespec="minutes")


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC) if moment.tzinfo is not None else moment
    except OverflowError:  # "01/01/0001", the empty date of many portals, has no earlier hour
        return moment


def file_digests(content: Content) -> dict[str, str]:
    """Return the files of a content, linked or fetched: folded address to sha256, "" if unknown."""
    digests = {fold_address(link.url): "" for link in content.article.attachments}
    for file in content.attachments:
        digests[fold_address(file.url)] = file.sha256.lower()
    return digests


def _words(text: str) -> str:
    return compact(fold_for_comparison(text))


def facts(content: Content) -> Facts:
    """Return the folded facts of a content."""
    article = content.article
    digests = file_digests(content)
    properties = ((name, _words(value)) for name, value in article.properties)
    return Facts(
        title=_words(article.title),
        published=published_text(article),
        byline=tuple(filter(None, map(_words, article.byline))),
        body=_words(" ".join(reading_paragraphs(article))),
        images=tuple(sorted({(fold_address(i.url), _words(i.caption)) for i in article.images})),
        files=tuple(sorted({digest or address for address, digest in digests.items()})),
        properties=tuple(sorted((name, said) for name, said in properties if said)),
    )
