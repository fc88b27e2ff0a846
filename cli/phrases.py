"""The sentences that commands print, in Vietnamese and English."""

from typing import TYPE_CHECKING

from cli.backup_phrases import BACKUPS
from cli.doctor_phrases import DOCTOR
from cli.miss_phrases import MISSES, TRIES
from cli.unit_phrases import UNITS

if TYPE_CHECKING:
    from alerts.model import Language

#: What commands answer.
ANSWERS = {
    "nothing": ("Không có gì.", "Nothing."),
    "no_sources": (
        "Thiết đặt chưa có nguồn nào: thêm một bảng [[sources]].",
        "The settings hold no source yet: add a [[sources]] table.",
    ),
    "delivered": (
        "Đã gửi: {sent}, không gửi được: {failed}, giữ lại: {held}.",
        "Sent: {sent}, failed: {failed}, held: {held}.",
    ),
    "verified": (
        "Đã kiểm {items} mục, {versions} bản, {blobs} tệp: mọi mã băm và mắt xích đều khớp.",
        "Items: {items}, versions: {versions}, files: {blobs}. Every hash and link holds.",
    ),
    "verified_file": (
        "Đã kiểm {items} mục, {versions} bản: mọi mã băm và mắt xích đều khớp.",
        "Items: {items}, versions: {versions}. Every hash and link holds.",
    ),
    "broken": ("{place}: {problem}", "{place}: {problem}"),
    "reread": (
        "{versions} bản: {reread} bản được đọc lại, {unreadable} bản không đọc được.",
        "Versions: {versions}; read again: {reread}, unreadable: {unreadable}.",
    ),
    "upgraded": ("Kho đã được nâng lên lược đồ mới.", "The store was upgraded."),
    "up_to_date": ("Kho đã ở lược đồ mới nhất.", "The store is up to date."),
    "test_message": (
        "Tin thử của chidao: kênh này nhận được thông báo. Không cần làm gì.",
        "A test message of chidao: this channel works. Nothing needs to be done.",
    ),
    "preview_of": (
        "Kênh {channel}, hình thức {form}, {signs} ký tự. Chưa gửi gì.",
        "Channel {channel}, form {form}, {signs} signs. Nothing was sent.",
    ),
    "preview_title": ("Tiêu đề: {title}", "Title: {title}"),
    "preview_file": ("Tệp kèm theo: {name} ({bytes} byte)", "File: {name} ({bytes} bytes)"),
    "preview_text": ("Phần chữ thuần:", "The text part:"),
    "test_sent": ("{channel}: đã gửi tin thử.", "{channel}: the test message was sent."),
    "written": (
        "Đã viết {path}. Bước tiếp: chidao check, rồi chidao run.",
        "Wrote {path}. Next: chidao check, then chidao run.",
    ),
    "one_version": (
        "Mục {item} mới có một bản: chưa có gì để so sánh.",
        "Item {item} has only one version: nothing to compare yet.",
    ),
    "no_difference": ("Hai bản không khác nhau.", "The two versions do not differ."),
    "compared": (
        "Bản {a} ({a_at}) → bản {b} ({b_at}): {verdict}",
        "Version {a} ({a_at}) → version {b} ({b_at}): {verdict}",
    ),
    "checked": (
        "{title}: xong, {new} mới, {changed} đổi",
        "{title}: done, {new} new, {changed} changed",
    ),
    "due_safe": ("{due} (nên xong hết {safe_by})", "{due} (safe by {safe_by})"),
    "more_errors": (
        "{source}: còn {count} lỗi nữa, xem --json",
        "{source}: {count} more errors, see --json",
    ),
    "fault": ("{source}: {kind}: {message} ({url})", "{source}: {kind}: {message} ({url})"),
    "health_blind": (
        "{source}: không đọc được từ {since}: {why}. Hỏi lại lúc {next}.",
        "{source}: can not be read since {since}: {why}. Next look: {next}.",
    ),
    "health_unsteady": (
        "{source}: chưa ổn từ {since}: {why}. Hỏi lại lúc {next}.",
        "{source}: unsteady since {since}: {why}. Next look: {next}.",
    ),
    "health_recovering": (
        "{source}: đang đọc lại được, chờ xem có ổn định không.",
        "{source}: read again; whether it stays so is to be seen.",
    ),
    "health_bad_runs": (
        "Số lần hỏng liên tiếp: {count}, càng hỏng càng hỏi thưa, nhiều nhất cách một giờ.",
        "Bad runs in a row: {count}; it is asked less often, at most an hour apart.",
    ),
    "network_out": (
        "Không cổng nào kết nối được từ {since}: {why}. Không tính là lỗi của cổng nào.",
        "No portal can be reached since {since}: {why}. It is held against none of them.",
    ),
    "answered_status": ("{url} trả lời mã {status}", "{url} answered {status}"),
}

#: Why something was told or not.
WHY = {
    "why.nothing_happened": ("Chưa có sự kiện nào.", "Nothing happened yet."),
    "why.no_subscription": (
        "Thiết đặt chưa có đăng ký nào: thêm một bảng [[subscriptions]].",
        "The settings hold no subscription yet: add a [[subscriptions]] table.",
    ),
    "why.sent": ("đã gửi tới {channel} lúc {at} #{id}", "sent to {channel} on {at} #{id}"),
    "why.unsent": (
        "{state} ở {channel} sau {tries} lần thử #{id}",
        "{state} at {channel} after {tries} tries #{id}",
    ),
    "why.unsent_reason": (
        "{state} ở {channel} sau {tries} lần thử ({reason}) #{id}",
        "{state} at {channel} after {tries} tries ({reason}) #{id}",
    ),
    "why.not_told": ("không báo: {reason}", "not told: {reason}"),
    "why.first_fill": (
        "gặp trong lần đọc đầu tiên của chuyên mục, nằm trong bản tóm tắt, không báo riêng",
        "met in the first crawl of its section: told in the summary, not singly",
    ),
    "why.no_alerts": ("tìm thấy khi chạy check --no-alerts", "found by check --no-alerts"),
    "why.more_specific": (
        "đã báo bằng sự kiện cụ thể hơn của cùng lúc đó",
        "told by a more specific event of the same moment",
    ),
    "why.later_subscription": (
        "lúc đó đăng ký này chưa có, hoặc còn khác",
        "the subscription did not exist then, or was another",
    ),
}

#: What can not be done; "…" of the program itself stays as the program says it.
FAILURES = {
    "as_told": ("{told}", "{told}"),
    "stopped": ("đã dừng", "stopped"),
    "not_yet": (
        '"{command}" chưa có trong phiên bản này (not yet in this version)',
        '"{command}" is not yet in this version',
    ),
    "bad_log": (
        'CHIDAO_LOG "{given}" không phải là một mức; các mức: {expected}',
        'CHIDAO_LOG "{given}" is no level; expected one of: {expected}',
    ),
    "not_utf8_argument": (
        "một tham số không phải là UTF-8",
        "an argument is no UTF-8",
    ),
    "store_damaged": (
        "kho chứa dữ liệu không đọc được; chạy chidao verify để biết chỗ hỏng",
        "the store holds data that can not be read; chidao verify names the place",
    ),
    "unknown_source": (
        'không có nguồn nào tên "{name}"; có: {expected}',
        'no source is called "{name}"; expected one of: {expected}',
    ),
    "unknown_channel": (
        'không có kênh nào tên "{name}"; có: {expected}',
        'no channel is called "{name}"; expected one of: {expected}',
    ),
    "unknown_subscription": (
        'không có đăng ký nào tên "{name}"; có: {expected}',
        'no subscription is called "{name}"; expected one of: {expected}',
    ),
    "unknown_item": (
        'không có mục nào là "{text}"; cần một số thứ tự, một địa chỉ hoặc số văn bản',
        'no item is known as "{text}"; expected an id, an address or the number of a paper',
    ),
    "several_items": (
        '"{text}" chỉ nhiều mục: {ids}; hãy gọi bằng số thứ tự',
        '"{text}" names several items: {ids}; name one by its id',
    ),
    "nothing_to_preview": (
        "mục {item} chưa có sự kiện nào để xem thử",
        "nothing has happened to item {item} that could be shown",
    ),
    "unknown_version": (
        "mục {item} không có bản {n}; có từ 1 đến {last}",
        "item {item} has no version {n}; expected 1 to {last}",
    ),
    "unknown_delivery": (
        'không có lần gửi nào mang mã "{id}"; mã là 16 chữ số hex sau dấu # của tin',
        'no delivery has the id "{id}"; expected the 16 hex digits after the # of a message',
    ),
    "unknown_choice": (
        '{option} "{given}" không dùng được; có: {expected}',
        '{option} "{given}" is unknown; expected one of: {expected}',
    ),
    "later_choice": (
        '{option} "{given}" chưa có trong phiên bản này (not yet); có: {expected}',
        '{option} "{given}" is not yet in this version; expected one of: {expected}',
    ),
    "bad_day": (
        '{option} "{given}" không phải là ngày; viết như 2026-02-10 hoặc 10/02/2026',
        '{option} "{given}" is no day; expected a form such as 2026-02-10 or 10/02/2026',
    ),
    "bad_time": (
        '{option} "{given}" không phải là thời điểm; viết như 2026-02-03 hoặc 2026-02-03T08:00',
        '{option} "{given}" is no time; expected a form such as 2026-02-03 or 2026-02-03T08:00',
    ),
    "nothing_to_explain": (
        "cần một địa chỉ, một tệp, hoặc --jsonl",
        "expected an address, a file, or --jsonl",
    ),
    "file_unread": (
        "{file}: không đọc được ({reason}); cần một tệp hoặc một địa chỉ",
        "{file}: it can not be read ({reason}); expected a file or an address",
    ),
    "file_empty": ("{file}: tệp rỗng", "{file}: the file is empty; expected a page or a text"),
    "file_large": (
        "{file}: lớn hơn {limit} MiB; cần một trang hoặc một văn bản",
        "{file}: larger than {limit} MiB; expected a page or a text",
    ),
    "file_binary": (
        "{file}: không phải là trang web hay văn bản thuần",
        "{file}: neither a page nor a plain text",
    ),
    "no_export": (
        "{file}: không đọc được như tệp mà chidao export viết ra",
        "{file}: it can not be read; expected the lines that chidao export writes",
    ),
    "no_export_line": (
        "{file}: dòng {line} không phải là một mục; cần các dòng mà chidao export viết ra",
        "{file}: line {line} is no item; expected the lines that chidao export writes",
    ),
    "not_fetched": ("{url}: {reason}", "{url}: {reason}"),
    "no_port": (
        'web.listen "{listen}": không mở được ({reason}); '
        'hãy chọn cổng khác, hoặc listen = "" để tắt trang web',
        'web.listen "{listen}" can not be used ({reason}); '
        'choose another port, or listen = "" for no web pages',
    ),
    "nothing_came": ("{url}: không nhận được gì", "{url}: nothing came"),
    "bad_address": ("{url}: không phải là một địa chỉ", "{url}: no usable address"),
    "channel_failed": (
        "kênh {channel} không nhận: {reason}",
        "channel {channel} did not take it: {reason}",
    ),
    "channel_refused": ("kênh {channel} từ chối: {reason}", "channel {channel} refused: {reason}"),
    "channel_waits": (
        "kênh {channel} không nhận: {reason}; kênh yêu cầu chờ {wait}",
        "channel {channel} did not take it: {reason}; it asks to wait {wait}",
    ),
}

PHRASES = {**ANSWERS, **WHY, **MISSES, **TRIES, **FAILURES, **BACKUPS, **UNITS, **DOCTOR}


def phrase(key: str, language: "Language", **values: object) -> str:
    """A sentence in the language of the output; KeyError for one nobody wrote."""
    vietnamese, english = PHRASES[key]
    return (vietnamese if language == "vi" else english).format(**values)
