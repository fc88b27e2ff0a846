"""The door of this room: from a paper's text to its document, instructions and citations."""

from directives.actors import Cast
from directives.citations import citations, numbers
from directives.documents import document_of, is_paper_itself
from directives.instructions import Source, read_orders
from directives.model import Document, Extraction, Paper
from directives.normal import level, nfc
from directives.places import province_of
from directives.relays import context_day
from directives.sentences import unwrap
from directives.tasks import Giver

DIRECTIVES_VERSION = 1
_UPWARD = frozenset({"TỜ TRÌNH", "BÁO CÁO", "GIẤY MỜI"})
_DIRECTIVE_TYPES = frozenset({"CHỈ THỊ", "CÔNG ĐIỆN", "KẾ HOẠCH"})
_GENERAL = frozenset({"LUẬT", "NGHỊ ĐỊNH", "THÔNG TƯ", "THÔNG TƯ LIÊN TỊCH", "PHÁP LỆNH", "LỆNH"})


def extract(paper: Paper) -> Extraction:
    """Everything read from `paper`; never raises on any text, quotes stand verbatim in its NFC."""
    text = nfc(paper.text)
    flat = level(unwrap(text))
    province = province_of(flat)
    cast = Cast(text, flat, province)
    document = document_of(paper, text, flat, cast, province)
    itself = is_paper_itself(text)
    orders = read_orders(_source(paper, text, flat, cast, document, itself))
    own = document.number if document else None
    directive = bool(document and itself and document.type in _DIRECTIVE_TYPES)
    return Extraction(
        is_directive=bool(orders.sure) or directive,
        document=document,
        directives=orders.sure,
        unsure=orders.unsure,
        citations=numbers(citations(text), own),
    )


def _source(
    paper: Paper, text: str, flat: str, cast: Cast, document: Document | None, itself: bool
) -> Source:
    base = paper.published or context_day(text)
    issuer = None
    if document is not None:
        base = document.issued_on or base
        if itself and document.issuer and document.type not in _UPWARD:
            issuer = Giver(document.issuer, document.issuer)
    return Source(text, flat, cast, issuer, base, nfc(paper.title))
