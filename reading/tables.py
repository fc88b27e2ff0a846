"""Property tables of papers: label and value side by side, mapped to fields of a Document."""

import re
from collections.abc import Mapping

from reading.outline import Element
from reading.text import fold, plain

#: Labels as portals print them -> field of directives.model.Document.
DEFAULT_LABELS: Mapping[str, str] = {
    "số ký hiệu": "number", "số kí hiệu": "number", "số hiệu": "number", "số văn bản": "number",
    "số hiệu văn bản": "number", "ký hiệu": "number", "số ký hiệu văn bản": "number",
    "ký hiệu văn bản": "number", "số": "number", "số hiệu ký hiệu": "number",
    "ngày ban hành": "issued_on", "ngày ký": "issued_on", "ngày văn bản": "issued_on",
    "ngày ban hành văn bản": "issued_on", "ban hành ngày": "issued_on",
    "ngày có hiệu lực": "effective_on", "ngày hiệu lực": "effective_on",
    "hiệu lực": "effective_on", "hiệu lực từ ngày": "effective_on",
    "ngày bắt đầu hiệu lực": "effective_on",
    "cơ quan ban hành": "issuer", "cơ quan": "issuer", "đơn vị ban hành": "issuer",
    "nơi ban hành": "issuer", "cơ quan ban hành văn bản": "issuer", "cơ quan ký ban hành": "issuer",
    "người ký": "signer", "người ký duyệt": "signer", "người ký văn bản": "signer",
    "trích yếu": "subject", "trích yếu nội dung": "subject", "nội dung trích yếu": "subject",
    "về việc": "subject", "tên văn bản": "subject", "trích yếu văn bản": "subject",
    "loại văn bản": "type", "thể loại": "type", "hình thức văn bản": "type", "loại": "type",
    "độ khẩn": "urgency", "mức độ khẩn": "urgency",
}  # fmt: skip
_PAIR = re.compile(r"(?P<label>[^:]{2,40}):\s*(?P<value>.+)")
_LONGEST_LABEL = 40
_LARGEST = 60  # nodes: one row of a table
_LABEL_TAGS = ("th", "td", "dt", "dd", "div", "span", "li", "p", "strong", "b", "label")

Properties = tuple[tuple[str, str], ...]


def read_properties(root: Element, labels: Mapping[str, str] | None = None) -> Properties:
    """The (field, value) pairs of the page, each field once, in page order.

    `labels` maps a field to the label a profile gives; the usual labels are known besides.
    """
    known = dict(DEFAULT_LABELS)
    known.update({plain(label): field for field, label in (labels or {}).items()})
    found: dict[str, str] = {}
    for element in root.elements():
        if element.tag in _LABEL_TAGS and element.size <= _LARGEST:
            field, value = _pair(element, known)
            if field and value:
                found.setdefault(field, value)
    return tuple(found.items())


def _pair(element: Element, known: Mapping[str, str]) -> tuple[str, str]:
    text = element.text
    if len(text) <= _LONGEST_LABEL and (field := known.get(plain(text), "")):
        return field, _value_beside(element, known)
    if element.tag in ("li", "p", "div", "td") and (found := _PAIR.fullmatch(text)):
        field = known.get(plain(found["label"]), "")
        if field and not _holds_more(element, known):
            return field, fold(found["value"])
    return "", ""


def _value_beside(element: Element, known: Mapping[str, str]) -> str:
    """The text of the next cell; a header above a column of values is no label."""
    parent = element.parent
    if parent is None:
        return ""
    cells = [c for c in parent.children if isinstance(c, Element) and c.start > element.end]
    if not cells or (element.tag == "td" and _is_header_row(parent, known)):
        return ""
    if element.tag == "th" and _is_header_row(parent, known):
        return ""
    value = cells[0].text
    return "" if plain(value) in known else value.strip(" :")


def _is_header_row(row: Element, known: Mapping[str, str]) -> bool:
    cells = [c for c in row.children if isinstance(c, Element)]
    labels = [cell for cell in cells if plain(cell.text) in known]
    return len(labels) * 2 > len(cells)


def _holds_more(element: Element, known: Mapping[str, str]) -> bool:
    """Whether several labels stand in one element: then its parts are read instead."""
    inner = [c for c in element.elements() if c is not element and plain(c.text) in known]
    return len(inner) > 1


def is_document(properties: Properties) -> bool:
    """Whether these are the properties of a numbered paper: a number and something beside it."""
    fields = {field for field, _ in properties}
    return "number" in fields and len(fields & {"issued_on", "issuer", "signer", "subject"}) > 0
