"""Pages that are no content: their words, in Vietnamese and English."""

import re
from dataclasses import dataclass

from sources.faults import Fault


@dataclass(frozen=True, slots=True)
class Notice:
    """What a page of little text says instead of content, with the words that said it."""

    fault: Fault
    words: str


_CHALLENGE = re.compile(
    r"just a moment\.\.\.|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|"
    r"enable javascript and cookies to continue|attention required|are you a robot|"
    r"xác (?:minh|nhận|thực) (?:rằng )?bạn (?:không phải|là (?:con )?người)|"
    r"tôi không phải (?:là )?(?:người máy|robot)|vui lòng (?:nhập|hoàn thành) (?:mã )?captcha|"
    r"nhập mã (?:captcha|xác nhận) để tiếp tục|ddos protection|access denied|request unsuccessful|"
    r"the requested url was rejected|bạn đã bị chặn|yêu cầu của bạn bị từ chối",
    re.IGNORECASE,
)
_CHALLENGE_MARKUP = re.compile(
    r"cf-chl-|/cdn-cgi/challenge-platform/|_Incapsula_Resource|id=\"challenge-form\"|"
    r"document\.cookie\s*=\s*\"?D1N=|aes\.js\"[^>]*></script>.{0,80}toNumbers",
    re.IGNORECASE | re.DOTALL,
)
_NOT_FOUND = re.compile(
    r"tài nguyên (?:\w+ ){0,4}không được tìm thấy|không tìm thấy (?:trang|tài nguyên|nội dung|bài viết|dữ liệu|"
    r"tin|văn bản|đường dẫn)|trang (?:bạn|này|web)?\s*(?:yêu cầu|tìm|đang tìm|truy cập)?\s*"
    r"(?:không tồn tại|không được tìm thấy|đã bị (?:xóa|xoá|gỡ))|(?:bài viết|nội dung|tin|văn bản) "
    r"(?:này )?(?:không tồn tại|đã bị (?:xóa|xoá|gỡ)|không còn)|(?:bài viết|nội dung|tin|văn bản|trang) "
    r"(?:này|(?:mà )?(?:bạn|quý vị) [^.]{1,30}) đã (?:được )?(?:chuyển|dời) (?:sang|đến|tới|về)|"
    r"(?:page|article) has (?:been )?moved|(?:page|resource) (?:was )?not (?:be )?found|"
    r"the requested resource (?:could|was) not|error 404|404 not found|lỗi 404|http 404|"
    r"không tìm thấy!?$",
    re.IGNORECASE,
)
_MAINTENANCE = re.compile(
    r"(?:hệ thống|website|trang web|cổng|trang thông tin|máy chủ)[^.]{0,60}(?:đang|tạm)[^.]{0,30}"
    r"(?:bảo trì|nâng cấp|ngừng|dừng|gián đoạn)|bảo trì hệ thống|đang (?:được )?(?:bảo trì|nâng cấp)|"
    r"under maintenance|scheduled maintenance|site is (?:temporarily )?(?:down|offline|unavailable)|"
    r"service (?:temporarily )?unavailable|temporarily unavailable|be right back|"
    r"503 service|502 bad gateway|504 gateway",
    re.IGNORECASE,
)
_SERVER_ERROR = re.compile(
    r"internal server error|server error in '/|lỗi (?:máy chủ|hệ thống)|đã (?:có lỗi xảy ra|xảy ra lỗi)|"
    r"error establishing a database connection|runtime error|http status 500|"
    r"lỗi kết nối cơ sở dữ liệu|an error occurred",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"(?:vui lòng|bạn (?:cần|phải)|yêu cầu|hãy) đăng nhập|please (?:sign|log) in|login required|"
    r"đăng nhập để (?:tiếp tục|xem)|you must be logged in",
    re.IGNORECASE,
)
_KINDS = (
    (Fault.CHALLENGE, _CHALLENGE),
    (Fault.SOFT_NOT_FOUND, _NOT_FOUND),
    (Fault.MAINTENANCE, _MAINTENANCE),
    (Fault.SERVER_ERROR, _SERVER_ERROR),
    (Fault.LOGIN, _LOGIN),
)
#: Such words in a longer text are what an article is about.
_SHORT_TEXT = 900
_NOTICE_LINE = 300  # letters


def find_notice(texts: list[str], prose: float, *, limit: float = _SHORT_TEXT) -> Notice | None:
    """The notice among these lines, if the page holds no more prose than a notice does."""
    if prose > limit:
        return None
    for fault, pattern in _KINDS:
        for text in texts:
            if len(text) <= _NOTICE_LINE and (found := pattern.search(text)):
                return Notice(fault, found[0])
    return None


def is_challenge_markup(text: str) -> bool:
    """Whether the source is that of a browser check."""
    return len(text) <= _HEAD and bool(_CHALLENGE_MARKUP.search(text))


_HEAD = 60_000  # characters: browser checks are small pages

_SPAM_WORDS = (
    *("tài xỉu", "cá cược", "nhà cái", "game bài", "đổi thưởng", "nổ hũ", "bắn cá", "xóc đĩa"),
    *("casino", "lô đề", "soi kèo", "cá độ", "kèo nhà cái", "đá gà", "slot game", "kubet"),
    *("ku casino", "kuwin", "98win", "789club", "sunwin", "go88", "hitclub", "fun88", "w88"),
    *("fb88", "8xbet", "jun88", "hi88", "new88", "bk8", "m88", "188bet", "shbet", "okvip"),
    *("i9bet", "789bet", "f8bet", "789win", "thabet", "five88", "12bet", "sv388", "rikvip"),
    "b52club",
)
_SPAM = re.compile("|".join(_SPAM_WORDS))
_BRANDS = re.compile(r"\w*\d{2,}\w*|kubet|kuwin|sunwin|okvip|shbet|rikvip|thabet", re.IGNORECASE)
#: Words a piece of news about gambling does not reach: it names few brands and few kinds of game.
_SPAM_KINDS = 4
_SPAM_PER_WORDS = 60
_LURES = re.compile(
    r"đăng ký (?:ngay|nhận)|khuyến mãi|tặng (?:ngay )?\d+k|link (?:vào|đăng nhập)|uy tín (?:nhất|số 1)|"
    r"nạp (?:đầu|tiền)|tải app|hoàn trả|cược ngay|chơi ngay",
    re.IGNORECASE,
)


def spam_words(text: str) -> tuple[str, ...]:
    """The gambling words of a page that advertises it; () for a page that merely speaks of it."""
    lowered = text.lower()
    if not any(word in lowered for word in _SPAM_WORDS):
        return ()  # nearly every page: looking for each word is faster than the pattern
    found = _SPAM.findall(lowered)
    kinds = tuple(sorted(set(found)))
    words = max(1, len(text.split()))
    brands = [kind for kind in kinds if _BRANDS.fullmatch(kind)]
    is_dense = len(found) * _SPAM_PER_WORDS > words
    lured = len(_LURES.findall(text)) > 0
    if brands and len(kinds) >= _FEW_KINDS and (is_dense or lured):
        return kinds
    return kinds if len(kinds) >= _SPAM_KINDS and is_dense and (lured or brands) else ()


_FEW_KINDS = 2
