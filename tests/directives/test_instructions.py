"""The rules of speaker scope, one text a rule."""

import unicodedata
from datetime import date

import pytest

from directives.extract import extract
from directives.model import Extraction, Paper
from tests.directives.cases import ORDERING, QUIET, Case


def read(text: str, title: str = "") -> Extraction:
    return extract(Paper(text=text, title=title, published=date(2024, 3, 4)))


@pytest.mark.parametrize("case", ORDERING, ids=lambda c: c.name)
def test_an_order_is_found_with_its_receivers(case: Case) -> None:
    found = read(case.text).directives
    assert [i.addressees for i in found] == [names for _, names in case.orders]
    for instruction, (start, _) in zip(found, case.orders, strict=True):
        assert instruction.span.startswith(start)
        assert instruction.issuer_body == case.body
        assert instruction.rule


@pytest.mark.parametrize(("name", "text"), QUIET, ids=[name for name, _ in QUIET])
def test_what_orders_nothing_is_quiet(name: str, text: str) -> None:
    found = read(text)
    assert not found.directives, name
    assert not found.is_directive


@pytest.mark.parametrize("case", ORDERING, ids=lambda c: c.name)
def test_unicode_form_and_tone_places_change_nothing(case: Case) -> None:
    plain = read(case.text)
    assert read(unicodedata.normalize("NFD", case.text)) == plain
    moved = read(case.text.replace("òa", "oà").replace("Ủy", "Uỷ").replace("ủy", "uỷ"))
    assert [len(i.addressees) for i in moved.directives] == [
        len(i.addressees) for i in plain.directives
    ]
    assert [i.issuer_body for i in moved.directives] == [i.issuer_body for i in plain.directives]


def test_a_report_is_kept_as_possible_but_not_as_found() -> None:
    found = read(
        "Sở Nội vụ cho biết, UBND tỉnh Bắc Ninh đã yêu cầu các sở, ngành rà soát biên chế."
    )
    assert not found.directives
    assert [i.addressees for i in found.unsure] == [("các sở, ngành",)]


def test_an_order_nobody_gave_is_only_possible() -> None:
    found = read("Yêu cầu các đơn vị nghiêm túc thực hiện.")
    assert not found.directives
    assert len(found.unsure) == 1


def test_a_new_speaker_ends_the_scope() -> None:
    found = read(
        "Chủ tịch UBND tỉnh Long An yêu cầu Sở Y tế tăng cường giám sát. "
        "Giám đốc Sở Y tế cho biết, đơn vị đã triển khai nhiều đợt kiểm tra. "
        "Năm qua, toàn ngành có nhiều kết quả. Phát triển du lịch là hướng đi mới của tỉnh."
    )
    assert len(found.directives) == 1


def test_other_news_and_the_author_end_the_text() -> None:
    found = read(
        "Chủ tịch UBND tỉnh Long An yêu cầu Sở Y tế tăng cường giám sát dịch bệnh trên địa bàn toàn tỉnh.\n"
        "Minh Anh\nCác tin khác\nTăng cường kiểm tra an toàn thực phẩm"
    )
    assert len(found.directives) == 1


def test_the_headline_is_not_an_instruction_again() -> None:
    title = "UBND tỉnh Long An yêu cầu Sở Y tế tăng cường giám sát"
    text = f"{title}\nNgày 3/3, UBND tỉnh Long An yêu cầu Sở Y tế tăng cường giám sát dịch bệnh mùa xuân."
    assert len(read(text, title).directives) == 1


def test_a_caption_between_tasks_does_not_break_the_list() -> None:
    found = read(
        "Chủ tịch UBND tỉnh Bến Tre giao Sở Xây dựng chủ trì lập quy hoạch.\n"
        "Một góc thành phố nhìn từ trên cao. Ảnh: Văn Minh\nTiếp tục rà soát các dự án chậm tiến độ."
    )
    assert [i.addressees for i in found.directives] == [("Sở Xây dựng",)] * 2


def test_a_person_is_known_by_the_post_given_elsewhere() -> None:
    found = read(
        "Dự hội nghị có đồng chí Trần Văn Minh, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Vĩnh Long. "
        "Tại đây, đồng chí Trần Văn Minh yêu cầu Sở Công Thương hoàn thành quy hoạch."
    )
    assert [i.issuer_body for i in found.directives] == ["UBND tỉnh Vĩnh Long"]


def test_the_issuer_is_quoted_in_its_longest_form() -> None:
    found = read(
        "Phó Chủ tịch UBND tỉnh Lê Văn Bình dự lễ. Phó Chủ tịch UBND tỉnh yêu cầu Sở Y tế kiểm tra."
    )
    assert [i.issuer for i in found.directives] == ["Phó Chủ tịch UBND tỉnh Lê Văn Bình"]


def test_lead_joins_deadline_target_and_citation_come_together() -> None:
    found = read(
        "UBND tỉnh Nam Định giao Sở Y tế chủ trì, phối hợp với Sở Tài chính, UBND các huyện hoàn thành tiêm chủng "
        "cho 95% trẻ em theo Kế hoạch số 18/KH-UBND, báo cáo trước ngày 30/4/2024."
    ).directives
    assert len(found) == 1
    task = found[0]
    assert task.addressees == ("Sở Y tế",)
    assert task.cooperating == ("Sở Tài chính", "UBND các huyện")
    assert task.targets == ("95% trẻ em",)
    assert task.cites == ("Kế hoạch số 18/KH-UBND",)
    assert task.deadline is not None
    assert task.deadline.safe_by == date(2024, 4, 29)


def test_a_decision_ends_with_who_must_carry_it_out() -> None:
    found = read(
        "ỦY BAN NHÂN DÂN\nTỈNH YÊN BÁI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 77/QĐ-UBND\n"
        "Yên Bái, ngày 05 tháng 6 năm 2023\nQUYẾT ĐỊNH\nVề việc ban hành Quy chế\n"
        "Căn cứ Luật Tổ chức chính quyền địa phương;\nQUYẾT ĐỊNH:\n"
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế quản lý chợ.\n"
        "Điều 2. Chánh Văn phòng UBND tỉnh, Giám đốc các sở, ban, ngành chịu trách nhiệm thi hành Quyết định này./.\n"
        "Nơi nhận:\n- Như Điều 2;\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn An"
    )
    assert [i.addressees for i in found.directives] == [
        ("Chánh Văn phòng UBND tỉnh", "Giám đốc các sở, ban, ngành")
    ]
    assert found.directives[0].issuer_body == "UBND tỉnh Yên Bái"
    assert found.document is not None
    assert found.document.signer == "Trần Văn An"


def test_a_lead_that_the_body_repeats_in_detail_is_told_once() -> None:
    found = read(
        "Chủ tịch UBND tỉnh Phú Yên yêu cầu Sở Y tế rà soát trang thiết bị.\n"
        "Ngày 2/3, Chủ tịch UBND tỉnh Phú Yên yêu cầu Sở Y tế rà soát trang thiết bị tại các trạm y tế xã, "
        "báo cáo trước ngày 15/3."
    )
    assert len(found.directives) == 1
    assert found.directives[0].deadline is not None


def test_a_relayed_dispatch_is_a_directive_though_its_tasks_are_cut_off() -> None:
    found = read(
        "UBND tỉnh Nghệ An vừa ban hành Công điện số 14/CĐ-UBND ngày 21/7/2023 về ứng phó mưa lũ."
    )
    assert found.is_directive
    assert found.directives == ()


def test_a_city_whose_name_begins_like_must_obliges_nobody() -> None:
    found = read(
        "Bộ trưởng Bộ Y tế yêu cầu các bệnh viện tăng cường kiểm tra. "
        "Đoàn công tác làm việc tại Hà Nội, Cần Thơ và Long An."
    )
    assert len(found.directives) == 1


def test_a_pronoun_speaks_for_the_last_speaker() -> None:
    found = read(
        "Chủ tịch UBND tỉnh Hà Nam yêu cầu Sở Y tế tăng cường giám sát. "
        "Ông cũng đề nghị các địa phương chủ động phòng dịch."
    )
    assert [i.issuer_body for i in found.directives] == ["UBND tỉnh Hà Nam"] * 2
    assert found.directives[1].addressees == ("các địa phương",)


def test_a_plan_of_the_giver_is_only_possible() -> None:
    found = read("Thời gian tới, UBND tỉnh Hà Nam sẽ chỉ đạo các sở, ngành rà soát quy hoạch.")
    assert found.directives == ()
    assert len(found.unsure) == 1


def test_a_heading_in_a_list_names_the_receivers_of_its_items() -> None:
    found = read(
        "Chủ tịch UBND tỉnh Hà Nam yêu cầu các cơ quan thực hiện các nội dung sau:\n1. Sở Y tế:\n"
        "- Rà soát cơ số thuốc.\n- Kiểm tra các trạm y tế.\n2. Sở Tài chính:\n- Bố trí kinh phí kịp thời."
    )
    assert [i.addressees for i in found.directives] == [
        ("Sở Y tế",),
        ("Sở Y tế",),
        ("Sở Tài chính",),
    ]


def test_the_body_of_a_paper_ends_with_its_closing_mark() -> None:
    found = read(
        "Chủ tịch UBND tỉnh Hà Nam yêu cầu các cơ quan:\n- Rà soát hồ sơ.\n- Báo cáo kết quả./.\n- Lập danh sách mới."
    )
    assert len(found.directives) == 2


def test_a_report_or_proposal_orders_nothing_below() -> None:
    found = read(
        "SỞ Y TẾ\nTỈNH HÀ NAM\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 15/TTr-SYT\nTỜ TRÌNH\n"
        "Kính gửi: UBND tỉnh\nSở Tài chính phối hợp với các đơn vị thẩm định dự toán."
    )
    assert found.directives == ()
    assert not found.is_directive
