"""What `doctor` finds and advises, in Vietnamese and English."""

FOUND = {
    "doctor.settings": (
        "{path}: {sources} nguồn, {channels} kênh, {subscriptions} đăng ký",
        "{path}: {sources} sources, {channels} channels, {subscriptions} subscriptions",
    ),
    "doctor.mistake": ("{told}", "{told}"),
    "doctor.store_works": (
        "mở được, ghi được, {size} MiB; {items} mục mới nhất nguyên vẹn",
        "opens and can be written, {size} MiB; the {items} newest items are whole",
    ),
    "doctor.store_failed": ("{reason}", "{reason}"),
    "doctor.store_broken": ("{place}: {problem}", "{place}: {problem}"),
    "doctor.store_empty": ("kho còn trống", "the store is empty yet"),
    "doctor.no_store": ("chưa có {path}", "{path} is not there yet"),
    "doctor.no_folder": ("không ghi được vào thư mục {path}", "the folder {path} can not be written"),
    "doctor.other_user": (
        "{path} thuộc về người dùng khác (uid {uid}), nên không mở",
        "{path} belongs to another user (uid {uid}), so it was not opened",
    ),
    "doctor.old_schema": (
        "lược đồ {schema}, bản chidao này dùng {newest}",
        "its schema is {schema}, this chidao uses {newest}",
    ),
    "doctor.space": ("{path}: còn trống {free} MiB", "{path}: {free} MiB free"),
    "doctor.no_backups": ("không sao lưu tự động", "no backups are made"),
    "doctor.backup_folder": ("ghi được vào {path}", "{path} can be written"),
    "doctor.backup_closed": (
        "không ghi được vào {path} ({reason})",
        "{path} can not be written ({reason})",
    ),
    "doctor.never_backed_up": ("chưa có bản sao lưu nào", "no backup was made yet"),
    "doctor.last_backup": ("bản gần nhất: {at} ({path})", "the last one: {at} ({path})"),
    "doctor.zone": ("{zone}, bây giờ là {at}", "{zone}, where it is {at}"),
    "doctor.clock_right": (
        "lệch {seconds} giây so với {count} cổng",
        "{seconds} s off those of {count} portals",
    ),
    "doctor.clock_differs": (
        "lệch {seconds} giây so với các cổng",
        "{seconds} s off those of the portals",
    ),
    "doctor.no_clocks": ("không cổng nào cho biết giờ", "no portal told its time"),
    "doctor.names": ("{count} tên miền đều phân giải được", "all {count} names lead to addresses"),
    "doctor.names_unasked": ("không hỏi tên miền nào", "no name was asked"),
    "doctor.lost_names": ("không phân giải được: {names}", "no address for: {names}"),
    "doctor.answered": (
        "{url} trả lời mã {status} sau {seconds} giây",
        "{url} answered {status} after {seconds} s",
    ),
    "doctor.answered_badly": ("{url} trả lời mã {status}", "{url} answered {status}"),
    "doctor.unreached": ("{reason}", "{reason}"),
    "doctor.no_answer": (
        "{url} không trả lời trong {seconds} giây",
        "{url} did not answer within {seconds} s",
    ),
    "doctor.channel": ("địa chỉ đọc được; chưa gửi gì", "its address is understood; nothing was sent"),
    "doctor.bad_channel": ("{reason}", "{reason}"),
    "doctor.no_operator": ("không ai được báo khi chidao gặp sự cố", "nobody hears of chidao's trouble"),
    "doctor.program": ("{path}", "{path}"),
    "doctor.no_program": ("chưa cài", "not installed"),
    "doctor.no_systemd": ("máy này không do systemd điều hành", "systemd does not run this machine"),
    "doctor.no_unit": ("dịch vụ chưa được cài", "the service is not installed"),
    "doctor.unit_down": ("{path} không chạy ({state})", "{path} does not run ({state})"),
    "doctor.unit_runs": ("{path} đang chạy từ {since}", "{path} runs since {since}"),
    "doctor.web_off": ("các trang web đang tắt", "the web pages are switched off"),
    "doctor.web_free": ("{listen} còn trống", "{listen} is free"),
    "doctor.web_ours": ("chidao trả lời và sẵn sàng ở {listen}", "chidao answers and is ready on {listen}"),
    "doctor.web_unready": ("chidao trả lời nhưng chưa sẵn sàng: {told}", "chidao answers but is not ready: {told}"),
    "doctor.web_taken": ("không mở được {listen} ({reason})", "{listen} can not be had ({reason})"),
    "doctor.silent": ("không có trả lời trong {seconds} giây", "no answer within {seconds} s"),
    "doctor.broke": ("không xem được ({reason})", "it could not be looked at ({reason})"),
}  # fmt: skip

ADVICE = {
    "doctor.mistake_advice": ("sửa tệp hoặc biến đã nêu", "put the file or variable named right"),
    "doctor.no_sources_advice": ("thêm một bảng [[sources]]", "add a [[sources]] table"),
    "doctor.no_subscriptions_advice": (
        "thêm một bảng [[subscriptions]]: chưa ai được báo",
        "add a [[subscriptions]] table: nobody is told anything",
    ),
    "doctor.store_advice": (
        "kiểm tra storage.url, máy chủ cơ sở dữ liệu, ổ đĩa và quyền truy cập",
        "look at storage.url, the database server, the disk and its rights",
    ),
    "doctor.store_broken_advice": (
        "chạy chidao verify; nếu còn hỏng, khôi phục bản sao lưu bằng chidao restore",
        "run chidao verify; if it stays, bring a backup back with chidao restore",
    ),
    "doctor.no_store_advice": (
        "chạy chidao check: kho được tạo khi dùng lần đầu",
        "run chidao check: the store is made when it is first used",
    ),
    "doctor.no_folder_advice": (
        "tạo thư mục hoặc cấp quyền ghi, hoặc đổi storage.url",
        "make the folder or let it be written, or change storage.url",
    ),
    "doctor.other_user_advice": (
        "chạy chidao doctor bằng người dùng đó (sudo -u)",
        "run chidao doctor as that user (sudo -u)",
    ),
    "doctor.old_schema_advice": (
        "sao lưu rồi chạy chidao db upgrade; lược đồ mới hơn thì hãy cập nhật chidao",
        "back up, then run chidao db upgrade; a newer schema needs a newer chidao",
    ),
    "doctor.space_advice": (
        "giải phóng ổ đĩa: nên còn ít nhất {least} MiB",
        "make room: at least {least} MiB should be free",
    ),
    "doctor.no_backups_advice": (
        "đặt storage.backup_to là một thư mục, tốt nhất ở ổ đĩa khác",
        "set storage.backup_to to a folder, best on another disk",
    ),
    "doctor.backup_closed_advice": (
        "tạo thư mục hoặc cấp quyền ghi, hoặc đổi storage.backup_to",
        "make the folder or let it be written, or change storage.backup_to",
    ),
    "doctor.never_backed_up_advice": (
        "dịch vụ sẽ tự sao lưu; sao lưu ngay: chidao backup TỆP",
        "the service makes them by itself; to make one now: chidao backup FILE",
    ),
    "doctor.late_backup_advice": (
        "đã quá hạn: xem dịch vụ có chạy không và thư mục có ghi được không",
        "it is overdue: see whether the service runs and the folder can be written",
    ),
    "doctor.clock_advice": (
        "chỉnh đồng hồ của máy này (timedatectl set-ntp true)",
        "set the clock of this machine (timedatectl set-ntp true)",
    ),
    "doctor.no_clocks_advice": ("xem các dòng về nguồn", "see the lines about the sources"),
    "doctor.names_unasked_advice": (
        "không cần: chưa có nguồn, hoặc proxy tự phân giải tên miền",
        "nothing: there is no source, or the proxy resolves names",
    ),
    "doctor.no_names_advice": (
        "kiểm tra mạng và máy chủ DNS của máy này",
        "look at this machine's network and name server",
    ),
    "doctor.lost_names_advice": (
        "kiểm tra địa chỉ của các nguồn đó",
        "look at the addresses of these sources",
    ),
    "doctor.unreached_advice": (
        "thử mở trang bằng trình duyệt; nếu chỉ chidao bị chặn, kiểm tra proxy, tường lửa, TLS",
        "try it in a browser; if only chidao is kept out, look at proxy, firewall and TLS",
    ),
    "doctor.answered_badly_advice": (
        "thử mở trang bằng trình duyệt; 403 hoặc 429 nghĩa là cổng chặn chúng ta",
        "try it in a browser; 403 or 429 means that the portal refuses us",
    ),
    "doctor.bad_channel_advice": ("cần {expected}", "expected {expected}"),
    "doctor.no_operator_advice": (
        "đặt operator.channels",
        "set operator.channels",
    ),
    "doctor.for_scans": (
        "không bắt buộc: để đọc bản quét; phiên bản này chưa dùng",
        "optional: reads scanned papers; not used by this version yet",
    ),
    "doctor.for_scans_pdf": (
        "không bắt buộc: để đọc PDF quét; phiên bản này chưa dùng",
        "optional: reads scanned PDFs; not used by this version yet",
    ),
    "doctor.for_doc": (
        "không bắt buộc: để đọc tệp .doc cũ; phiên bản này chưa dùng",
        "optional: reads old .doc files; not used by this version yet",
    ),
    "doctor.for_render": (
        "không bắt buộc: cho cổng chỉ hiện nội dung bằng JavaScript; phiên bản này chưa dùng",
        "optional: for portals that need JavaScript; not used by this version yet",
    ),
    "doctor.no_systemd_advice": (
        "dùng trình giám sát khác (Docker, launchd) để giữ chidao run luôn chạy",
        "let another supervisor (Docker, launchd) keep chidao run running",
    ),
    "doctor.no_unit_advice": (
        "để chidao luôn chạy: chidao service install",
        "to keep chidao running: chidao service install",
    ),
    "doctor.unit_down_advice": (
        "xem journalctl -u chidao, rồi systemctl restart chidao",
        "see journalctl -u chidao, then systemctl restart chidao",
    ),
    "doctor.web_unready_advice": (
        "xem dòng về kho và nhật ký của dịch vụ",
        "see the line about the store, and the service's log",
    ),
    "doctor.web_taken_advice": (
        "đổi web.listen, hoặc dừng chương trình đang chiếm cổng đó",
        "change web.listen, or stop the program that holds the port",
    ),
    "doctor.silent_advice": (
        "thử lại; xem máy chủ có quá tải không",
        "try again; see what is slow",
    ),
    "doctor.broke_advice": (
        "thử lại; nếu vẫn vậy, báo lỗi này cho người phát triển chidao",
        "try again; if it stays, report it to those who make chidao",
    ),
}

CHECKS = {
    "doctor.healthy": ("Không có gì hỏng.", "Nothing is broken."),
    "doctor.line": ("{what}: {found}", "{what}: {found}"),
    "doctor.to_do": ("→ {advice}", "→ {advice}"),
    "doctor.failed": ("không hoạt động: {names}", "does not work: {names}"),
}

DOCTOR = {**FOUND, **ADVICE, **CHECKS}
