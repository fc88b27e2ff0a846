"""What `backup` and `restore` print, in Vietnamese and English."""

BACKUPS = {
    "backup_made": (
        "Đã sao lưu {rows} dòng vào {file} ({size}), đọc lại thấy nguyên vẹn.",
        "Backed up {rows} rows to {file} ({size}); read back, it is whole.",
    ),
    "backup_exists": (
        "{file} đã có rồi: bản sao lưu không ghi đè lên tệp nào; hãy đặt tên khác",
        "{file} exists: a backup overwrites nothing; expected another name",
    ),
    "backup_not_written": (
        "không ghi được bản sao lưu {file}: {reason}",
        "the backup {file} could not be written: {reason}",
    ),
    "backup_busy": (
        "một tiến trình khác đang ghi {file}",
        "another process is writing {file} now",
    ),
    "backup_unread": (
        "không đọc được {file} ({reason}); cần tệp mà chidao backup đã viết ra",
        "{file} can not be read ({reason}); expected a file that chidao backup wrote",
    ),
    "backup_damaged": (
        "{file} không phải là bản sao lưu nguyên vẹn ({problem}); chưa ghi gì vào kho",
        "{file} is no whole backup ({problem}); nothing was written to the store",
    ),
    "backup_newer": (
        "{file} do một bản chidao mới hơn viết ra (lược đồ {schema}); hãy cập nhật chidao",
        "{file} was written by a newer chidao (schema {schema}); update chidao",
    ),
    "restore_not_empty": (
        "kho {place} không trống ({found}); hãy đặt storage.url tới một kho mới, "
        "hoặc chuyển kho cũ đi nơi khác",
        "the store {place} is not empty ({found}); expected storage.url to name a new one, "
        "or the old one moved away",
    ),
    "restore_in_use": (
        "kho {place} đang được dùng: {found}; hãy dừng dịch vụ rồi chạy lại",
        "the store {place} is in use: {found}; stop the service and run this again",
    ),
    "restored": (
        "Đã khôi phục {rows} dòng, như lúc {made_at}. "
        "Đã kiểm {items} mục, {versions} bản, {blobs} tệp: mọi mã băm và mắt xích đều khớp.",
        "Restored {rows} rows, as they were at {made_at}. "
        "Items: {items}, versions: {versions}, files: {blobs}. Every hash and link holds.",
    ),
    "restored_broken": (
        "Đã khôi phục {rows} dòng, như lúc {made_at}; chỗ hỏng dưới đây đã có từ trước khi sao lưu.",
        "Restored {rows} rows, as they were at {made_at}; "
        "what is named below was broken before the backup was made.",
    ),
    "restored_waiting": (
        "Thông báo chờ gửi: {waiting}. Những gì đã được gửi sau lúc sao lưu có thể đến lần nữa, "
        "với cùng mã số sau dấu #; những gì đã gửi trước đó không gửi lại.",
        "Alerts waiting: {waiting}. What was sent after the backup was made may come once more, "
        "with the same id after the #; what was sent before is not sent again.",
    ),
}
