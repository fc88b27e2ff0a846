"""The door of this room: from a paper's text to its document, instructions and citations."""

from dataclasses import replace

from directives.actors import Cast
from directives.citations import citations, numbers
from directives.documents import document_of, is_paper_itself
from directives.instructions import read_orders
from directives.model import Document, Extraction, Paper
from directives.normal import even, level, nfc
from directives.places import province_of
from directives.relays import context_day
from directives.scopes import Source
from directives.sentences import unwrap
from directives.tasks import Giver
from directives.verbatim import as_written

DIRECTIVES_VERSION = 1
_UPWARD = frozenset({"TỜ TRÌNH", "BÁO CÁO", "GIẤY MỜI"})
_RELAYED_TYPES = frozenset(
    {"CHỈ THỊ", "CÔNG ĐIỆN"}
)  # these order, whatever an article tells of them
_DIRECTIVE_TYPES = frozenset({"CHỈ THỊ", "CÔNG ĐIỆN", "KẾ HOẠCH"})


def extract(paper: Paper) -> Extraction:
    """Everything read from `paper`; never raises on any text, quotes stand verbatim in its NFC."""
    written = nfc(paper.text)
    text = even(written)
    return as_written(_read(replace(paper, text=text, title=even(nfc(paper.title)))), text, written)


def _read(paper: Paper) -> Extraction:
    text = paper.text
    flat = level(unwrap(text))
    province = province_of(flat)
    cast = Cast(text, flat, province)
    found = citations(text)
    document = document_of(paper, cast, found, province)
    itself = document is not None and is_paper_itself(text)
    base = (document.issued_on if document else None) or paper.published or context_day(flat)
    issuer = _giver(document) if itself else None
    relayed = None if itself else _giver(document)
    orders = read_orders(Source(text, flat, cast, issuer, base, paper.title, relayed))
    own = document.number if document else None
    kinds = _DIRECTIVE_TYPES if itself else _RELAYED_TYPES
    directive = bool(document and document.type in kinds)
    return Extraction(
        is_directive=bool(orders.sure) or directive,
        document=document,
        directives=orders.sure,
        unsure=orders.unsure,
        citations=numbers(found, own),
    )


def _giver(document: Document | None) -> Giver | None:
    """The issuer of a paper that orders downward."""
    if document is None or not document.issuer or document.type in _UPWARD:
        return None
    return Giver(document.issuer, document.issuer)
