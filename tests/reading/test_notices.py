import pytest

from reading.notices import find_notice, is_challenge_markup, spam_words
from reading.pages import EMPTY_PROFILE, read
from reading.quality import USABLE, Expected, judge
from sources.faults import Fault
from tests.reading.pages_written import ARTICLE_URL, HOME, article_html, framed, page

NOTICES = [
    (Fault.CHALLENGE, "Just a moment..."),
    (Fault.CHALLENGE, "Vui lòng nhập mã captcha"),
    (Fault.CHALLENGE, "Xác minh rằng bạn không phải là robot"),
    (Fault.CHALLENGE, "The requested URL was rejected. Please consult with your administrator."),
    (Fault.CHALLENGE, "Access Denied"),
    (Fault.SOFT_NOT_FOUND, "Tài nguyên không được tìm thấy."),
    (Fault.SOFT_NOT_FOUND, "Tài nguyên yêu cầu không được tìm thấy"),
    (Fault.SOFT_NOT_FOUND, "Trang bạn tìm không tồn tại"),
    (Fault.SOFT_NOT_FOUND, "Bài viết không tồn tại hoặc đã bị xóa"),
    (Fault.SOFT_NOT_FOUND, "Bài viết này đã bị gỡ"),
    (Fault.SOFT_NOT_FOUND, "Không tìm thấy nội dung"),
    (Fault.SOFT_NOT_FOUND, "404 Not Found"),
    (Fault.SOFT_NOT_FOUND, "The requested resource could not be found."),
    (Fault.MAINTENANCE, "Hệ thống đang bảo trì, xin quay lại sau"),
    (Fault.MAINTENANCE, "Cổng thông tin tạm ngừng hoạt động để nâng cấp"),
    (Fault.MAINTENANCE, "Website đang được nâng cấp"),
    (Fault.MAINTENANCE, "503 Service Unavailable"),
    (Fault.SERVER_ERROR, "Internal Server Error"),
    (Fault.SERVER_ERROR, "Đã có lỗi xảy ra. Vui lòng thử lại."),
    (Fault.SERVER_ERROR, "Server Error in '/' Application."),
    (Fault.SERVER_ERROR, "Lỗi kết nối cơ sở dữ liệu"),
    (Fault.LOGIN, "Vui lòng đăng nhập để xem nội dung này"),
    (Fault.LOGIN, "Bạn cần đăng nhập"),
    (Fault.LOGIN, "Please sign in to continue"),
]


@pytest.mark.parametrize(("fault", "words"), NOTICES)
def test_a_notice_alone_on_a_page_is_named(fault: Fault, words: str) -> None:
    kinds: tuple[Expected, ...] = ("article", "listing")
    for html in (
        f"<html><body><h2>{words}</h2></body></html>",
        framed(f"<div class='portlet-msg'>{words}</div>"),
    ):
        found = page(html)
        assert read(found, EMPTY_PROFILE).kind == "error"
        for expected in kinds:
            quality = judge(
                found, status=200, expected=expected, profile=EMPTY_PROFILE, home_url=HOME
            )
            assert quality.fault is fault
            assert quality.score < USABLE


@pytest.mark.parametrize(("fault", "words"), NOTICES)
def test_the_same_words_within_a_long_text_are_no_notice(fault: Fault, words: str) -> None:
    assert find_notice([words], 5_000.0) is None
    assert find_notice(["x" * 301 + words], 0.0) is None
    found = find_notice(["Trang chủ", words], 100.0)
    assert found is not None
    assert found.fault is fault
    assert found.words in words


#: Articles about the very things that notices speak of: title and paragraphs.
ABOUT = {
    "bảo trì đường": (
        "Bảo trì tuyến đường ven biển đoạn qua xã Bãi Nhạn",
        "Từ ngày 10/3, đơn vị thi công bảo trì mặt đường dài 4 km, các phương tiện đi theo đường tránh.",
        "Công tác bảo trì, nâng cấp cầu Suối Ngà sẽ hoàn thành trong quý II, kinh phí 3,2 tỷ đồng.",
    ),
    "không tìm thấy nạn nhân": (
        "Tạm dừng tìm kiếm thuyền viên mất tích",
        "Sau 9 ngày, lực lượng chức năng không tìm thấy thêm nạn nhân nào trong vụ chìm tàu ở cửa sông Vàm.",
        "Ủy ban nhân dân tỉnh yêu cầu các địa phương ven biển tiếp tục theo dõi, hỗ trợ gia đình ngư dân.",
    ),
    "đăng nhập dịch vụ công": (
        "Hướng dẫn đăng nhập Cổng dịch vụ công bằng tài khoản VNeID",
        "Người dân chọn nút ở góc phải màn hình rồi quét mã bằng ứng dụng, thời gian thực hiện dưới một phút.",
        "Các tổ công nghệ số cộng đồng của 78 xã, phường sẽ hỗ trợ người cao tuổi vào thứ Bảy hằng tuần.",
    ),
    "lỗi máy chủ": (
        "Diễn tập ứng phó sự cố an toàn thông tin",
        "Tình huống giả định là máy chủ của một sở bị mã độc, dữ liệu bị khóa và giao diện bị thay đổi.",
        "Đội ứng cứu đã cô lập thiết bị, khôi phục dữ liệu từ bản sao lưu trong 45 phút và rút kinh nghiệm.",
    ),
    "cờ bạc": (
        "Triệt phá đường dây cá cược bóng đá qua mạng",
        "Công an tỉnh bắt giữ 7 đối tượng tổ chức đánh bạc dưới hình thức cá cược bóng đá và lô đề.",
        "Nhóm này lập trang game bài đổi thưởng, số tiền giao dịch khoảng 12 tỷ đồng trong hai tháng.",
    ),
    "cảnh báo cờ bạc": (
        "Cảnh báo trang web cơ quan nhà nước bị chèn quảng cáo cờ bạc",
        "Qua rà soát, nhiều trang bị chèn liên kết tới nhà cái, tài xỉu, trong đó có trang của ba trường học.",
        "Đề nghị các đơn vị rà soát máy chủ, gỡ bỏ nội dung xấu và báo cáo trước ngày 20/3/2026 theo quy định.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("title", sorted(ABOUT))
def test_an_article_about_such_things_is_content(title: str) -> None:
    heading, *prose = ABOUT[title]
    html = article_html(prose=tuple(prose)).replace("Sửa chữa hồ chứa nước Khe Lim", heading)
    found = page(html)
    assert (
        judge(found, status=200, expected="article", profile=EMPTY_PROFILE, home_url=HOME).fault
        is None
    )
    reading = read(found, EMPTY_PROFILE)
    assert reading.kind == "article"
    assert reading.article is not None
    assert set(prose) <= set(reading.article.paragraphs)


SPAM = [
    "Kubet – nhà cái uy tín số 1: tài xỉu, xóc đĩa, bắn cá, nổ hũ. Đăng ký ngay tặng 100k!",
    "Link vào 789club, game bài đổi thưởng, tải app nhận khuyến mãi nạp đầu",
    "98win kuwin nhà cái hàng đầu, cá cược thể thao, casino trực tuyến, hoàn trả mỗi ngày, chơi ngay",
]


@pytest.mark.parametrize("text", SPAM)
def test_advertising_of_gambling_is_named_wherever_it_stands(text: str) -> None:
    assert spam_words(text)
    for html in (
        article_html(extra=f"<p>{text}</p>"),
        article_html().replace("<title>Chi tiết tin", f"<title>{text}"),
        framed(f"<h1>{text}</h1><p>{text}</p>"),
    ):
        found = page(html, ARTICLE_URL)
        assert (
            judge(found, status=200, expected="article", profile=EMPTY_PROFILE, home_url=HOME).fault
            is Fault.SPAM
        )


@pytest.mark.parametrize(
    "text",
    [
        "", "Sở Văn hóa và Thể thao tổ chức giải đá gà nghệ thuật", "Xóa tụ điểm đá gà, xóc đĩa ăn tiền ở xã Cồn Vang",
        "Mã số thuế 0101234567, hồ sơ số 789, khu phố 88", "Tuyên truyền phòng chống lô đề, cá độ, cá cược bóng đá, tài xỉu",
        "Máy bay B52 bị bắn rơi năm 1972", "Khuyến mãi hàng Việt, tặng ngay 50k cho khách đăng ký ngay tại hội chợ",
    ],
)  # fmt: skip
def test_near_misses_of_gambling_are_no_spam(text: str) -> None:
    assert spam_words(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<script src='/cdn-cgi/challenge-platform/h/b/x.js'></script>", True),
        ('<div id="cf-chl-widget">', True),
        ('<script>document.cookie="D1N=abc";location.reload()</script>', True),
        ("<p>Cloudflare công bố báo cáo</p>", False),
        ("", False),
        ("x" * 70_000 + "cf-chl-", False),
    ],
)
def test_checks_of_the_browser_are_known_by_their_source(text: str, expected: bool) -> None:
    assert is_challenge_markup(text) is expected
