"""The paper a text is or relays: number, type, issuer, date, signer, urgency, subject."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from directives.actors import Cast
from directives.agencies import canonical
from directives.bodies import topics
from directives.citations import Citation, citations, normal_number, type_of_number
from directives.days import DAY, day_of
from directives.model import Document, Paper
from directives.normal import even, level, nfc
from directives.paper_heads import Head, read_head, urgency_in
from directives.places import province_of
from directives.relays import Relay, context_day, find_relay, issuer_near, urgency_mark
from directives.self_naming import begins_as_body, labelled, minister_named, own_type
from directives.signers import signer_at_end, signer_in_news

_EFFECTIVE = re.compile(rf"có hiệu lực(?: thi hành)?(?: kể)? từ ngày {DAY}")
_PROPERTY_DAY = re.compile(rf"(?P<iso>\d{{4}}-\d\d-\d\d)|(?:ngày )?{DAY}")
_RELAY_SUBJECT = re.compile(r"[^.\n]{0,60}?(?<!\w)(?:về việc|v/v|về) (?P<subject>[^.;\n]{5,300})")
_CENTRAL_CODES = {
    "CP": "Chính phủ", "TTg": "Thủ tướng Chính phủ", "VPCP": "Văn phòng Chính phủ", "TW": "Ban Chấp hành Trung ương",
    "CTN": "Chủ tịch nước", "NHNN": "Ngân hàng Nhà nước Việt Nam", "TTCP": "Thanh tra Chính phủ",
}  # fmt: skip
_LOCAL_CODES = {"UBND": "UBND tỉnh", "UB": "UBND tỉnh", "HĐND": "HĐND tỉnh", "TU": "Tỉnh ủy", "VP": "Văn phòng UBND tỉnh", "VPUB": "Văn phòng UBND tỉnh", "VPUBND": "Văn phòng UBND tỉnh"}  # fmt: skip
_ISSUER_OF_TYPE = {"NGHỊ ĐỊNH": "Chính phủ", "LUẬT": "Quốc hội"}  # Law on normative papers, art. 4
_CODE = re.compile(r"[^\d/-][^/-]*")


def read_document(paper: Paper) -> Document | None:
    """The paper that `paper` is or relays, or None for text without one; table values win."""
    text = nfc(paper.text)
    flat = level(text)
    province = province_of(flat)
    return document_of(paper, Cast(text, flat, province), citations(text), province)


def document_of(
    paper: Paper, cast: Cast, found: tuple[Citation, ...], province: str
) -> Document | None:
    """`read_document` for a text whose forms and citations are already at hand."""
    text, flat = cast.text, cast.flat
    head = read_head(text, province)
    document = _from_head(head, text, flat, province) if head else _from_body(text, flat)
    if document is None:
        base = paper.published or context_day(flat)
        relay = find_relay(text, flat, found, base, cast)
        document = _from_relay(relay, text, flat, cast, province) if relay else None
    rows = {**labelled(text), **paper.properties} if document or paper.properties else {}
    return _with_properties(document, rows, province)


def is_paper_itself(text: str) -> bool:
    """Whether the text begins with a paper's own heading block."""
    return read_head(text, "") is not None or _from_body(text, level(text)) is not None


def _from_body(text: str, flat: str) -> Document | None:
    """A paper whose heading was cut off is known by what it calls itself."""
    kind = own_type(flat) if begins_as_body(flat) else None
    if kind is None:
        return None
    minister = minister_named(text, flat)
    issuer = _ISSUER_OF_TYPE.get(kind) or (canonical(minister) if minister else None)
    return Document(type=kind, issuer=issuer, signer=signer_at_end(text))


def _from_head(head: Head, text: str, flat: str, province: str) -> Document:
    symbol = type_of_number(head.number) if head.number else None
    kind = head.type or symbol or own_type(flat)
    issuer = head.issuer or (issuer_of_number(head.number, province) if head.number else None)
    issuer = issuer or _ISSUER_OF_TYPE.get(kind or "")
    effective = _EFFECTIVE.search(flat)
    return Document(
        number=head.number,
        number_as_written=head.written,
        type=kind,
        issuer=issuer,
        issued_on=head.issued_on,
        effective_on=day_of(effective, head.issued_on) if effective else None,
        signer=signer_at_end(text),
        urgency=head.urgency,
        subject=head.subject,
    )


def _from_relay(relay: Relay, text: str, flat: str, cast: Cast, province: str) -> Document:
    symbol = type_of_number(relay.number) if relay.number else None
    word = relay.type_word.upper() if relay.type_word else None
    kind = symbol if word is None or (word == "VĂN BẢN" and symbol) else word
    near = issuer_near(cast, flat, relay)
    issuer = (issuer_of_number(relay.number, province) if relay.number else None) or near
    subject = _RELAY_SUBJECT.match(text, relay.end)
    return Document(
        number=relay.number,
        number_as_written=relay.written,
        type=kind,
        issuer=issuer,
        issued_on=relay.issued_on,
        signer=signer_in_news(text),
        urgency=urgency_in(urgency_mark(flat, relay)),
        subject=subject["subject"].strip() if subject else None,
    )


def issuer_of_number(number: str, province: str = "") -> str | None:
    """The issuer a symbol names: TT-BXD a ministry, QĐ-UBND the province's committee."""
    for code in _CODE.findall(number):
        if code in _CENTRAL_CODES:
            return _CENTRAL_CODES[code]
        if code in _LOCAL_CODES:
            return canonical(_LOCAL_CODES[code], province)
        if (body := _by_letters(code)) is not None:
            return canonical(body, province)
    return None


def _by_letters(code: str) -> str | None:
    kind = {"B": "Bộ", "S": "Sở"}.get(code[:1])
    topic = topics().get(code[1:].lower()) if kind else None
    return f"{kind} {topic.name}" if topic else None


def _with_properties(
    document: Document | None, properties: Mapping[str, str], province: str
) -> Document | None:
    rows = {field: nfc(value).strip() for field, value in properties.items() if value.strip()}
    if not rows:
        return document
    base = document or Document()
    number = rows.get("number")
    normal = (normal_number(number) or " ".join(even(number).split())) if number else base.number
    issuer = canonical(rows["issuer"], province) if "issuer" in rows else base.issuer
    kind = rows["type"].upper() if "type" in rows else base.type
    return replace(
        base,
        number=normal,
        number_as_written=number or base.number_as_written,
        type=kind or (type_of_number(normal) if normal else None),
        issuer=issuer or (issuer_of_number(normal, province) if normal else None),
        issued_on=_property_day(rows.get("issued_on")) or base.issued_on,
        effective_on=_property_day(rows.get("effective_on")) or base.effective_on,
        signer=rows.get("signer") or base.signer,
        urgency=urgency_in(level(rows.get("urgency", ""))) or base.urgency,
        subject=rows.get("subject") or base.subject,
    )


def _property_day(value: str | None) -> date | None:
    match = _PROPERTY_DAY.search(level(value)) if value else None
    if match is None:
        return None
    if match["iso"]:
        try:
            return date.fromisoformat(match["iso"])
        except ValueError:
            return None
    return day_of(match, None)
