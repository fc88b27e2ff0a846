"""What one edit weighs outside an instruction, and what the same edit weighs inside it."""

import pytest

from articles.model import Weight
from articles.verdict import compare
from tests.articles.samples import page

TASK = "Sở Y tế rà soát 12 hồ sơ tại xã Gio Mai, xong trước ngày 10/02/2026, không để tồn đọng công việc"
MINOR, NORMAL, MAJOR = Weight.MINOR, Weight.NORMAL, Weight.MAJOR


def weighed(before: str, after: str, *protected: str) -> tuple[Weight | None, str]:
    verdict = compare(page(before), page(after), protected=protected)
    return verdict.weight, verdict.reason


@pytest.mark.parametrize(
    ("old", "new", "outside", "inside"),
    [
        ("rà soát", "rà xoát", (MINOR, "spelling"), (NORMAL, "instruction reworded")),
        ("12", "13", (NORMAL, "number changed"), (MAJOR, "number changed in an instruction")),
        ("Gio Mai", "Gio Mỹ", (NORMAL, "name changed"), (MAJOR, "name changed in an instruction")),
        ("Gio Mai", "Gio Mại", (NORMAL, "name changed"), (NORMAL, "name changed")),
        (
            "Sở Y tế",
            "Sở Nội vụ",
            (NORMAL, "name changed"),
            (MAJOR, "name changed in an instruction"),
        ),
        ("10/02/2026", "15/02/2026", (MAJOR, "deadline changed"), (MAJOR, "deadline changed")),
        ("không để", "để", (MAJOR, "negation changed"), (MAJOR, "negation changed")),
        ("hồ sơ", "đơn thư", (NORMAL, "text reworded"), (NORMAL, "instruction reworded")),
        ("để tồn đọng", "tồn đọng", (NORMAL, "text removed"), (NORMAL, "instruction reworded")),
    ],
)
def test_an_instruction_makes_numbers_names_and_misprints_weigh_more(
    old: str, new: str, outside: tuple[Weight, str], inside: tuple[Weight, str]
) -> None:
    after = TASK.replace(old, new)
    assert weighed(TASK, after) == outside
    assert weighed(TASK, after, TASK) == inside
    assert weighed(TASK, after, after) == inside
    assert weighed(TASK, after, TASK, after) == inside
    assert weighed(TASK, after, "một câu ở trang khác") == outside


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("từ 1250 và 1251 hộ", "từ 1251 và 1250 hộ"),
        ("từ 10/02/2026 đến 11/02/2026 nhé", "từ 11/02/2026 đến 10/02/2026 nhé"),
        ("số 1204/UBND và 1205/UBND", "số 1205/UBND và 1204/UBND"),
    ],
)
def test_figures_that_change_places_are_no_misprint(before: str, after: str) -> None:
    assert weighed(before, after) == (NORMAL, "number changed")


def test_names_that_change_places_are_no_misprint() -> None:
    assert weighed("ông Hoàng và Hoang họp", "ông Hoang và Hoàng họp") == (NORMAL, "name changed")


@pytest.mark.parametrize(
    ("before", "after", "weight"),
    [
        ("mặt hàng không bảo đảm", "mặt hàng bảo đảm", MAJOR),
        ("nhà hàng được phép", "nhà hàng không được phép", MAJOR),
        ("đi đường bộ", "đi đường hàng không", NORMAL),
        ("cảng hàng hóa mới", "cảng hàng không mới", NORMAL),
        ("xây nhà mới", "xây không gian mới", NORMAL),
        ("chưa nộp", "đã nộp", MAJOR),
        ("cấm đỗ xe", "cho đỗ xe", MAJOR),
        ("thu hồi đất", "giao đất", MAJOR),
        ("được bãi bỏ", "được giữ lại", MAJOR),
        ("có đơn thư", "không có đơn thư", MAJOR),
        ("họp xong, xã báo cáo", "họp xong, xã chưa báo cáo", MAJOR),
    ],
)
def test_a_word_that_denies_is_told_from_one_that_sounds_like_it(
    before: str, after: str, weight: Weight
) -> None:
    assert weighed(before, after)[0] is weight
    assert weighed(after, before)[0] is weight


@pytest.mark.parametrize(
    ("text", "old", "new", "reason"),
    [
        ("báo cáo trước ngày 5/3", "5/3", "8/3", "deadline changed"),
        ("thực hiện đến hết tháng 6", "6", "9", "deadline changed"),
        ("hoàn thành hết quý II năm 2026", "II", "III", "deadline changed"),
        ("chậm nhất là ngày 12 tháng 5", "12", "15", "deadline changed"),
        ("trong vòng 10 ngày làm việc", "10", "15", "deadline changed"),
        ("thời hạn gửi là 17 giờ 00", "17", "16", "deadline changed"),
        ("xong trước thứ hai tuần sau", "hai", "ba", "deadline changed"),
        ("so với năm trước tăng 15 lần", "15", "16", "number changed"),
        ("trước đây có 15 xã", "15", "16", "number changed"),
        ("cùng kỳ trước đạt 15 tỷ", "15", "16", "number changed"),
        ("trước mắt hỗ trợ 15 hộ", "15", "16", "number changed"),
        ("đợt hạn hán kéo dài 15 ngày", "15", "16", "number changed"),
        ("giới hạn còn 15 xe", "15", "16", "number changed"),
    ],
)
def test_a_deadline_is_known_by_the_words_before_its_figure(
    text: str, old: str, new: str, reason: str
) -> None:
    assert weighed(text, text.replace(old, new))[1] == reason


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("tăng 5%", "tăng 5"),
        ("15 tỷ", "15 triệu"),
        ("200 m²", "200 m³"),
        ("khoản 1a", "khoản 1b"),
        ("1.250 hộ", "1250 hộ"),
        ("7,5 điểm", "75 điểm"),
        ("10/02", "02/10"),
        ("≥ 5 xã", "≤ 5 xã"),
        ("nửa năm", "cả năm"),
        ("phụ lục IV", "phụ lục VI"),
        ("2 giờ 30", "2 giờ 45"),
    ],
)
def test_no_change_of_a_figure_is_ever_minor(before: str, after: str) -> None:
    assert weighed(f"cả {before} nữa", f"cả {after} nữa") == (NORMAL, "number changed")


def test_a_paragraph_that_went_twice_and_came_once_is_not_only_moved() -> None:
    line, rest = "Giao các sở báo cáo xong trước ngày 10/2", "một đoạn khác hẳn ở giữa hai đoạn"
    once = compare(page(line, rest), page(rest, line))
    twice = compare(page(line, "x", line, rest), page("x", rest, line))
    assert once.reason == "text moved"
    assert twice.reason == "deadline changed"


def test_a_reworded_instruction_found_only_on_the_new_side_is_protected_too() -> None:
    before, after = "các xã gửi báo cáo cho tỉnh", "các xã nộp báo cáo cho tỉnh"
    assert weighed(before, after, "xã nộp báo cáo") == (NORMAL, "instruction reworded")


def test_a_phrase_that_stands_thirty_thousand_times_is_protected_everywhere() -> None:
    before = page("rà soát " * 15_000 + "thủ tực")
    after = page("rà soát " * 15_000 + "thủ tục")
    assert compare(before, after, protected=["soát"]).weight is MINOR
    assert compare(before, after, protected=["rà", "thủ tục"]).weight is NORMAL
