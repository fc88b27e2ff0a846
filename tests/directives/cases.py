"""Short texts in the forms of real ones, with what they order; places and contents are invented."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """A text and the (first words of span, receivers) of its instructions, in order."""

    name: str
    text: str
    orders: tuple[tuple[str, tuple[str, ...]], ...] = ()
    body: str = ""


ORDERING = (
    Case(
        "giver, verb, receiver",
        "Chủ tịch UBND tỉnh Quảng Trị yêu cầu Sở Y tế khẩn trương rà soát trang thiết bị.",
        (("Chủ tịch UBND tỉnh", ("Sở Y tế",)),),
        "UBND tỉnh Quảng Trị",
    ),
    Case(
        "one opener governs subjectless sentences over paragraphs",
        "Phát biểu kết luận, Phó Chủ tịch UBND tỉnh Nghệ An đề nghị Sở Du lịch tập trung quảng bá điểm đến.\n"
        "Đẩy mạnh liên kết vùng. Tăng cường kiểm tra cơ sở lưu trú.",
        (
            ("Phát biểu kết luận", ("Sở Du lịch",)),
            ("Đẩy mạnh", ("Sở Du lịch",)),
            ("Tăng cường", ("Sở Du lịch",)),
        ),
        "UBND tỉnh Nghệ An",
    ),
    Case(
        "block opener with a list",
        "UBND tỉnh Lai Châu có ý kiến như sau:\n1. Giao Sở Xây dựng chủ trì thẩm định hồ sơ.\n"
        "2. Yêu cầu UBND các huyện báo cáo trước ngày 10/5/2024.",
        (("Giao Sở Xây dựng", ("Sở Xây dựng",)), ("Yêu cầu UBND", ("UBND các huyện",))),
        "UBND tỉnh Lai Châu",
    ),
    Case(
        "verbless list of charged bodies",
        "UBND tỉnh Cao Bằng có ý kiến như sau: Sở Công Thương chủ trì, phối hợp với Sở Tài chính rà soát.",
        (("Sở Công Thương chủ trì", ("Sở Công Thương",)),),
        "UBND tỉnh Cao Bằng",
    ),
    Case(
        "inverted",
        "Tăng cường phòng, chống dịch tả lợn châu Phi trên toàn địa bàn. "
        "Đó là chỉ đạo của UBND tỉnh Sơn La đối với Sở Nông nghiệp và Môi trường nhằm bảo vệ đàn vật nuôi.",
        (("Tăng cường phòng", ("Sở Nông nghiệp và Môi trường",)),),
        "UBND tỉnh Sơn La",
    ),
    Case(
        "trailing giver",
        "Các địa phương phải hoàn thành việc di dời trước mùa mưa, Chủ tịch UBND tỉnh Hà Tĩnh yêu cầu.",
        (("Các địa phương phải", ("Các địa phương",)),),
        "UBND tỉnh Hà Tĩnh",
    ),
    Case(
        "passive",
        "Sở Tư pháp được UBND tỉnh Gia Lai giao tham mưu dự thảo nghị quyết.",
        (("Sở Tư pháp được", ("Sở Tư pháp",)),),
        "UBND tỉnh Gia Lai",
    ),
    Case(
        "two receivers, two orders in one sentence",
        "Chủ tịch UBND tỉnh An Giang giao Sở Y tế chuẩn bị thuốc; giao Sở Tài chính bố trí kinh phí.",
        (("Chủ tịch UBND tỉnh", ("Sở Y tế",)), ("giao Sở Tài chính", ("Sở Tài chính",))),
        "UBND tỉnh An Giang",
    ),
    Case(
        "a speaker obliges a place",
        "Phó Thủ tướng Lê Văn Bình nhấn mạnh vai trò của địa phương. Thanh Hóa cần đẩy mạnh cải cách hành chính.",
        (("Thanh Hóa cần", ("Thanh Hóa",)),),
        "Chính phủ",
    ),
    Case(
        "an office forwards a task",
        "Văn phòng UBND tỉnh Quảng Trị chuyển nội dung nêu trên đến Sở Xây dựng để nghiên cứu, xử lý theo thẩm quyền.",
        (("Văn phòng UBND tỉnh", ("Sở Xây dựng",)),),
        "Văn phòng UBND tỉnh Quảng Trị",
    ),
    Case(
        "relayed by a paper",
        "UBND tỉnh Đồng Tháp vừa ban hành Công văn số 812/UBND-KT về phòng cháy, yêu cầu các sở, ngành kiểm tra ngay.",
        (("UBND tỉnh Đồng Tháp vừa", ("các sở, ngành",)),),
        "UBND tỉnh Đồng Tháp",
    ),
    Case(
        "a stressed must",
        "Bộ trưởng Bộ Y tế nhấn mạnh, các bệnh viện phải bảo đảm đủ thuốc cho người bệnh.",
        (("Bộ trưởng Bộ Y tế", ("các bệnh viện",)),),
        "Bộ Y tế",
    ),
    Case(
        "tasks after a colon, each with a capital",
        "Chủ tịch UBND tỉnh Phú Thọ yêu cầu Sở Giáo dục và Đào tạo tập trung các nhiệm vụ sau: "
        "Rà soát cơ sở vật chất; Bố trí đủ giáo viên; Kiểm tra bếp ăn.",
        (
            ("Rà soát cơ sở", ("Sở Giáo dục và Đào tạo",)),
            ("Bố trí đủ", ("Sở Giáo dục và Đào tạo",)),
            ("Kiểm tra bếp", ("Sở Giáo dục và Đào tạo",)),
        ),
        "UBND tỉnh Phú Thọ",
    ),
)

QUIET = (
    (
        "noun: công tác chỉ đạo",
        "Công tác lãnh đạo, chỉ đạo của UBND tỉnh được các sở, ngành thực hiện nghiêm túc.",
    ),
    ("noun: đáp ứng yêu cầu", "Hạ tầng từng bước đáp ứng yêu cầu các sở, ngành phục vụ người dân."),
    (
        "homograph: giao thông",
        "UBND tỉnh đầu tư giao thông nông thôn, giao lưu văn hóa, bàn giao mặt bằng cho nhà thầu.",
    ),
    ("statistics", "Từ đầu năm, UBND tỉnh giao 412 nhiệm vụ cho các sở, ban, ngành, địa phương."),
    ("formula", "Xét đề nghị của Giám đốc Sở Tài chính tại Tờ trình số 15/TTr-STC,"),
    ("legal basis", "Căn cứ yêu cầu các sở, ngành báo cáo định kỳ tại Nghị định số 09/2019/NĐ-CP;"),
    ("upward request", "UBND tỉnh Kon Tum đề nghị Bộ Giao thông vận tải bố trí vốn cho dự án."),
    ("department upward", "Sở Y tế đề nghị UBND tỉnh phê duyệt kế hoạch."),
    ("report", "Thời gian qua, UBND tỉnh đã chỉ đạo các sở, ngành triển khai nhiều giải pháp."),
    ("voters", "Cử tri xã Bình Minh đề nghị các cơ quan chức năng sớm sửa chữa tuyến đường."),
    ("company", "Giám đốc Công ty Hoa Mai yêu cầu nhân viên hoàn thành đơn hàng."),
    ("court", "Luật sư đề nghị Hội đồng xét xử xem xét giảm nhẹ hình phạt."),
    ("foreign", "Thủ tướng Đức yêu cầu các bộ tiết kiệm chi tiêu."),
    ("plan of the writer", "Năm 2024, tỉnh sẽ tiếp tục đầu tư hạ tầng số."),
    ("heading", "I. MỤC ĐÍCH, YÊU CẦU"),
    ("praise", "Phó Chủ tịch UBND tỉnh biểu dương Sở Y tế thực hiện tốt nhiệm vụ được giao."),
    ("nothing", "Trời hôm nay nắng đẹp, giá lúa tăng nhẹ."),
)
