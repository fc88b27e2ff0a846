"""The few words that commands print beside data, in Vietnamese and English."""

from alerts.model import Language

_WORDS: dict[str, tuple[str, str]] = {
    "source": ("Nguồn", "Source"),
    "outcome": ("Kết quả", "Outcome"),
    "requests": ("Lượt tải", "Requests"),
    "listed": ("Thấy trong danh mục", "Listed"),
    "new": ("Mới", "New"),
    "changed": ("Thay đổi", "Changed"),
    "unchanged": ("Như cũ", "Unchanged"),
    "gone": ("Nghi gỡ / đã gỡ", "Suspected / gone"),
    "errors": ("Lỗi", "Errors"),
    "seconds": ("Giây", "Seconds"),
    "title": ("Tiêu đề", "Title"),
    "state": ("Tình trạng", "State"),
    "seen": ("Thấy lần đầu", "First seen"),
    "versions": ("Số bản", "Versions"),
    "deadline": ("Hạn", "Deadline"),
    "receiver": ("Nơi nhận", "Receiver"),
    "task": ("Nhiệm vụ", "Task"),
    "issuer": ("Người giao", "Issuer"),
    "address": ("Địa chỉ", "Address"),
    "published": ("Đăng lúc", "Published"),
    "author": ("Tác giả", "Author"),
    "number": ("Số ký hiệu", "Number"),
    "files": ("Tệp", "Files"),
    "last_good": ("Lần tốt gần nhất", "Last good run"),
    "next_check": ("Lần tới", "Next check"),
    "verified": ("Đã xem trên cổng thật", "Verified live"),
    "never": ("chưa", "never"),
    "channel": ("Kênh", "Channel"),
    "last_success": ("Gửi được gần nhất", "Last success"),
    "waiting": ("Đang chờ", "Waiting"),
    "refused": ("Bị từ chối", "Refused"),
    "subscription": ("Đăng ký", "Subscription"),
    "event": ("Sự kiện", "Event"),
    "told": ("Đã báo", "Told"),
    "nothing": ("Không có gì.", "Nothing."),
    "items": ("Số mục", "Items"),
}


def word(key: str, language: Language) -> str:
    """A word in the language of the output; KeyError for one nobody wrote."""
    vietnamese, english = _WORDS[key]
    return vietnamese if language == "vi" else english


def words(keys: str, language: Language) -> list[str]:
    """Several words, named with spaces between."""
    return [word(key, language) for key in keys.split()]
