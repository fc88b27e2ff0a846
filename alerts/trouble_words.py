"""What the operator reads of each trouble, in Vietnamese and English."""

from dataclasses import dataclass

from alerts.affairs import Trouble
from alerts.model import Language


@dataclass(frozen=True, slots=True)
class Words:
    """One trouble in one language: its name, what it is, what is lost or not, what to do, its end.

    `{subject}` and `{detail}` stand for those of the facts.
    """

    name: str
    what: str
    lost: str
    to_do: str
    ended: str = ""


_VI = {
    Trouble.STORE: Words(
        "Không dùng được kho dữ liệu",
        "chidao không đọc, ghi được kho dữ liệu: {detail}.",
        "Những gì đã ghi vẫn còn. Trong lúc này KHÔNG có tin mới nào được ghi và báo; "
        "kho dùng lại được thì chidao tự đọc bù.",
        "Kiểm tra máy chủ cơ sở dữ liệu hoặc ổ đĩa chứa kho. Nếu kho hỏng: phục hồi từ bản sao lưu.",
        "Kho dữ liệu dùng lại được, chidao đang đọc bù.",
    ),
    Trouble.DISK_FULL: Words(
        "Ổ đĩa đã đầy",
        "Không ghi được vào kho vì hết chỗ trên ổ đĩa: {detail}.",
        "Những gì đã ghi vẫn còn. Trong lúc này KHÔNG có tin mới nào được ghi và báo; "
        "có chỗ trống thì chidao tự đọc bù.",
        "Xóa bớt tệp không cần hoặc mở rộng ổ đĩa. Không xóa các tệp của kho.",
        "Đã ghi được trở lại, chidao đang đọc bù.",
    ),
    Trouble.SPACE: Words(
        "Ổ đĩa sắp đầy",
        "Ổ đĩa chứa kho chỉ còn {detail} MB.",
        "Chưa mất gì. Khi đầy hẳn, tin mới sẽ không ghi và báo được nữa.",
        "Xóa bớt tệp không cần hoặc mở rộng ổ đĩa. Không xóa các tệp của kho.",
        "Ổ đĩa đã đủ chỗ trống.",
    ),
    Trouble.CRAWL: Words(
        "chidao đọc cổng bị lỗi",
        'Đọc nguồn "{subject}" thì gặp lỗi của chính chidao: {detail}',
        "Những gì đã đọc vẫn còn; phần bị lỗi được đọc lại ở các lần sau, "
        "nhưng có thể CHƯA được báo.",
        "Xem trực tiếp trên cổng. Nếu lỗi còn lặp lại: gửi nhật ký cho người hỗ trợ kỹ thuật.",
        'Nguồn "{subject}" đọc lại được, không còn lỗi.',
    ),
    Trouble.CHANNEL: Words(
        "Kênh không gửi được",
        'Kênh "{subject}" không nhận thông báo nào từ hơn một giờ nay: {detail}.',
        "Các thông báo của kênh này chưa đến nơi nhưng không mất: chúng chờ và được gửi lại mãi.",
        'Kiểm tra dịch vụ của kênh, rồi thử: chidao channel test "{subject}".',
        'Kênh "{subject}" gửi lại được; các thông báo chờ đang được gửi.',
    ),
    Trouble.REFUSED: Words(
        "Kênh từ chối thông báo",
        'Kênh "{subject}" đã từ chối hẳn, chidao không tự gửi lại: {detail}.',
        "Các thông báo đó được giữ lại, không mất, nhưng CHƯA ai nhận được.",
        "Kiểm tra địa chỉ và quyền của kênh, rồi gửi lại từng thông báo: chidao deliver --resend MÃ.",
    ),
    Trouble.SETTINGS: Words(
        "Thiết đặt mới có lỗi",
        "chidao chưa dùng thiết đặt mới: {detail}",
        "Không mất gì: thiết đặt cũ vẫn được dùng cho đến khi sửa xong.",
        "Sửa tệp thiết đặt, rồi cho chidao đọc lại (SIGHUP, hoặc khởi động lại).",
        "Thiết đặt mới đã được dùng.",
    ),
    Trouble.BACKUP: Words(
        "Sao lưu không thành công",
        "Không làm được bản sao lưu: {detail}",
        "Kho không mất gì, nhưng nếu ổ đĩa hỏng lúc này thì chỉ còn bản sao lưu cũ.",
        "Kiểm tra thư mục sao lưu (còn chỗ, ghi được), rồi thử: chidao backup TỆP.",
        "Đã sao lưu được trở lại.",
    ),
    Trouble.CLOCK: Words(
        "Đồng hồ máy bị lùi",
        "Đồng hồ của máy vừa bị chỉnh lùi {detail} phút.",
        "Không mất gì: các nguồn được đọc lại ngay. Giờ ghi trong các thông báo gần đây có thể sai.",
        "Kiểm tra ngày giờ của máy và bật đồng bộ giờ tự động (NTP).",
    ),
}

_EN = {
    Trouble.STORE: Words(
        "The store can not be used",
        "chidao can not read or write its store: {detail}.",
        "What was written is kept. Until then NOTHING new is recorded or told; "
        "once the store is back, chidao catches up by itself.",
        "Look after the database server or the disk of the store. Damaged: restore a backup.",
        "The store works again; chidao is catching up.",
    ),
    Trouble.DISK_FULL: Words(
        "The disk is full",
        "The store can not be written, for the disk is full: {detail}.",
        "What was written is kept. Until then NOTHING new is recorded or told; "
        "with space again, chidao catches up by itself.",
        "Delete what is not needed or enlarge the disk. Do not delete the store's own files.",
        "The store can be written again; chidao is catching up.",
    ),
    Trouble.SPACE: Words(
        "The disk is nearly full",
        "Only {detail} MB are left on the disk of the store.",
        "Nothing is lost yet. Once it is full, nothing new can be recorded or told.",
        "Delete what is not needed or enlarge the disk. Do not delete the store's own files.",
        "The disk has room again.",
    ),
    Trouble.CRAWL: Words(
        "chidao failed while reading a portal",
        'Reading the source "{subject}" met a failure of chidao itself: {detail}',
        "What was read is kept; what failed is read again later, but may NOT have been told yet.",
        "Look at the portal itself. If it comes again: send the log to your technical support.",
        'The source "{subject}" is read without failure again.',
    ),
    Trouble.CHANNEL: Words(
        "A channel does not work",
        'The channel "{subject}" has taken no message for more than an hour: {detail}.',
        "Its messages have not arrived, but are not lost: they wait and are tried again for ever.",
        'Look after the service behind it, then try: chidao channel test "{subject}".',
        'The channel "{subject}" works again; what waited is being sent.',
    ),
    Trouble.REFUSED: Words(
        "A channel refuses messages",
        'The channel "{subject}" said no for good, chidao will not try again by itself: {detail}.',
        "These messages are kept, not lost, but NOBODY has got them.",
        "Check address and rights of the channel, then send each again: chidao deliver --resend ID.",
    ),
    Trouble.SETTINGS: Words(
        "The new settings have a mistake",
        "chidao did not take over the new settings: {detail}",
        "Nothing is lost: the old settings go on until this is put right.",
        "Correct the settings file, then let chidao read it again (SIGHUP, or restart it).",
        "The new settings are in use.",
    ),
    Trouble.BACKUP: Words(
        "A backup failed",
        "No backup could be made: {detail}",
        "The store is whole, but if its disk broke now only an older backup would be left.",
        "Check the folder of the backups (space, rights), then try: chidao backup FILE.",
        "Backups work again.",
    ),
    Trouble.CLOCK: Words(
        "The clock was set back",
        "The clock of this machine was just set back by {detail} minutes.",
        "Nothing is lost: the sources are read at once. Times in recent messages may be wrong.",
        "Check date and time of the machine and switch on time synchronisation (NTP).",
    ),
}


def words_of(trouble: Trouble, language: Language) -> Words:
    """The words for a trouble."""
    return (_VI if language == "vi" else _EN)[trouble]
