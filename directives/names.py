"""Who is named as a receiver or as joining, cut out of a sentence word for word."""

import re
from dataclasses import dataclass
from functools import cache

from directives.bodies import department, topics_pattern
from directives.wording import receiver_start, task_start, task_word

_REACH = 420  # characters a list of receivers may take
_PARENTHESIS = re.compile(r" ?\([^()]{0,120}\)")
_NEW_NAME = re.compile(
    r"(?:; ?(?=\w)|(?:,? và |, |,? cùng ) ?(?=(?:sở(?= (?!,|và))|bộ(?= (?!,))|ubnd|ủy ban|hđnd|các(?! sở, b)|công an|văn phòng|(?:phó )?chủ tịch|(?:phó )?giám đốc|thủ trưởng|"
    r"chánh|ban (?:quản lý|chỉ|dân tộc|tổ chức|tuyên giáo|nội chính|dân vận)|bql|thanh tra|đồng chí|đài|báo|cục|chi cục|trung tâm|kho bạc|bảo hiểm|ngân hàng|"
    r"trường|viện|hội|liên đoàn|liên minh|tỉnh đoàn|mặt trận|ubmttq|trưởng|tỉnh ủy|thành ủy|lãnh đạo|người đứng đầu|mỗi|toàn thể|bộ chỉ huy|bđbp|công ty|tổng công ty|tập đoàn|điện lực)(?!\w)))"
)
_SEMICOLON = re.compile(r"; ?")
_LISTED = re.compile(
    r"(?:các )?(?:sở|bộ|ngành|huyện|đơn vị|ban|địa phương|tỉnh|xã|phường|thành phố|đồng chí)(?:, (?:ban|ngành|địa phương))*(?: sau)? ?$"
)
_JOIN = re.compile(
    r"(?:phối hợp(?: chặt chẽ| đồng bộ| hiệu quả)?|chủ trì),? (?:(?:cùng )?với|cùng)(?: với)? "
)
_JOIN_END = re.compile(
    r"(?<!\w)(?:để|nhằm|trong việc|trong công tác|trong quá trình|trong thực hiện|tại|theo|khi|về việc|đồng thời|nếu|từ nay|chậm nhất|trước)(?!\w)|[.:\n]"
)
_PHRASES = re.compile(  # task words that are part of names in small letters
    r"(?<=chủ )đầu tư|(?<=dự án )đầu tư(?: xây dựng)?(?: và phát triển)?|đầu tư phát triển|phát triển (?:nông thôn|quỹ đất)|quản lý (?:thị trường|dự án|đất đai)|khai thác công trình|phòng, chống (?:thiên tai|tham nhũng)|tổ chức (?:chính trị|xã hội|đoàn thể|cán bộ|, cá nhân)|tìm kiếm cứu nạn"
)
_ANOTHER_ORDER = re.compile(r"(?<!\w)(?:yêu cầu|đề nghị|nhấn mạnh|lưu ý)(?!\w)")
_AFTER_NAMES = re.compile(
    r",? (?:theo|căn cứ|trên cơ sở|trong phạm vi|tùy|nếu|khi|nhằm|để|rằng|như|từ nay|ngay|việc|các việc|đồng thời|một số|quyết định|quy định)(?!\w)"
)
_IN_NAME = re.compile(
    r"(?<!\w)(?:ban|ủy ban|phòng|lực lượng|chi cục|cục|trung tâm|tổ|bộ phận|công ty|viện|trường|hạt|đội|hội đồng|đoàn|(?<!thuộc )(?<!đạo )(?<!của )bộ) $"
)
_NAMING = frozenset(  # task words by which bodies are named: Ban quản lý, Trung tâm xúc tiến
    [
        "tổ chức",
        "quản lý",
        "đào tạo",
        "bồi dưỡng",
        "kiểm tra",
        "thanh tra",
        "tuyên truyền",
        "phát triển",
        "xúc tiến",
        "chỉ đạo",
        "giám sát",
        "điều tra",
        "giáo dục",
        "bảo vệ",
        "vận động",
        "hỗ trợ",
        "cung cấp",
        "ứng dụng",
        "kiểm soát",
        "quy hoạch",
        "nghiên cứu",
        "đầu tư",
        "sử dụng",
        "khai thác",
        "tiếp nhận",
        "thông tin",
        "truyền thông",
        "phòng, chống",
        "tiếp công dân",
        "ứng phó",
        "thẩm định",
        "đánh giá",
        "đăng ký",
        "thống kê",
        "khuyến khích",
        "xây dựng",
        "sửa chữa",
        "lưu trữ",
        "chuyển đổi",
        "kết nối",
        "sắp xếp",
        "giải quyết",
        "điều tiết",
        "tuần tra",
        "soát xét",
        "tham mưu",
        "tổng hợp",
        "vận hành",
    ]
)
_EDGES = " ,;:.-–\n\t\"'“”"
_NOT_A_NAME = re.compile(r"(?:ông$|bà$|đồng chí$|đó$|nhằm|để|về|theo|trong|khi|vì|do)(?!\w)")


@dataclass(frozen=True, slots=True)
class Names:
    """Names found, and where the text goes on behind them; `colon` when a colon ended the list."""

    names: tuple[str, ...]
    end: int
    colon: bool


def receivers_at(text: str, flat: str, start: int, limit: int) -> Names | None:
    """The receivers that begin at `start`, or None when no receiver begins there."""
    opened = receiver_start().match(flat, start, limit)
    if opened is None:
        return None
    start = opened.start("receiver")
    piece = _without_parentheses(flat[start : min(limit, start + _REACH)])
    end, colon = _end_of_names(text, piece, start)
    if end is None or _ANOTHER_ORDER.search(piece, 0, end):
        return None
    cut = _AFTER_NAMES.search(piece, 0, end)
    names = _split(text, piece[: cut.start() if cut else end], start)
    return Names(names, start + end, colon)


def _end_of_names(text: str, piece: str, offset: int) -> tuple[int | None, bool]:
    masked = _PHRASES.sub(_blank, department().sub(_blank, piece))
    for match in task_word().finditer(masked):
        place = offset + match.start()
        if match["colon"]:
            if _lists_names(text, piece, match, place):
                continue
            return match.start(), True
        if text[place].islower() and (
            match[0] not in _NAMING or not _IN_NAME.search(masked[: match.start()])
        ):
            return match.start(), False
    return None, False


def _lists_names(text: str, piece: str, colon: re.Match[str], place: int) -> bool:
    """Whether a colon stands inside receivers: `các Sở: Nội vụ, Tài chính`."""
    if not _LISTED.search(piece[: colon.start()]):
        return False
    if _topic_next().match(piece, colon.end()):
        return True
    if task_start().match(piece, min(colon.end() + 1, len(piece))):
        return False
    return text[place + 1 : place + 3].strip()[:1].isupper()


@cache
def _topic_next() -> re.Pattern[str]:
    return re.compile(rf" ?(?:{topics_pattern()})[,;]")


def _blank(match: re.Match[str]) -> str:
    return "x" * len(match[0])


def _without_parentheses(piece: str) -> str:
    return _PARENTHESIS.sub(lambda m: " " * len(m[0]), piece)


def split_names(text: str, flat: str, start: int, end: int) -> tuple[str, ...]:
    """The names in a stretch, verbatim; "các sở, ban, ngành" stays one, ways "(qua …)" go."""
    return _split(text, _without_parentheses(flat[start:end]), start)


def _split(text: str, piece: str, offset: int) -> tuple[str, ...]:
    cuts = [0]
    for match in _NEW_NAME.finditer(piece):
        cuts.extend(match.span())
    cuts.append(len(piece))
    pairs = zip(cuts[::2], cuts[1::2], strict=True)
    pieces = (_name(text, piece[a:b], offset + a) for a, b in pairs)
    return tuple(dict.fromkeys(filter(None, pieces)))


def _name(text: str, piece: str, start: int) -> str:
    name = text[start : start + len(piece.rstrip())].strip(_EDGES)
    return "" if _NOT_A_NAME.match(name.lower()) else name


def joining(text: str, flat: str, start: int, end: int) -> tuple[str, ...]:
    """The names after `phối hợp với` in a span."""
    found: list[str] = []
    for match in _JOIN.finditer(flat, start, end):
        if receiver_start().match(flat, match.end(), end) is None:
            continue
        stop = _join_end(text, flat, match.end(), min(end, match.end() + _REACH))
        found.extend(split_names(text, flat, match.end(), stop))
    return tuple(dict.fromkeys(found))


def _join_end(text: str, flat: str, start: int, limit: int) -> int:
    ends = [
        m.start()
        for m in task_word().finditer(flat, start, limit)
        if m["colon"] or text[m.start()].islower()
    ]
    other = _JOIN_END.search(flat, start, limit)
    semicolon = _SEMICOLON.search(flat, start, limit)
    stops = [
        *ends[:1],
        *([other.start()] if other else []),
        *([semicolon.start()] if semicolon else []),
    ]
    return min(stops, default=limit)
