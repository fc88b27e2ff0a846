"""Names of bodies in all their forms, and who receives what is written to whom."""

import pytest

from directives.agencies import canonical, same_body
from directives.receivers import receives

NAMES = [
    ("UBND tỉnh", "UBND tỉnh Gia Lai"),
    ("Uỷ ban nhân dân tỉnh", "UBND tỉnh Gia Lai"),
    ("ỦY BAN NHÂN DÂN TỈNH GIA LAI", "UBND tỉnh Gia Lai"),
    ("ủy ban nhân dân tỉnh gia lai", "UBND tỉnh Gia Lai"),
    ("Chủ tịch UBND tỉnh", "UBND tỉnh Gia Lai"),
    ("Phó Chủ tịch Thường trực UBND tỉnh", "UBND tỉnh Gia Lai"),
    ("Quyền Chủ tịch UBND tỉnh Gia Lai", "UBND tỉnh Gia Lai"),
    ("Thường trực HĐND tỉnh", "HĐND tỉnh Gia Lai"),
    ("Hội đồng nhân dân tỉnh", "HĐND tỉnh Gia Lai"),
    ("Tỉnh uỷ", "Tỉnh ủy Gia Lai"),
    ("Bí thư Tỉnh ủy", "Tỉnh ủy Gia Lai"),
    ("Ban Thường vụ Tỉnh ủy Gia Lai", "Tỉnh ủy Gia Lai"),
    ("Bí thư Huyện ủy Chư Prông", "Huyện ủy Chư Prông"),
    ("Huyện uỷ Chư Prông", "Huyện ủy Chư Prông"),
    ("UBND huyện Chư Prông", "UBND huyện Chư Prông"),
    ("Chủ tịch UBND xã Ia Drăng", "UBND xã Ia Drăng"),
    ("UBND phường Diên Hồng", "UBND phường Diên Hồng"),
    ("Văn phòng UBND tỉnh", "Văn phòng UBND tỉnh Gia Lai"),
    ("VP UBND tỉnh", "Văn phòng UBND tỉnh Gia Lai"),
    ("Sở Y tế", "Sở Y tế tỉnh Gia Lai"),
    ("sở y tế", "Sở Y tế tỉnh Gia Lai"),
    ("Giám đốc Sở GD&ĐT", "Sở Giáo dục và Đào tạo tỉnh Gia Lai"),
    ("Sở NN&PTNT", "Sở Nông nghiệp và Phát triển nông thôn tỉnh Gia Lai"),
    ("Sở TN&MT", "Sở Tài nguyên và Môi trường tỉnh Gia Lai"),
    ("Sở KH&ĐT", "Sở Kế hoạch và Đầu tư tỉnh Gia Lai"),
    ("Sở Khoa học và Công nghệ", "Sở Khoa học và Công nghệ tỉnh Gia Lai"),
    ("Sở Nông nghiệp và Môi trường", "Sở Nông nghiệp và Môi trường tỉnh Gia Lai"),
    ("ngành Y tế", "Sở Y tế tỉnh Gia Lai"),
    ("Bộ Nội vụ", "Bộ Nội vụ"),
    ("Bộ trưởng Bộ GTVT", "Bộ Giao thông vận tải"),
    ("Thứ trưởng Bộ Y tế", "Bộ Y tế"),
    ("Thủ tướng", "Thủ tướng Chính phủ"),
    ("Phó Thủ tướng Chính phủ", "Chính phủ"),
    ("Văn phòng Chính phủ", "Văn phòng Chính phủ"),
    ("Công an tỉnh", "Công an tỉnh Gia Lai"),
    ("Thanh tra tỉnh", "Thanh tra tỉnh Gia Lai"),
    ("Hội Nuôi ong Ia Drăng", "Hội Nuôi ong Ia Drăng"),
]


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_each_form_of_a_name_has_one_canonical_form(name: str, expected: str) -> None:
    assert canonical(name, "Gia Lai") == expected
    assert canonical(expected, "Gia Lai") == expected


ABBREVIATED = [
    ("Sở TT&TT", "Sở Thông tin và Truyền thông"), ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
    ("Sở NN&PTNT", "Sở Nông nghiệp và Phát triển nông thôn"), ("Sở TN&MT", "Sở Tài nguyên và Môi trường"),
    ("Sở KH&ĐT", "Sở Kế hoạch và Đầu tư"), ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội"),
    ("Sở GTVT", "Sở Giao thông vận tải"), ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo"),
    ("UBND tỉnh", "Ủy ban nhân dân tỉnh"), ("HĐND tỉnh", "Hội đồng nhân dân tỉnh"), ("Bộ TT&TT", "Bộ Thông tin và Truyền thông"),
]  # fmt: skip
SUCCEEDED = [
    ("Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ"), ("Sở Tài nguyên và Môi trường", "Sở Nông nghiệp và Môi trường"),
    ("Sở Nông nghiệp và Phát triển nông thôn", "Sở Nông nghiệp và Môi trường"), ("Sở Kế hoạch và Đầu tư", "Sở Tài chính"),
    ("Sở Lao động - Thương binh và Xã hội", "Sở Nội vụ"), ("Sở Giao thông vận tải", "Sở Xây dựng"),
    ("Bộ Thông tin và Truyền thông", "Bộ Khoa học và Công nghệ"), ("UBND tỉnh Quảng Bình", "UBND tỉnh Quảng Trị"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ABBREVIATED + SUCCEEDED)
def test_short_and_full_former_and_later_names_receive_both_ways(one: str, other: str) -> None:
    assert receives(one, other)
    assert receives(other, one)
    assert same_body(one, other)
    assert same_body(other, one)


BODIES = [
    "Sở Y tế", "Sở Tài chính", "Sở Xây dựng", "Sở Nội vụ", "Sở Tư pháp", "Sở Công Thương", "Sở Giáo dục và Đào tạo",
    "Sở Khoa học và Công nghệ", "Sở Nông nghiệp và Môi trường", "Bộ Y tế", "Bộ Tài chính", "UBND tỉnh Gia Lai",
    "UBND tỉnh Quảng Trị", "UBND huyện Chư Prông", "UBND xã Ia Drăng", "Công an tỉnh", "Thanh tra tỉnh", "Văn phòng UBND tỉnh",
]  # fmt: skip


@pytest.mark.parametrize("body", BODIES)
def test_every_body_receives_itself_and_its_head(body: str) -> None:
    assert receives(body, body)
    assert receives(body, body.upper())
    assert receives(body, f"Lãnh đạo {body}")


@pytest.mark.parametrize(
    ("one", "other"), [(a, b) for n, a in enumerate(BODIES) for b in BODIES[n + 1 :]]
)
def test_two_different_bodies_never_receive_for_each_other(one: str, other: str) -> None:
    assert not receives(one, other)
    assert not receives(other, one)


GROUPS = [
    ("các sở, ngành", ["Sở Y tế", "Sở Tài chính", "Sở Nội vụ"], ["Bộ Y tế", "UBND xã Ia Drăng"]),
    ("các sở, ban, ngành, địa phương", ["Sở Y tế", "UBND xã Ia Drăng"], ["Bộ Y tế"]),
    ("Thủ trưởng các sở, ban ngành", ["Sở Y tế", "Sở Xây dựng"], ["UBND huyện Chư Prông"]),
    ("Chủ tịch UBND các xã, phường", ["UBND xã Ia Drăng"], ["Sở Y tế", "UBND tỉnh Gia Lai"]),
    ("UBND các huyện, thị xã, thành phố", ["UBND huyện Chư Prông"], ["Sở Y tế", "Bộ Y tế"]),
    ("UBND cấp xã", ["UBND xã Ia Drăng"], ["Sở Y tế"]),
    ("các bộ, cơ quan ngang bộ", ["Bộ Y tế", "Bộ Tài chính"], ["Sở Y tế", "UBND xã Ia Drăng"]),
    ("UBND các tỉnh, thành phố", ["UBND tỉnh Gia Lai"], ["Sở Y tế", "Bộ Y tế"]),
    ("các Sở: Y tế, Tài chính", ["Sở Y tế", "Sở Tài chính"], ["Sở Nội vụ", "Bộ Y tế"]),
    ("các Sở Y tế, Tài chính, Nội vụ", ["Sở Y tế", "Sở Tài chính", "Sở Nội vụ"], ["Sở Tư pháp"]),
    ("Sở Y tế và các đơn vị liên quan", ["Sở Y tế"], ["Bộ Y tế"]),
    ("", [], ["Sở Y tế"]),
    ("người dân và doanh nghiệp", [], ["Sở Y tế", "UBND xã Ia Drăng"]),
]  # fmt: skip


@pytest.mark.parametrize(("group", "members", "strangers"), GROUPS)
def test_a_group_holds_its_members_alone(
    group: str, members: list[str], strangers: list[str]
) -> None:
    assert [b for b in members if not receives(b, group)] == []
    assert [b for b in strangers if receives(b, group)] == []


def test_one_commune_is_not_another_and_case_and_tone_place_do_not_matter() -> None:
    assert not receives("UBND xã Gio Mai", "UBND xã Cam Lộ")
    assert not receives("UBND xã Gio Mai", "Sở Y tế, UBND xã Cam Lộ và Công an tỉnh")
    assert receives("UBND xã Gio Mai", "Sở Y tế, UBND xã Gio Mai và Công an tỉnh")
    assert receives("UBND xã Gio Mai", "ubnd xã gio mai")
    assert receives("UBND xã Hòa Mai", "UBND xã Hoà Mai")
    assert not receives("UBND phường Đông Hà", "UBND phường Nam Đông Hà")
