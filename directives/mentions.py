"""What a task points to: quantified targets, and papers or programmes it cites."""

import re
from functools import cache

from directives.citations import PARTY_NUMBER, STATE_NUMBER, spoken_number
from directives.normal import CAPITAL, even, level
from directives.paper_types import type_names

_TARGET = re.compile(
    r"(?:(?:trên|hơn|ít nhất|tối thiểu|từ|dưới|khoảng) )?(?:\d{1,3}(?:[.,]\d{1,2})? ?(?:%|phần trăm)|(?:ít nhất|tối thiểu) \d{1,6})[^.;:\n]{0,160}"
)
_TARGET_END = re.compile(
    r", (?:trong đó|nhằm|để|góp phần|phấn đấu|đồng thời|bảo đảm|đảm bảo|tăng|giảm|không|và|hoàn thành|nâng|tiếp tục|trên|hơn|\d)| (?:theo|nhằm|để|trước ngày|trong năm|đến năm|vào năm|trong quý)(?!\w)|$"
)
_NO_TARGET = re.compile(r"(?:đã|đạt được|mới đạt|chỉ đạt|chiếm|tăng|còn) {0,2}$")
_DATED = r"(?:,? ?(?:ngày )?\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{4})?"
_BY_BODY = (
    r"(?:,? của (?:ban thường vụ tỉnh ủy|ban chấp hành đảng bộ tỉnh|ban chấp hành trung ương(?: đảng)?(?: khóa \w+)?|bộ chính trị|ban bí thư|thủ tướng chính phủ|thủ tướng|"
    r"chính phủ|quốc hội|chủ tịch ubnd tỉnh|ubnd tỉnh|ủy ban nhân dân tỉnh|hđnd tỉnh|hội đồng nhân dân tỉnh|tỉnh ủy|thành ủy|bộ trưởng bộ [\w ]{2,30}|bộ [\w ]{2,30}))?"
)
_NAMED = re.compile(
    r"(?<!\w)(?:bộ luật|luật|pháp lệnh) (?=(?P<law>\w+(?: \w+){0,8}))|(?<!\w)(?:các )?(?P<programme>chương trình (?:mục tiêu quốc gia|mtqg)(?: (?:xây dựng nông thôn mới|xây dựng ntm|giảm nghèo bền vững))?)"
    r"|(?<!\w)đề án \d{1,3}(?!\w)"
    r"|(?<!\w)(?P<plan>(?:kế hoạch|đề án|chương trình|chiến lược|quy hoạch|dự án) (?:\w+[ -]){1,12}?(?:năm (?:19|20)\d\d(?!-| -)|giai đoạn (?:19|20)\d\d ?- ?(?:19|20)\d\d|của (?:tỉnh|thành phố|chính phủ|trung ương)(?: đã được ban hành(?: trong năm (?:19|20)\d\d)?)?))(?!\w)"
)
_LAW_WORD = re.compile(CAPITAL)


def targets(text: str) -> tuple[str, ...]:
    """Quantified goals in a task, verbatim; shares that report a result are none."""
    flat = level(text)
    found = []
    if (
        "%" not in flat
        and "phần trăm" not in flat
        and "ít nhất" not in flat
        and "tối thiểu" not in flat
    ):
        return ()
    for match in _TARGET.finditer(flat):
        if _NO_TARGET.search(flat, max(0, match.start() - 12), match.start()):
            continue
        end = _TARGET_END.search(flat, match.start() + 4, match.end())
        found.append(text[match.start() : end.start() if end else match.end()].strip(" ,;."))
    return tuple(dict.fromkeys(found))


@cache
def _typed() -> re.Pattern[str]:
    kinds = "|".join(map(re.escape, type_names()))
    return re.compile(rf"(?:{kinds}|văn bản)(?: [\w-]+){{0,2}}? ?(?:số:? ?)?$")


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(_DATED + _BY_BODY)


def cites(text: str) -> tuple[str, ...]:
    """Papers, laws, plans and programmes mentioned in a task, verbatim, in reading order."""
    flat, plain = level(text), even(text)
    places = [*_numbered(flat, plain), *_named(text, flat)]
    places.sort(key=lambda p: (p[0], -p[1]))
    found, last = [], -1
    for start, end in places:
        if start >= last:
            found.append(text[start:end].strip(" ,;."))
            last = end
    return tuple(dict.fromkeys(found))


def _numbered(flat: str, plain: str) -> list[tuple[int, int]]:
    found = []
    spans = [m.span() for m in (*PARTY_NUMBER.finditer(plain), *STATE_NUMBER.finditer(plain))]
    for start, end in spans:
        typed = _typed().search(flat, max(0, start - 40), start)
        tail = _tail().match(flat, end)
        found.append((typed.start() if typed else start, tail.end() if tail else end))
    found.extend(m.span() for m in spoken_number().finditer(flat))
    return found


def _named(text: str, flat: str) -> list[tuple[int, int]]:
    found = []
    for match in _NAMED.finditer(flat):
        if match["law"]:
            end = _law_end(text, match)
            if end:
                found.append((match.start(), end))
        elif match["programme"]:
            found.append(match.span("programme"))
        else:
            found.append(match.span())
    return found


def _law_end(text: str, match: re.Match[str]) -> int:
    if not _LAW_WORD.match(text[match.start()]) and not _LAW_WORD.match(text[match.start("law")]):
        return 0
    words = list(re.finditer(r"\w+", text[match.start("law") : match.end("law")]))
    if not words or not _LAW_WORD.match(words[0][0]):
        return 0
    end = words[0].end()
    for word in words[1:]:
        if re.match(
            r"(?:luật|bộ|các|được|ngày|số|có|năm|quy|do|để|đã|theo|của|trên|nhằm)\b",
            word[0].lower(),
        ):
            break
        if word[0] != "và":
            end = word.end()
    return match.start("law") + end
