"""What `service` prints, in Vietnamese and English."""

UNITS = {
    "unit_runs": (
        "chidao đang chạy dưới systemd: {path}. Nhật ký: {logs}",
        "chidao runs under systemd: {path}. Its log: {logs}",
    ),
    "unit_kept_old": (
        "Tệp không phải do chidao viết được giữ lại: {path}",
        "The file that chidao had not written was kept: {path}",
    ),
    "unit_as_root": (
        "Lưu ý: dịch vụ chạy với quyền root; nên tạo một người dùng riêng rồi cài lại với --run-as.",
        "Note: the service runs as root; better make a user of its own and install with --run-as.",
    ),
    "unit_linger": (
        "Lưu ý: dịch vụ chỉ chạy khi bạn đăng nhập; để chạy luôn: loginctl enable-linger {name}",
        "Note: it runs while you are logged in; to keep it running: loginctl enable-linger {name}",
    ),
    "unit_not_its_own": (
        "Lưu ý: dịch vụ có thể không ghi được, vì thư mục của người khác; hãy chạy: chown -R {name} {path}",
        "Note: the service may not write there, for the folder is somebody else's; run: chown -R {name} {path}",
    ),
    "unit_variables": (
        "Lưu ý: dịch vụ không thấy các biến {names} của phiên này; hãy ghi chúng vào {path}",
        "Note: the service does not see {names} of this shell; write them into {path}",
    ),
    "unit_removed": (
        "Đã dừng và gỡ dịch vụ ({path}). Thiết lập và dữ liệu còn nguyên.",
        "The service was stopped and removed ({path}). Settings and data stay.",
    ),
    "unit_nothing": ("Chưa cài dịch vụ nào ở {path}.", "No service is installed at {path}."),
    "no_systemd": (
        "máy này không do systemd điều hành (hoặc systemctl không trả lời); chidao service install"
        " --print in ra tệp unit, còn chidao run chạy được dưới mọi trình giám sát",
        "this machine is not run by systemd (or systemctl does not answer); chidao service install"
        " --print prints the unit, and chidao run works under any supervisor",
    ),
    "systemctl_failed": (
        "systemctl {call} không xong: {reason}",
        "systemctl {call} failed: {reason}",
    ),
    "unit_not_ours": (
        "{path} có sẵn và không phải như chidao đã viết: không ghi đè; thay đổi riêng nên để ở"
        " systemctl edit chidao, còn --force thay tệp đó và giữ bản cũ bên cạnh",
        "{path} is there and not as chidao wrote it: it is not overwritten; own changes belong into"
        " systemctl edit chidao, and --force replaces the file and keeps the old one beside it",
    ),
    "unit_unread": ("{path}: không đọc được ({reason})", "{path}: it can not be read ({reason})"),
    "unit_unwritten": (
        "{path}: không ghi được ({reason}); hãy dùng sudo, hoặc --user để cài cho riêng bạn",
        "{path}: it can not be written ({reason}); use sudo, or --user to install it for yourself",
    ),
    "unit_not_running": (
        "dịch vụ đã được cài nhưng không chạy ({state}); xem {logs}",
        "the service was installed but does not run ({state}); see {logs}",
    ),
    "unit_no_program": (
        "không thấy chương trình {path}; hãy chạy lệnh này bằng chidao đã cài",
        "the program {path} is not there; call this command from an installed chidao",
    ),
    "unit_no_user": (
        'máy này không có người dùng "{name}"',
        'this machine knows no user "{name}"',
    ),
    "unit_bad_path": (
        "đường dẫn {path} có ký tự mà systemd không viết được; hãy chuyển sang thư mục khác",
        "the path {path} holds signs that no unit can name; expected another folder",
    ),
}
