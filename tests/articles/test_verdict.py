"""Weights and reasons beyond the saved pairs, and odd contents."""

import pytest

from articles.fingerprint import fingerprint
from articles.model import (
    Article,
    Attachment,
    AttachmentLink,
    Content,
    Image,
    Verdict,
    VerdictKind,
    Weight,
)
from articles.verdict import compare

URL = "https://cong.example.vn/a.pdf"


def page(*paragraphs: str, **fields: tuple[object, ...]) -> Content:
    return Content(Article("Tin", paragraphs=paragraphs, **fields))  # type: ignore[arg-type]


def weighed(before: str, after: str, *protected: str) -> tuple[Weight | None, str]:
    verdict = compare(page(before), page(after), protected=protected)
    return verdict.weight, verdict.reason


def file(sha256: str, url: str = URL) -> Attachment:
    return Attachment(url, "a.pdf", "application/pdf", 1, sha256)


def linked(*files: Attachment) -> Content:
    return Content(Article("Tin", attachments=(AttachmentLink(URL),)), files)


@pytest.mark.parametrize(
    ("before", "after", "weight", "reason"),
    [
        ("hộ dân làm thủ tực", "hộ dân làm thủ tục", Weight.MINOR, "spelling"),
        ("cac xa kiem tra", "các xã kiểm tra", Weight.MINOR, "spelling"),
        ("nghĩên cứu kỷ lưỡng", "nghiên cứu kỹ lưỡng", Weight.MINOR, "spelling"),
        ("triển khia ngay", "triển khai ngay", Weight.MINOR, "spelling"),
        ("giá tăng mạnh", "giá giảm mạnh", Weight.NORMAL, "text reworded"),
        ("gồm ba xã", "gồm bà xã", Weight.NORMAL, "number changed"),
        ("trong quý I", "trong quý II", Weight.NORMAL, "number changed"),
        ("tăng 5% so", "tăng 5‰ so", Weight.NORMAL, "number changed"),
        ("họp ở Gio Linh", "họp ở Gio Lĩnh", Weight.NORMAL, "name changed"),
        ("xong trước ngày 10/2", "xong trước ngày 12/2", Weight.MAJOR, "deadline changed"),
        ("chậm nhất là 5 giờ", "chậm nhất là 6 giờ", Weight.MAJOR, "deadline changed"),
        ("thời hạn 15 ngày", "thời hạn 10 ngày", Weight.MAJOR, "deadline changed"),
        ("hạn chế 15 xe", "hạn chế 10 xe", Weight.NORMAL, "number changed"),
        ("hộ chưa nộp", "hộ nộp", Weight.MAJOR, "negation changed"),
        ("tiếp tục thực hiện quy định", "bãi bỏ quy định", Weight.MAJOR, "negation changed"),
        ("đi bằng đường bộ", "đi bằng đường hàng không", Weight.NORMAL, "text reworded"),
        ("nộp hồ sơ", "nộp hồ sơ tại bộ phận một cửa", Weight.NORMAL, "number changed"),
        ("nộp hồ sơ tại xã", "nộp hồ sơ", Weight.NORMAL, "text removed"),
    ],
)
def test_an_edit_weighs_by_what_it_touches(
    before: str, after: str, weight: Weight, reason: str
) -> None:
    assert weighed(before, after) == (weight, reason)


def test_a_misprint_inside_an_instruction_is_never_minor() -> None:
    outside = weighed("các xã rà xoát hồ sơ", "các xã rà soát hồ sơ")
    inside = weighed("các xã rà xoát hồ sơ", "các xã rà soát hồ sơ", "xã rà soát hồ sơ")
    assert outside == (Weight.MINOR, "spelling")
    assert inside == (Weight.NORMAL, "instruction reworded")


def test_an_instruction_is_found_across_lines_and_typing_habits() -> None:
    before = page("Giao Sở Y tế lập 3", "tổ công tác, xong ngay.")
    after = page("Giao Sở Y tế lập 4", "tổ công tác, xong ngay.")
    verdict = compare(before, after, protected=("Sở Y tế lập 3 tổ  công tác",))
    assert (verdict.weight, verdict.reason) == (Weight.MAJOR, "number changed in an instruction")


def test_words_beside_an_instruction_are_not_inside_it() -> None:
    verdict = weighed("xã rà soát hồ sơ", "các xã rà soát hồ sơ", "xã rà soát hồ sơ")
    assert verdict == (Weight.NORMAL, "text added")


def test_empty_protected_phrases_protect_nothing() -> None:
    assert weighed("thủ tực", "thủ tục", "", " - ") == (Weight.MINOR, "spelling")


def test_many_misprints_are_a_revision() -> None:
    filler = " xen giữa hai lỗi "
    before, after = filler.join(["thủ tực"] * 11), filler.join(["thủ tục"] * 11)
    assert weighed(before, after) == (Weight.NORMAL, "text revised")


def test_the_heaviest_edit_gives_weight_and_reason() -> None:
    before = "thủ tực ở đây và ở kia, xong trước ngày 10/2 tại bộ phận tiếp nhận"
    after = "thủ tục ở đây và ở kia, xong trước ngày 12/2 tại bộ phận tiếp nhận"
    verdict = compare(page(before), page(after))
    assert verdict.reason == "deadline changed"
    assert [op.after for op in verdict.operations] == ["tục", "12/2"]


def test_the_body_field_shows_the_words_with_a_little_context() -> None:
    before = "một đoạn dài phía trước rồi đến hạn nộp ngày 10/2 và phần sau cũng khá dài nữa"
    (change,) = compare(page(before), page(before.replace("10/2", "12/2"))).fields
    assert change.before == "rồi đến hạn nộp ngày 10/2 và phần sau cũng khá"
    assert change.after == "rồi đến hạn nộp ngày 12/2 và phần sau cũng khá"


def test_a_long_value_is_cut() -> None:
    (change,) = compare(page("x"), page("x", " ".join(["thêm chữ"] * 500))).fields
    assert len(change.after) <= 400
    assert change.after.endswith("…")


def test_equal_contents_are_the_same() -> None:
    assert compare(page("a"), page("a")).kind is VerdictKind.SAME


def test_nothing_against_something_is_content() -> None:
    verdict = compare(Content(Article("")), page("Giao các xã báo cáo"))
    assert verdict.kind is VerdictKind.CONTENT
    assert [change.field for change in verdict.fields] == ["title", "body"]


def test_other_bytes_at_the_same_address_are_a_replaced_file() -> None:
    verdict = compare(linked(file("a" * 64)), linked(file("b" * 64)))
    assert (verdict.weight, verdict.reason) == (Weight.MAJOR, "attachment replaced")
    assert [change.field for change in verdict.fields] == ["attachments"]


def test_a_file_whose_bytes_are_not_known_yet_is_no_change() -> None:
    for before, after in ((linked(), linked(file("a" * 64))), (linked(file("a" * 64)), linked())):
        verdict = compare(before, after)
        assert verdict == Verdict(VerdictKind.COSMETIC, reason="file known on one side only")
        assert fingerprint(before) != fingerprint(after)


def test_a_file_not_known_yet_does_not_hide_a_change_of_text() -> None:
    before = Content(Article("Tin", paragraphs=("hộ nộp",), attachments=(AttachmentLink(URL),)))
    after = Content(
        Article("Tin", paragraphs=("hộ không nộp",), attachments=(AttachmentLink(URL),)),
        (file("a" * 64),),
    )
    verdict = compare(before, after)
    assert verdict.reason == "negation changed"
    assert [change.field for change in verdict.fields] == ["body"]


def test_a_link_to_another_unfetched_file_is_a_replacement() -> None:
    other = Content(Article("Tin", attachments=(AttachmentLink("https://cong.example.vn/b.pdf"),)))
    assert compare(linked(), other).reason == "attachment replaced"


def test_two_files_that_swap_addresses_are_the_same_files() -> None:
    urls = (URL, "https://cong.example.vn/b.pdf")
    one = Content(Article("Tin"), (file("a" * 64, urls[0]), file("b" * 64, urls[1])))
    other = Content(Article("Tin"), (file("b" * 64, urls[0]), file("a" * 64, urls[1])))
    assert compare(one, other).kind is VerdictKind.COSMETIC


def test_swapped_captions_are_content_though_no_word_is_new() -> None:
    one = page(images=(Image("https://x.vn/1", "Một"), Image("https://x.vn/2", "Hai")))
    other = page(images=(Image("https://x.vn/1", "Hai"), Image("https://x.vn/2", "Một")))
    verdict = compare(one, other)
    assert verdict.weight is not None
    assert verdict.weight.rank >= Weight.NORMAL.rank


@pytest.mark.parametrize("odd", ["\x00", "\ud800", "́" * 50, "<b>&nbsp;", "9" * 5000, "🙂" * 9])
def test_odd_text_is_compared_without_complaint(odd: str) -> None:
    assert compare(page(odd), page(odd, odd + "x")).kind is VerdictKind.CONTENT
