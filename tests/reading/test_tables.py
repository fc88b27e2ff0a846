import pytest

from reading.tables import DEFAULT_LABELS, Properties, is_document, read_properties
from tests.reading.pages_written import page

WANTED = (
    ("number", "12/2026/QĐ-UBND"),
    ("issued_on", "03/02/2026"),
    ("issuer", "UBND tỉnh Nam Hải"),
)


def properties(html: str, **labels: str) -> Properties:
    return read_properties(page(html).outline, labels)


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>Số ký hiệu</td><td>12/2026/QĐ-UBND</td></tr><tr><td>Ngày ban hành</td><td>03/02/2026</td></tr>"
        "<tr><td>Cơ quan ban hành</td><td>UBND tỉnh Nam Hải</td></tr></table>",
        "<tr><th>Số, ký hiệu</th><td>12/2026/QĐ-UBND</td></tr><tr><th>Ngày ban hành:</th><td>03/02/2026</td></tr>"
        "<tr><th>Cơ quan ban hành</th><td> UBND  tỉnh Nam Hải</td></tr>",
        "<dl><dt>Số hiệu</dt><dd>12/2026/QĐ-UBND</dd><dt>Ngày ký</dt><dd>03/02/2026</dd>"
        "<dt>Đơn vị ban hành</dt><dd>UBND tỉnh Nam Hải</dd></dl>",
        "<ul><li><b>Số ký hiệu</b>: 12/2026/QĐ-UBND</li><li>Ngày ban hành: 03/02/2026</li>"
        "<li><span>Cơ quan ban hành:</span><span>UBND tỉnh Nam Hải</span></li></ul>",
        "<div><div class=col1>SỐ KÝ HIỆU</div><div>12/2026/QĐ-UBND</div></div><div><div>Ngày văn bản</div><div>03/02/2026</div>"
        "</div><div><div>Cơ quan</div><div>UBND tỉnh Nam Hải</div></div>",
        "<table><tr><td>Số ký hiệu</td><td>12/2026/QĐ-UBND</td><td>Ngày ban hành</td><td>03/02/2026</td><td>Cơ quan ban hành</td>"
        "<td>UBND tỉnh Nam Hải</td></tr></table>",
        "<table><tr><td><strong>Số ký hiệu</strong></td><td><span>12/2026/QĐ-UBND</span></td></tr><tr><td><p>Ngày ban hành</p></td>"
        "<td><p>03/02/2026</p></td></tr><tr><td>Cơ quan ban hành</td><td><a href=#>UBND tỉnh Nam Hải</a></td></tr></table>",
    ],
)  # fmt: skip
def test_label_and_value_are_read_however_they_are_drawn(html: str) -> None:
    assert properties(html) == WANTED


def test_a_header_above_rows_gives_no_properties() -> None:
    html = "<table><tr><td>Số ký hiệu</td><td>Ngày ban hành</td><td>Trích yếu</td></tr><tr><td>1/KH</td><td>2/3/2026</td><td>Kế hoạch</td></tr></table>"
    assert properties(html) == ()


def test_each_field_comes_once_and_the_first_counts() -> None:
    html = "<table><tr><td>Số ký hiệu</td><td>1/KH-UBND</td></tr><tr><td>Số hiệu</td><td>2/KH-UBND</td></tr></table>"
    assert properties(html) == (("number", "1/KH-UBND"),)


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>Số ký hiệu</td><td></td></tr></table>",
        "<table><tr><td>Số ký hiệu</td></tr></table>",
        "<p>Số ký hiệu</p>",
        "<p>Cơ quan ban hành văn bản đã tổ chức họp báo: 12 đơn vị dự.</p>",
        "<table><tr><td>Chỉ tiêu</td><td>Năm 2026</td></tr></table>",
        "",
    ],
)
def test_labels_without_values_and_other_tables_give_nothing(html: str) -> None:
    assert properties(html) == ()


def test_a_profile_names_further_labels_and_the_usual_ones_stay() -> None:
    html = "<table><tr><td>Mã số văn kiện</td><td>12-NQ/TU</td></tr><tr><td>Người ký</td><td>Lê Văn Tám</td></tr></table>"
    assert properties(html) == (("signer", "Lê Văn Tám"),)
    assert properties(html, number="Mã số văn kiện") == (
        ("number", "12-NQ/TU"),
        ("signer", "Lê Văn Tám"),
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (("number", "issued_on"), True), (("number", "issuer"), True), (("number", "signer"), True), (("number",), False),
        (("issued_on", "issuer"), False), ((), False), (("number", "urgency"), False), (("subject", "number"), True),
    ],
)  # fmt: skip
def test_a_paper_has_a_number_and_something_beside_it(
    fields: tuple[str, ...], expected: bool
) -> None:
    assert is_document(tuple((field, "x") for field in fields)) is expected


def test_labels_are_kept_as_they_are_compared() -> None:
    from reading.text import plain  # noqa: PLC0415

    assert all(plain(label) == label for label in DEFAULT_LABELS)


def test_values_stay_verbatim() -> None:
    html = "<table><tr><td>Số ký hiệu</td><td>  846 /UBND-TH </td></tr><tr><td>Độ khẩn</td><td>HOẢ TỐC</td></tr></table>"
    assert properties(html) == (("number", "846 /UBND-TH"), ("urgency", "HOẢ TỐC"))
