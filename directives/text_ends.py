"""Where the body of an article or paper is over, and lines in it that belong to pictures."""

import re

from directives.bodies import read_body
from directives.normal import CAPITAL, level
from directives.sentences import Stretch

_END = re.compile(
    r"(?:các tin khác|các tin liên quan|tin liên quan|tin khác|tin cùng chuyên mục|nơi nhận|tác giả:|nguồn:|xem thêm|các bài viết khác)(?!\w)"
)
BODY_END = "./."  # closes the body of a paper, Decree 30/2020 annex I
_AUTHOR = re.compile(r"(?:" + CAPITAL + r"[\w.]{0,9}[ ,-]{0,3}){1,5}(?:\([^)]{1,30}\))?")
_HEADING = re.compile(
    r"(?:[ivx]{1,5}|\d{1,2}|[a-zđ])[.)]|(?:điều|phần|chương|mục)(?!\w)|.{0,45}(?<!\w)(?:thực hiện|nhiệm vụ|giải pháp|mục tiêu|nội dung|quyết định|kết luận|chỉ thị|kế hoạch|thông báo|kết quả|kinh phí|yêu cầu)(?!\w)"
)
_AUTHOR_LENGTH = 45
_OTHER_NEWS = re.compile(r"\(\d{1,2}/\d{1,2}/\d{4}\)$")
_CAPTION = re.compile(r"(?:ảnh|nguồn ảnh|clip|video|đồ họa): ?[^.]{1,60}\.?$")
_CAPTION_REACH = 80


def ends_text(text: str, flat: str, place: Stretch) -> bool:
    """Whether this line is no body any more: other news, copies, the author's name."""
    if _END.match(flat, place.start):
        return True
    line = place.of(text)
    if _OTHER_NEWS.search(line) and place.start > _AUTHOR_LENGTH:
        return True
    late = place.start * 2 > len(text)
    return late and len(line) <= _AUTHOR_LENGTH and _is_author(line)


def _is_author(line: str) -> bool:
    if _HEADING.match(level(line)) or read_body(line) is not None:
        return False
    return _AUTHOR.fullmatch(line) is not None and not line.endswith(":")


def is_caption(flat: str, place: Stretch) -> bool:
    """Whether the line ends in the credit of a picture."""
    return bool(_CAPTION.search(flat, max(place.start, place.end - _CAPTION_REACH), place.end))
