"""Who signed a paper: the name under the post at its end, or the one a news text gives."""

import re
from functools import cache

from directives.normal import NAME_WORD, level
from directives.places import names_pattern

_POST = (
    r"(?:BỘ TRƯỞNG|THỨ TRƯỞNG|CHỦ TỊCH|PHÓ CHỦ TỊCH|GIÁM ĐỐC|PHÓ GIÁM ĐỐC|THỦ TƯỚNG|PHÓ THỦ TƯỚNG|BÍ THƯ|PHÓ BÍ THƯ|CHÁNH VĂN PHÒNG|PHÓ CHÁNH VĂN PHÒNG|"
    r"TỔNG THANH TRA|PHÓ TỔNG THANH TRA|THỐNG ĐỐC|PHÓ THỐNG ĐỐC|CHỦ NHIỆM|PHÓ CHỦ NHIỆM|TRƯỞNG BAN|PHÓ TRƯỞNG BAN|CỤC TRƯỞNG|TỔNG CỤC TRƯỞNG|VỤ TRƯỞNG|CHÁNH ÁN|VIỆN TRƯỞNG|CHÁNH THANH TRA)"
)
_POST_LINE = re.compile(
    rf"(?:(?:TM|KT|Q|TL|TUQ|T/M|K/T)\.? ?)?[^\n]{{0,60}}?{_POST}(?P<rest>[^\n]{{0,80}})"
)
_NAME = re.compile(
    r"(?:(?:TS|ThS|GS|PGS|BS)\.? ?){0,2}(?P<name>" + NAME_WORD + r"(?: " + NAME_WORD + r"){1,4})$"
)
_PLAIN_POST = re.compile(
    rf"(?:(?:TM|KT|Q|TL|TUQ)\.? ?[\w ]{{0,40}})?{_POST}(?: (?:bộ|sở|ubnd|văn phòng)[\w ,-]{{0,60}})?\.?(?: ?\(?đã ký\)?)?",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"\(?(?:đã ký|Đã ký|ĐÃ KÝ)\)?[: ]*")
_POST_LENGTH, _POST_CAPITALS = 120, 6  # a line that can hold a post in capitals
_REACH = 14  # lines between post and name: the list of copies may stand between
_IN_NEWS = re.compile(
    r"(?:Chủ tịch|PCT|Giám đốc|Bộ trưởng|Thứ trưởng|Thủ tướng|Bí thư|Chánh Văn phòng)(?P<lead> [^\n,.;()]{3,110}?)(?: \([^)]{1,40}\))?,? (?:vừa |đã |mới |thay mặt [^\n,.;]{1,60} )?ký(?! kết)(?!\w)"
)
_NAME_RUN = re.compile(r"(?P<name>" + NAME_WORD + r"(?: " + NAME_WORD + r"){1,7})$")
_SHORTEST_NAME = 2  # words
_NOT_NAMES = re.compile(
    r"(?:Nơi|Như|Hà Nội|Phụ lục|Điều|Các|Lưu|Văn phòng|Mẫu|Cơ quan|Chính|Công báo)(?!\w)"
)


def signer_at_end(text: str) -> str | None:
    """The signer of a paper from its last post in capitals with a name after it."""
    lines = [line.strip(" *_|\t") for line in text.split("\n")]
    lines = [line for line in lines if line]
    for at, line in enumerate(lines):
        post = _POST_LINE.match(line) if _is_post(line) else None
        if post is None and not _PLAIN_POST.fullmatch(line):
            continue
        name = (_name(post["rest"]) if post else None) or _name_below(
            lines[at + 1 : at + 1 + _REACH]
        )
        if name:
            return name
    return None


def _is_post(line: str) -> bool:
    head = _SIGNED.sub("", line)
    capitals = sum(c.isupper() for c in head)
    return len(head) < _POST_LENGTH and capitals >= _POST_CAPITALS and not line.startswith("-")


def _name(line: str) -> str | None:
    clean = _SIGNED.sub("", line).strip(" .:-*/")
    match = _NAME.search(clean)
    if match is None or _NOT_NAMES.match(match["name"]):
        return None
    return match["name"] if match.start() == 0 or clean[: match.start()].isupper() else None


def _name_below(lines: list[str]) -> str | None:
    for line in lines:
        if line.startswith(("-", "+")) or line.endswith((";", ":")):
            continue
        if name := _name(line):
            return name
    return None


def signer_in_news(text: str) -> str | None:
    """The signer a news text names: `Phó Chủ tịch UBND tỉnh X vừa ký Công văn …`."""
    match = _IN_NEWS.search(text)
    run = _NAME_RUN.search(match["lead"]) if match else None
    if run is None:
        return None
    place = _province_first().match(level(run["name"]))
    name = run["name"][place.end() :] if place else run["name"]
    return name if len(name.split()) >= _SHORTEST_NAME else None


@cache
def _province_first() -> re.Pattern[str]:
    return re.compile(rf"(?:{names_pattern()}) ")
