"""Names of authorities: canonical forms, ranks, successors."""

import pytest

from directives.agencies import canonical, rank, same_body
from directives.bodies import read_body


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Phó Chủ tịch UBND tỉnh Hoàng Nam", "UBND tỉnh Quảng Trị"),
        ("Uỷ ban nhân dân tỉnh Lai Châu", "UBND tỉnh Lai Châu"),
        ("Chủ tịch tỉnh", "UBND tỉnh Quảng Trị"),
        ("UBND TP. Hồ Chí Minh", "UBND TP Hồ Chí Minh"),
        ("Sở TT&TT", "Sở Thông tin và Truyền thông tỉnh Quảng Trị"),
        (
            "Giám đốc Sở LĐ-TB&XH tỉnh Bình Định",
            "Sở Lao động - Thương binh và Xã hội tỉnh Bình Định",
        ),
        ("Sở Công thương Hà Nội", "Sở Công Thương Hà Nội"),
        ("Bộ trưởng Bộ Y tế", "Bộ Y tế"),
        ("Bộ trưởng Y tế", "Bộ Y tế"),
        ("Thủ tướng", "Thủ tướng Chính phủ"),
        ("Phó Thủ tướng Chính phủ", "Chính phủ"),
        ("Ban Thường vụ Tỉnh uỷ", "Tỉnh ủy Quảng Trị"),
        ("VP UBND tỉnh", "Văn phòng UBND tỉnh Quảng Trị"),
        ("Chủ tịch UBND huyện Vĩnh Linh", "UBND huyện Vĩnh Linh"),
        ("HĐND tỉnh Hà Tĩnh", "HĐND tỉnh Hà Tĩnh"),
        ("Công an tỉnh", "Công an tỉnh Quảng Trị"),
        ("Hợp tác xã Bình Minh", "Hợp tác xã Bình Minh"),
        ("", ""),
    ],
)
def test_a_name_gets_its_canonical_form(name: str, expected: str) -> None:
    assert canonical(name, "Quảng Trị") == expected


@pytest.mark.parametrize(
    ("higher", "lower"),
    [
        ("Thủ tướng Chính phủ", "Bộ Nội vụ"),
        ("Bộ Y tế", "UBND tỉnh"),
        ("UBND tỉnh", "Sở Y tế"),
        ("Sở Y tế", "UBND huyện Hải Lăng"),
        ("UBND huyện Hải Lăng", "UBND xã Gio Linh"),
        ("UBND xã Gio Linh", "người dân"),
        ("các bộ, ngành", "các sở, ngành"),
    ],
)
def test_ranks_follow_the_order_of_the_state(higher: str, lower: str) -> None:
    above, below = rank(higher), rank(lower)
    assert above is not None
    assert below is not None
    assert above > below


def test_no_province_is_invented_for_a_department() -> None:
    assert canonical("Sở Công thương") == "Sở Công Thương"
    assert canonical("UBND tỉnh") == "UBND tỉnh"


def test_nothing_is_guessed_about_an_unknown_body() -> None:
    assert rank("Hợp tác xã Bình Minh") is None
    assert read_body("Tập thể giáo viên") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sở Thông tin và Truyền thông", "Sở KH&CN"),
        ("Sở NN&PTNT", "Sở Nông nghiệp và Môi trường"),
        ("Sở GTVT", "Sở Xây dựng"),
        ("Bộ KH&ĐT", "Bộ Tài chính"),
        ("UBND tỉnh Quảng Bình", "UBND tỉnh Quảng Trị"),
        ("Sở Y tế", "Giám đốc Sở Y tế tỉnh Quảng Trị"),
        ("Ban Dân tộc tỉnh", "Sở Dân tộc và Tôn giáo"),
        ("ubnd TỈNH quảng trị", "Ủy ban nhân dân tỉnh Quảng Trị"),
    ],
)
def test_one_body_is_known_by_all_its_names(one: str, other: str) -> None:
    assert same_body(one, other)
    assert same_body(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sở Y tế", "Bộ Y tế"),
        ("Sở Y tế", "Sở Nội vụ"),
        ("UBND tỉnh Quảng Trị", "UBND tỉnh Nghệ An"),
        ("UBND tỉnh", "HĐND tỉnh"),
        ("UBND tỉnh", "Văn phòng UBND tỉnh"),
        ("UBND huyện Hải Lăng", "UBND huyện Vĩnh Linh"),
    ],
)
def test_two_bodies_stay_two(one: str, other: str) -> None:
    assert not same_body(one, other)
