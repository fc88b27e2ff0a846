"""Many watched bodies looked up at once mean what comparing them one by one means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.reach import Bodies
from directives.receivers import is_group, receives

NAMES = (
    "Sở Y tế", "Sở KH&CN", "Sở TT&TT", "Sở Khoa học và Công nghệ", "Giám đốc Sở Y tế", "sở y tế",
    "các sở, ban, ngành", "Thủ trưởng các sở, ban, ngành cấp tỉnh", "UBND các xã, phường",
    "UBND xã Gio Mai", "UBND xã Thôn 3", "UBND phường Đông", "Công an tỉnh", "Kho bạc",
    "Kho bạc Nhà nước", "UBND tỉnh", "UBND tỉnh Quảng Trị", "UBND tỉnh Quảng Bình", "Chính phủ",
    "Bộ Y tế", "các bộ, ngành", "các huyện, thị xã", "Ban Dân tộc", "Sở Dân tộc và Tôn giáo",
    "Trường Trung cấp nghề", "Các Sở: Y tế, Nội vụ", "Sở Y tế; Công an tỉnh", "", "?", "các", "Sở",
)  # fmt: skip
names = st.lists(st.sampled_from(NAMES), max_size=3).map("; ".join) | st.text(max_size=12)


@given(st.lists(names, max_size=6), names)
def test_a_look_up_agrees_with_comparing_each(watched: list[str], written: str) -> None:
    expected = {name for name in watched if receives(name, written)}
    assert set(Bodies(watched).reached(written)) == expected


@pytest.mark.parametrize(
    ("watched", "written", "named"),
    [
        ("Sở Y tế", "Giám đốc Sở Y tế", True),
        ("Sở TT&TT", "Sở Khoa học và Công nghệ", True),
        ("Sở Y tế", "các sở, ban, ngành", False),
        ("các sở, ban, ngành", "Sở Y tế", False),
        ("các sở, ban, ngành", "các sở, ngành", False),
        ("UBND các xã, phường", "UBND xã Gio Mai", False),
        ("Tất cả các xã", "UBND các xã, phường", False),
    ],
)
def test_a_body_is_reached_by_its_name_or_in_its_group_both_ways(
    watched: str, written: str, named: bool
) -> None:
    assert receives(watched, written)
    assert Bodies([watched]).reached(written) == {watched: named}


@pytest.mark.parametrize(
    ("watched", "written"),
    [
        ("Trường Trung cấp nghề", "Sở Y tế"),
        ("các sở, ban, ngành", "UBND xã Gio Mai"),
        ("UBND các xã, phường", "Sở Y tế"),
        ("các bộ, ngành", "Sở Y tế"),
        ("Liên hiệp các Hội Khoa học", "Sở Y tế"),
    ],
)
def test_a_name_that_only_looks_like_a_group_reaches_no_others(watched: str, written: str) -> None:
    assert not receives(watched, written)
    assert Bodies([watched]).reached(written) == {}


def test_a_group_begins_with_many_and_does_not_only_hold_the_word() -> None:
    assert is_group("Chủ tịch UBND các xã")
    assert not is_group("Ban Quản lý các khu công nghiệp")
    assert not is_group("")
