"""The paper a news text relays: named by `ban hành Công văn số …`, at the end, or by a file."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from directives.actors import Cast
from directives.citations import Citation
from directives.days import DAY, day_of
from directives.paper_heads import dated

_STRONG_ISSUING = re.compile(
    r"(?:ban hành|phát hành|ký|vừa có|đã có|có|gửi|ra)(?: (?:tiếp|ngay|thêm|ban hành))?(?:,? (?:ngày )?[\d/.-]{3,10},?)? $"
)
_TYPE_BEFORE = re.compile(
    r"(?P<type>công văn|công điện|chỉ thị|kế hoạch|quyết định|thông báo|kết luận|nghị quyết|hướng dẫn|tờ trình|báo cáo|văn bản|chương trình|đề án|phương án|giấy mời|quy chế)"
    r"(?P<mark>[^.;\n\d]{0,40}?)(?:số(?: hiệu)?:? {0,2})?$"
)
_THEORETICAL_END = re.compile(r"\(? ?(?:theo|nguồn:?|trích|căn cứ)? ?$")
_AFTER_DATE = re.compile(rf"[\s,(]{{0,3}}(?:ký |ban hành |ra )?(?:ngày )?{DAY}")
_DAY_BEFORE = re.compile(rf"(?<!\w)ngày {DAY}[,;]?[^.\n]{{0,160}}$")
_FILE = re.compile(r"(?<!\S)\S{5,150}\.(?:pdf|docx?)(?!\w)", re.IGNORECASE)
_FILE_NUMBER = re.compile(
    r"(?<!\d)(?P<n>\d{1,5})[-_.](?P<type>TB|CV|QD|QĐ|KH|CT|CD|CĐ|BC|TTr|HD|KL|NQ|GM)[-_.](?P<body>UBND|HĐND|HDND|TU|VPUB|VP|S[A-Z]{2,6}?(?=signed|[-_.]))",
    re.IGNORECASE,
)
_FILE_DAY = re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)")
_MARKED = {"QD": "QĐ", "CD": "CĐ", "HDND": "HĐND"}
_KINDS = (
    r"(?P<type>công văn|công điện|chỉ thị|kế hoạch|quyết định|thông báo|văn bản|kết luận|hướng dẫn)"
)
_AGAIN = re.compile(rf"(?<!\w){_KINDS} (?:nêu rõ|nêu|nhấn mạnh|yêu cầu)(?!\w)")
_ATTACHED = re.compile(
    rf"(?:xem|tải)(?: \w+){{0,3}} {_KINDS} (?:đính kèm|kèm theo|tại đây|tại file)"
)
_SIGNED = re.compile(
    rf"(?:vừa|đã|mới|thay mặt [^.,;\n]{{1,60}})? ?(?:ký|ban hành|ký ban hành) {_KINDS}(?! số| quy phạm| pháp luật| thỏa thuận)(?!\w)"
)
_OPENING_PART = 1200
_LEAD_REACH, _TYPE_REACH = 90, 70
_TAIL_SHARE = 0.8  # a citation behind this share of the text, alone in its line, names the source
_URGENT_PAPER = re.compile(r"(?:công điện|công văn|văn bản) \(?(?:hỏa tốc|thượng khẩn|khẩn)(?!\w)")
_HEADLINE = 300
_FULL_DAY = re.compile(rf"(?<![\d/])(?:ngày )?{DAY}")
_OPENING, _DATE_ROOM = 12, 20
_LINE_REACH = 300
_SHORT_LINE = 160


@dataclass(frozen=True, slots=True)
class Relay:
    """A relayed paper: the citation, the type word before it, its date, and where it stands."""

    number: str | None
    written: str | None
    type_word: str | None
    issued_on: date | None
    start: int
    end: int


def find_relay(
    text: str, flat: str, found: tuple[Citation, ...], base: date | None, cast: Cast
) -> Relay | None:
    """The paper that a text relays as its subject, or None."""
    for citation in found:
        if _is_issued(flat, citation):
            return _relay(flat, citation, base)
    for citation in found:
        if _stands_alone(text, flat, citation):
            return _relay(flat, citation, base)
    return _named_again(flat, found, base) or _from_file(text) or _unnumbered(flat, cast)


def _named_again(flat: str, found: tuple[Citation, ...], base: date | None) -> Relay | None:
    """`Công văn nêu rõ: …` tells that the first paper of that type is the one relayed."""
    again = _AGAIN.search(flat)
    for citation in found if again else ():
        relay = _relay(flat, citation, base)
        if again and relay.type_word == again["type"] and relay.start < again.start():
            return relay
    return None


def _unnumbered(flat: str, cast: Cast) -> Relay | None:
    """A paper signed, issued or attached whose number the text does not give."""
    match = _ATTACHED.search(flat)
    if match is None:
        for match in _SIGNED.finditer(flat[:_OPENING_PART]):
            actors = cast.between(max(0, match.start() - _LEAD_REACH), match.start())
            if actors and match.start() - actors[-1].end <= _OPENING:
                break
        else:
            return None
    return Relay(None, None, match["type"], None, match.start(), match.end())


def _is_issued(flat: str, citation: Citation) -> bool:
    typed = _TYPE_BEFORE.search(flat, max(0, citation.start - _TYPE_REACH), citation.start)
    if typed is None:
        return False
    lead = flat[max(0, typed.start() - _LEAD_REACH) : typed.start()]
    return bool(_STRONG_ISSUING.search(lead))


def _stands_alone(text: str, flat: str, citation: Citation) -> bool:
    """`Công văn số … ngày …` as a line of its own, or `(Theo Công văn số …)` near the end."""
    start = _line_start(flat, citation.start)
    stop = flat.find("\n", citation.end, citation.end + _SHORT_LINE)
    room = (stop if stop >= 0 else min(len(flat), citation.end + _SHORT_LINE)) - citation.end
    typed = _TYPE_BEFORE.search(flat, max(start, citation.start - _TYPE_REACH), citation.start)
    begins = typed.start() if typed else citation.start
    late = citation.start > len(text) * _TAIL_SHARE
    if typed and begins - start < _OPENING:
        if room < _DATE_ROOM and _AFTER_DATE.match(flat, citation.end):
            return True
        if late and room < _SHORT_LINE:
            return True
    opening = flat[max(start, begins - _OPENING) : begins]
    return late and "(" in opening and bool(_THEORETICAL_END.search(opening))


def _line_start(flat: str, place: int) -> int:
    """Where the line begins, or the farthest a reader looks back."""
    reach = max(0, place - _LINE_REACH)
    return max(reach, flat.rfind("\n", reach, place) + 1)


def _relay(flat: str, citation: Citation, base: date | None) -> Relay:
    typed = _TYPE_BEFORE.search(flat, max(0, citation.start - _TYPE_REACH), citation.start)
    return Relay(
        citation.number,
        citation.written,
        typed["type"] if typed else None,
        _issued_on(flat, citation, base),
        typed.start() if typed else citation.start,
        citation.end,
    )


def _issued_on(flat: str, citation: Citation, base: date | None) -> date | None:
    after = _AFTER_DATE.match(flat, citation.end)
    if after is None:
        line = _line_start(flat, citation.start)
        after = _DAY_BEFORE.search(flat, max(line, citation.start - 220), citation.start)
    if after is None:
        return None
    return past_day(after, base)


def past_day(match: re.Match[str], base: date | None) -> date | None:
    """The day of a `DAY` match; without a year the last such day not after `base`."""
    day = day_of(match, base)
    if day and base and day > base and not (match["y"] or match["y2"]):
        return _year_before(day)
    return day


def _year_before(day: date) -> date | None:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return None


def _from_file(text: str) -> Relay | None:
    """A number that only the name of a file tells: `102-TB-UBNDsigned_20201014….pdf`."""
    for name in _FILE.finditer(text):
        match = _FILE_NUMBER.search(name[0])
        if match is None:
            continue
        kind, body = (_MARKED.get(match[g].upper(), match[g]) for g in ("type", "body"))
        number = f"{match['n']}-{kind}/{body}" if body == "TU" else f"{match['n']}/{kind}-{body}"
        day = _FILE_DAY.search(name[0], match.end())
        return Relay(number, match[0], None, dated(day) if day else None, name.start(), name.end())
    return None


def issuer_near(cast: Cast, flat: str, relay: Relay) -> str | None:
    """The body named before the relayed paper in its sentence, or after it by `của`."""
    line = max(flat.rfind("\n", 0, relay.start), flat.rfind(". ", 0, relay.start)) + 1
    after = flat.find(" của ", relay.end, relay.end + 60)
    if after >= 0:
        owners = [
            a for a in cast.between(after, min(len(flat), after + 90)) if a.start <= after + 6
        ]
        if owners:
            return owners[0].body
    actors = cast.between(line, relay.start)
    return actors[0].body if actors else None


def urgency_mark(flat: str, relay: Relay) -> str:
    """The words that may call the relayed paper urgent: with its number, or in the headline."""
    headline = _URGENT_PAPER.search(flat[:_HEADLINE])
    return flat[relay.start : relay.end] + (f" {headline[0]}" if headline else "")


@lru_cache(maxsize=1)  # asked for twice within one text
def context_day(flat: str) -> date | None:
    """The day by which level text without publication date is read: the first full date in it."""
    for match in _FULL_DAY.finditer(flat):
        day = day_of(match, None)
        if day:
            return day
    return None
