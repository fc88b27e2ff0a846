"""The words of outages: why, what they are called, and how much there was."""

from collections.abc import Mapping

from alerts.model import Language
from alerts.plain import harmless

NAME_LIMIT = 100  # signs of a reason for which nobody has words yet

_WHY: Mapping[str, tuple[str, str]] = {
    "failed": ("không tải được danh mục nào của cổng", "no listing of the portal could be read"),
    "empty": ("danh mục của cổng không có mục nào", "the portal's listings hold nothing"),
    "silence": ("lâu quá mức đã đặt không có tin mới", "nothing new came for longer than was set"),
    "unread": (
        "danh mục tải được nhưng không đọc được bài nào trong đó",
        "the listings answer, but none of their articles can be read",
    ),
    "cause_network": (
        "máy này mất mạng, hoặc không kết nối được cổng nào",
        "this machine had no network, or could connect to no portal",
    ),
    "cause_stopped": ("dịch vụ không chạy", "the service was not running"),
    "cause_store": ("không dùng được kho dữ liệu", "the store could not be used"),
    "offline": (
        "máy này không có mạng, hoặc máy chủ tên miền (DNS) của mạng không trả lời",
        "this machine has no network, or its name server does not answer",
    ),
    "network": ("không kết nối được", "no connection could be made"),
    "dns": ("không tìm thấy địa chỉ theo tên máy chủ", "the name of the host could not be found"),
    "tls": ("không lập được kết nối an toàn (TLS)", "no secure connection (TLS) could be made"),
    "timeout": ("cổng không trả lời kịp", "the portal did not answer in time"),
    "too_large": ("trang lớn quá mức cho phép", "the pages are larger than allowed"),
    "refused_address": (
        "cổng dẫn tới một địa chỉ không được phép tải",
        "the portal leads to an address that may not be fetched",
    ),
    "robots": ("robots.txt của cổng không cho đọc", "the portal's robots.txt forbids reading"),
    "blocked": ("cổng từ chối chúng tôi", "the portal refuses us"),
    "challenge": (
        "cổng đòi xác minh trình duyệt (captcha)",
        "the portal asks for a browser check (captcha)",
    ),
    "rate_limited": ("cổng yêu cầu hỏi thưa hơn", "the portal asks us to come less often"),
    "server_error": ("máy chủ của cổng báo lỗi", "the portal's server fails"),
    "not_found": ("địa chỉ danh mục không còn", "the listings' addresses are gone"),
    "soft_not_found": ("cổng báo không tìm thấy trang", "the portal says its pages are not found"),
    "maintenance": ("cổng báo đang bảo trì", "the portal says that it is being maintained"),
    "redirected_home": ("danh mục bị chuyển về trang chủ", "the listings lead to the home page"),
    "login": ("cổng đòi đăng nhập", "the portal asks for a login"),
    "empty_listing": ("danh mục không hiện mục nào", "the listings show nothing"),
    "not_a_listing": (
        "trang danh mục không còn là danh mục",
        "the listing pages are no listings any more",
    ),
    "not_an_article": ("trang bài không còn là bài", "the article pages are no articles any more"),
    "truncated": ("trang tới không trọn", "the pages come cut short"),
    "spam": ("cổng có dấu hiệu bị chèn quảng cáo lạ", "the portal seems to be broken into"),
    "layout_changed": ("cách trình bày của cổng đã đổi", "the portal's layout has changed"),
    "not_html": ("cổng trả về thứ không phải trang web", "the portal answers with no web page"),
    "fewer_items": (
        "danh mục ngắn hẳn so với trước nay",
        "a listing is far shorter than it ever was",
    ),
    "field_lost": (
        "các bài thiếu phần trước nay luôn có",
        "articles lack what they always had",
    ),
    "mass_absence": (
        "quá nhiều tin cùng lúc không còn thấy, nên chưa tin là đã gỡ",
        "too many items vanished at once to be believed",
    ),
    "store": ("không ghi được vào kho dữ liệu", "the store could not be written"),
    "internal": ("lỗi của chính chidao khi đọc", "chidao itself failed while reading"),
}

HEADINGS: Mapping[Language, Mapping[str, str]] = {
    "vi": {
        "nothing": "Không đọc được cổng nào",
        "unsteady": "Cổng chập chờn",
        "first_contact": "Chưa đọc được cổng mới thêm",
        "still": "Vẫn không đọc được cổng",
        "silence": "Cổng lâu không có tin mới",
        "mass_absence": "Nhiều tin biến mất cùng lúc",
        "fewer_items": "Danh mục của cổng ngắn bất thường",
        "field_lost": "Đọc thiếu phần của các bài trên cổng",
        "back_silence": "Cổng có tin mới trở lại",
        "back_network": "Đã có mạng trở lại",
        "back_store": "Kho dữ liệu dùng lại được",
    },
    "en": {
        "nothing": "No portal can be read",
        "unsteady": "A portal comes and goes",
        "first_contact": "A new portal cannot be read yet",
        "still": "A portal still cannot be read",
        "silence": "A portal has been silent for long",
        "mass_absence": "Many items vanished at once",
        "fewer_items": "A portal's listing is unusually short",
        "field_lost": "Parts of a portal's articles are not read",
        "back_silence": "A portal has news again",
        "back_network": "The network is back",
        "back_store": "The store works again",
    },
}

#: Days, hours, minutes: one, and several.
UNITS: Mapping[Language, tuple[tuple[str, str], ...]] = {
    "vi": (("ngày", "ngày"), ("giờ", "giờ"), ("phút", "phút")),
    "en": (("day", "days"), ("hour", "hours"), ("minute", "minutes")),
}
#: New, changed, directives: one, and several.
COUNTS: Mapping[Language, tuple[tuple[str, str], ...]] = {
    "vi": (("tin mới", "tin mới"), ("tin được sửa", "tin được sửa"), ("chỉ đạo", "chỉ đạo")),
    "en": (
        ("new item", "new items"),
        ("changed item", "changed items"),
        ("directive", "directives"),
    ),
}
FIELDS: Mapping[Language, Mapping[str, str]] = {
    "vi": {
        "listing": "danh mục",
        "title": "tiêu đề",
        "published": "ngày đăng",
        "body": "nội dung",
        "lead": "đoạn mở đầu",
        "byline": "tác giả",
        "images": "ảnh",
        "files": "tệp đính kèm",
        "number": "số ký hiệu",
    },
    "en": {
        "listing": "listings",
        "title": "title",
        "published": "date",
        "body": "text",
        "lead": "lead",
        "byline": "author",
        "images": "pictures",
        "files": "files",
        "number": "number of the paper",
    },
}
TEXTS: Mapping[Language, Mapping[str, str]] = {
    "vi": {"moment": "chưa đầy một phút"},
    "en": {"moment": "less than a minute"},
}


def why_words(why: str, language: Language) -> str:
    """A fault, a run's outcome, "silence" or the like in words; itself where there are none yet."""
    if why not in _WHY:
        return harmless(why, NAME_LIMIT)
    vietnamese, english = _WHY[why]
    return vietnamese if language == "vi" else english
