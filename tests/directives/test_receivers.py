"""Whether a written receiver reaches a watched body."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.receivers import receives

REACHED = [
    ("Sở TT&TT", "Sở Khoa học và Công nghệ"),
    ("Sở Khoa học và Công nghệ", "Sở TT&TT tỉnh Quảng Trị"),
    ("Sở Y tế", "các sở, ban, ngành"),
    ("Sở Y tế", "Thủ trưởng các sở, ban, ngành, đoàn thể cấp tỉnh"),
    ("Sở Y tế", "Giám đốc các Sở: Nội vụ, Y tế, Tài chính và UBND các huyện"),
    ("Sở Y tế", "Sở Nội vụ; Sở Y tế"),
    ("Sở Y tế", "Sở Nội vụ, Sở Y tế và UBND các huyện"),
    ("Sở Y tế", "các cơ quan, đơn vị liên quan"),
    ("UBND huyện Vĩnh Linh", "UBND các huyện, thị xã, thành phố"),
    ("UBND huyện Vĩnh Linh", "Chủ tịch UBND các huyện"),
    ("UBND xã Gio Linh", "UBND các xã, phường, đặc khu"),
    ("UBND xã Gio Linh", "các địa phương"),
    ("Sở Nội vụ", "Sở LĐTBXH"),
    ("Sở Nội vụ", "các cấp, các ngành"),
    ("Bộ Y tế", "các bộ, ngành, địa phương"),
    ("UBND tỉnh Quảng Trị", "UBND các tỉnh, thành phố"),
    ("Trung tâm Phục vụ hành chính công", "Trung tâm Phục vụ hành chính công tỉnh"),
]
NOT_REACHED = [
    ("Sở Y tế", "Sở Nội vụ"),
    ("Sở Y tế", "các Sở: Nội vụ, Tài chính"),
    ("Sở Y tế", "các bộ, cơ quan ngang bộ"),
    ("Sở Y tế", "UBND các huyện, thị xã"),
    ("UBND xã Gio Linh", "UBND các huyện, thị xã"),
    ("Sở Y tế", "Bộ Y tế"),
    ("Sở Y tế", ""),
    ("", "các sở, ban, ngành"),
]


@pytest.mark.parametrize(("watched", "written"), REACHED)
def test_names_former_names_and_groups_reach_the_watched_body(watched: str, written: str) -> None:
    assert receives(watched, written)


@pytest.mark.parametrize(("watched", "written"), NOT_REACHED)
def test_others_do_not_reach_it(watched: str, written: str) -> None:
    assert not receives(watched, written)


@given(st.sampled_from([pair for pair in REACHED if "Trung tâm" not in pair[0]]))
def test_case_does_not_matter(pair: tuple[str, str]) -> None:
    watched, written = pair
    assert receives(watched.upper(), written.lower())


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_get_an_answer(watched: str, written: str) -> None:
    assert receives(watched, written) in (True, False)
