"""The words that commands print beside data, in Vietnamese and English."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alerts.model import Language

#: Headings of tables and labels of lines.
HEADINGS = {
    "#": ("#", "#"),
    "address": ("Địa chỉ", "Address"),
    "author": ("Tác giả", "Author"),
    "channel": ("Kênh", "Channel"),
    "body": ("Cơ quan ban hành", "Issued by"),
    "changed": ("Đổi", "Changed"),
    "changes": ("Lịch sử", "History"),
    "cites": ("Dẫn chiếu", "Cites"),
    "citations": ("Văn bản được dẫn", "Papers cited"),
    "cooperating": ("Phối hợp", "Together with"),
    "deadline": ("Hạn", "Deadline"),
    "directives": ("Nhiệm vụ", "Instructions"),
    "document": ("Văn bản", "Paper"),
    "effective_on": ("Có hiệu lực", "In force from"),
    "errors": ("Lỗi", "Errors"),
    "files": ("Tệp", "Files"),
    "first_seen": ("Thấy lần đầu", "First seen"),
    "gone": ("Nghi gỡ/đã gỡ", "Suspected/gone"),
    "images": ("Ảnh", "Pictures"),
    "is_directive": ("Có chỉ đạo", "Gives orders"),
    "issued_on": ("Ngày ban hành", "Issued on"),
    "issuer": ("Người giao", "Issuer"),
    "item": ("Mục", "Item"),
    "items": ("Số mục", "Items"),
    "last_good": ("Lần tốt gần nhất", "Last good run"),
    "last_success": ("Gửi được gần nhất", "Last success"),
    "lead": ("Tóm tắt", "Lead"),
    "listed": ("Liệt kê", "Listed"),
    "new": ("Mới", "New"),
    "next": ("Trang sau", "Next page"),
    "next_check": ("Lần tới", "Next check"),
    "number": ("Số ký hiệu", "Number"),
    "outcome": ("Kết quả", "Outcome"),
    "page_kind": ("Loại trang", "Kind of page"),
    "platform": ("Nền tảng", "Platform"),
    "published": ("Đăng lúc", "Published"),
    "quality": ("Độ tin cậy", "Quality"),
    "reasons": ("Lý do", "Reasons"),
    "receiver": ("Nơi nhận", "Receiver"),
    "refused": ("Bị từ chối", "Refused"),
    "requests": ("Lượt tải", "Requests"),
    "rule": ("Quy tắc", "Rule"),
    "safe_by": ("Nên xong hết", "Safe by"),
    "signer": ("Người ký", "Signer"),
    "source": ("Nguồn", "Source"),
    "state": ("Tình trạng", "State"),
    "subject": ("Trích yếu", "Subject"),
    "targets": ("Chỉ tiêu", "Targets"),
    "task": ("Nhiệm vụ", "Task"),
    "title": ("Tiêu đề", "Title"),
    "type": ("Loại văn bản", "Type of paper"),
    "unchanged": ("Như cũ", "Same"),
    "unsure": ("Chưa chắc là nhiệm vụ", "Possible instructions"),
    "urgency": ("Độ khẩn", "Urgency"),
    "verified": ("Đã xem thật", "Verified"),
    "versions": ("Số bản", "Versions"),
    "waiting": ("Đang chờ", "Waiting"),
}

#: What stands in cells: states, outcomes, kinds.
VALUES = {
    "yes": ("có", "yes"),
    "no": ("không", "no"),
    "never": ("chưa", "never"),
    "state.live": ("đang đăng", "live"),
    "state.suspected": ("nghi đã gỡ", "suspected"),
    "state.withdrawn": ("đã gỡ", "withdrawn"),
    "due.open": ("còn hạn", "open"),
    "due.overdue": ("quá hạn", "overdue"),
    "due.no_deadline": ("không hạn", "no deadline"),
    "outcome.ok": ("tốt", "ok"),
    "outcome.partial": ("thiếu", "partial"),
    "outcome.failed": ("hỏng", "failed"),
    "outcome.blocked": ("bị chặn", "blocked"),
    "outcome.empty": ("rỗng", "empty"),
    "page.article": ("bài viết", "article"),
    "page.document": ("văn bản", "document"),
    "page.listing": ("danh mục", "listing"),
    "page.error": ("trang lỗi", "error page"),
    "page.other": ("trang khác", "another page"),
    "delivery.queued": ("đang chờ", "waiting"),
    "delivery.leased": ("đang gửi", "being sent"),
    "delivery.sent": ("đã gửi", "sent"),
    "delivery.refused": ("kênh từ chối", "refused by the channel"),
    "verdict.content": ("nội dung đổi", "content changed"),
    "verdict.cosmetic": ("hình thức đổi", "cosmetic change"),
    "verdict.same": ("không đổi", "nothing changed"),
    "verdict.reread": ("đọc lại", "read again"),
    "verdict.suspected": ("nghi đã gỡ", "suspected gone"),
    "verdict.withdrawn": ("đã gỡ", "withdrawn"),
    "verdict.restored": ("đăng lại", "restored"),
    "weight.minor": ("nhỏ", "minor"),
    "weight.normal": ("thường", "normal"),
    "weight.major": ("lớn", "major"),
    "event.document.revoked": ("văn bản bị bãi bỏ", "paper revoked"),
    "event.document.replaced": ("văn bản bị thay thế", "paper replaced"),
    "event.document.corrected": ("văn bản được đính chính", "paper corrected"),
    "event.directive.new": ("chỉ đạo mới", "new directive"),
    "event.directive.changed": ("chỉ đạo thay đổi", "directive changed"),
    "event.article.new": ("tin mới", "new article"),
    "event.article.changed": ("tin thay đổi", "article changed"),
    "event.article.suspected": ("nghi đã gỡ", "suspected gone"),
    "event.article.withdrawn": ("đã gỡ", "withdrawn"),
    "event.article.restored": ("đăng lại", "restored"),
    "event.deadline.near": ("sắp đến hạn", "deadline near"),
    "event.deadline.overdue": ("quá hạn", "deadline passed"),
    "event.source.blind": ("không đọc được nguồn", "source can not be read"),
    "event.source.back": ("nguồn đọc lại được", "source is back"),
    "event.source.filled": ("đọc nguồn lần đầu", "source read for the first time"),
    "event.service.back": ("chidao chạy lại", "chidao is back"),
}

WORDS = {**HEADINGS, **VALUES}


def word(key: str, language: "Language") -> str:
    """A word in the language of the output; KeyError for one nobody wrote."""
    vietnamese, english = WORDS[key]
    return vietnamese if language == "vi" else english


def value_word(kind: str, value: str, language: "Language") -> str:
    """The word for a stored value such as a state; the value itself where there is none yet."""
    key = f"{kind}.{value}"
    return word(key, language) if key in WORDS else value
