"""The words by which tasks and receivers are recognised, read from the tables."""

import re
from functools import cache

from directives.normal import level
from directives.paper_types import table

_LEAD_IN = (
    r"(?:(?:thứ (?:nhất|hai|ba|tư|năm|sáu)|(?:một|hai|ba|bốn|năm|sáu) là|cụ thể|đồng thời|bên cạnh đó|ngoài ra|cùng với đó|trước mắt|thời gian tới|trong thời gian tới|trọng tâm là|cùng với đó là|đặc biệt(?: là)?|"
    r"mặt khác|nhất là|theo đó|trong đó|song song với đó|cùng với việc [^,]{1,120}|tiếp theo|trước hết|về [^,]{1,80}|đối với [^,]{1,120})[,:]? ?)?"
)
_MARK = r"(?:(?:điều \d{1,3}[.:]|\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[a-zđ][.)]|[ivx]{1,4}[.)]|[-+*•]) {0,3})?"
MODAL = r"(?:cần(?! thơ| giuộc| giờ| đước)(?: phải)?|phải|hãy|nên|có trách nhiệm|chịu trách nhiệm)"
RECEIVER = (
    r"(?:(?:các|những)(?! (?:phương án|nội dung|giải pháp|nhiệm vụ|chỉ tiêu|chương trình|dự án|hoạt động|công trình|vấn đề|quy định|chính sách|biện pháp|điều kiện|kết quả|tuyến|văn bản|kế hoạch|mục tiêu|yếu tố|khoản|loại|hạng mục|việc|bước|tiêu chí|thủ tục|hồ sơ|sản phẩm|nguồn|mặt|lĩnh vực|ngày|năm|tháng))|nhiều (?=bộ|sở|cơ quan|đơn vị|ngành|địa phương)|phía|mỗi|từng|toàn thể|tất cả|(?:phó )?(?:chủ tịch|giám đốc|chánh văn phòng|chánh thanh tra|trưởng ban|bí thư)|"
    r"thủ trưởng|lãnh đạo|người đứng đầu|tập thể|cán bộ|ubnd|ủy ban|hđnd|hội đồng|sở|bộ|ban(?! hành)|ngành|phòng(?! ngừa|,? chống)|văn phòng|công an|quân đội|"
    r"cục|chi cục|tổng cục|trung tâm|thanh tra|đài|báo(?! cáo)|cổng thông tin|kho bạc|ngân hàng|bảo hiểm|liên minh|liên đoàn|mặt trận|mttq|ubmttq|"
    r"tỉnh đoàn|đảng đoàn|vụ(?= [\w ]{3,40} (?:được|chủ trì|phối hợp|tham mưu|tổng hợp|rà soát|hướng dẫn|theo dõi))|quỹ|tòa án|viện kiểm sát|học viện|đoàn thanh niên|hội(?! nghị| thảo| họp| nhập)|huyện|thành phố|tp|thị xã|xã(?! hội)|phường|quận|địa phương|cấp ủy|chính quyền|doanh nghiệp|chủ đầu tư|đơn vị|"
    r"cơ quan|đồng chí|đ/c|ông|bà|trường(?! hợp)|bệnh viện|nhà thầu|viện|tổ(?! chức)|chủ (?:sở hữu|doanh nghiệp|hộ|cơ sở|tàu|rừng|dự án|nhiệm)|hiệu trưởng|thường trực|tỉnh ủy|thành ủy|đảng ủy|đảng bộ|"
    r"lực lượng|bđbp|bộ đội|người dân|nhân dân|tập đoàn|tổng công ty|công ty|điện lực|hạt kiểm lâm|ban quản lý|bql|\d{1,3} (?:cửa hàng|đơn vị|doanh nghiệp|huyện|xã|sở))(?!\w)"
)


@cache
def verbs_pattern() -> str:
    """An alternation of the words that open a task, the longest first, in level text."""
    words = sorted({level(row) for row in table("verbs.tsv")}, key=len, reverse=True)
    return rf"(?:{'|'.join(map(re.escape, words))})"


@cache
def task_start() -> re.Pattern[str]:
    """A subjectless task at the start of a sentence: `1. Đồng thời, tăng cường ...`."""
    return re.compile(
        rf"[\"' ]{{0,3}}{_MARK}{_LEAD_IN}(?:{MODAL} )?(?P<verb>{verbs_pattern()}|{MODAL})(?!\w)"
    )


@cache
def task_word() -> re.Pattern[str]:
    """Where, after a receiver, the task begins: a modal, a task word or a colon."""
    return re.compile(rf"(?<!\w)(?:(?P<modal>{MODAL})|{verbs_pattern()})(?!\w)|(?P<colon>:)")


@cache
def receiver_start() -> re.Pattern[str]:
    """The first word of a receiver at the start of a sentence or after an order verb."""
    return re.compile(rf"{_MARK}{_LEAD_IN}(?P<receiver>{RECEIVER})")


@cache
def list_mark() -> re.Pattern[str]:
    """The number, letter or dash before an item of a list."""
    return re.compile(
        r"(?:(?:điều \d{1,3}[.:]|Điều \d{1,3}[.:]|\d{1,2}(?:\.\d{1,2}){0,3}[.)]|[a-zđA-ZĐ][.)]|[ivxIVX]{1,4}[.)]|[-+*•]) {0,3}){1,2}"
    )
