"""Where in an item verbatim words stand: the paragraph of the page, or the page of a file."""

from alerts.model import ItemFacts, Language
from alerts.plain import harmless
from directives.normal import nfc

FILE_LIMIT = 60  # signs of a file's name
PAGE_END = "\f"  # how text from files is divided into pages
_SCAN_LIMIT = 500_000  # signs of one file that are looked through

_PARAGRAPH = {"vi": "đoạn {}", "en": "paragraph {}"}
_PAGE = {"vi": "trang {} của tệp {}", "en": "page {} of the file {}"}
_FILE = {"vi": "tệp {}", "en": "file {}"}


def place_of(span: str, item: ItemFacts, language: Language) -> str:
    """Where `span` stands in `item`; "" for the title, and where it is not found."""
    wanted = _plain(span)
    if not wanted:
        return ""
    for number, paragraph in enumerate(item.article.paragraphs, start=1):
        if wanted in _plain(paragraph):
            return _PARAGRAPH[language].format(number)
    for file in item.files:
        pages = (file.text or "")[:_SCAN_LIMIT].split(PAGE_END)
        found = next((n for n, page in enumerate(pages, start=1) if wanted in _plain(page)), 0)
        if found:
            name = harmless(file.name, FILE_LIMIT)
            paged = len(pages) > 1
            return _PAGE[language].format(found, name) if paged else _FILE[language].format(name)
    return ""


def _plain(text: str) -> str:
    return " ".join(nfc(text).split())
