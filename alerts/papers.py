"""A page and its paper in words: urgency, type, number, date, issuer; and when it was published."""

from datetime import tzinfo

from alerts.model import AmendmentFacts, ItemFacts, Language
from alerts.phrases import day_words, moment_words
from alerts.plain import address, harmless
from alerts.views import AmendmentView, ItemView
from directives.model import Document

TITLE_LIMIT = 200  # signs
LEAD_LIMIT = 300
NAME_LIMIT = 100
QUOTE_LIMIT = 300

_URGENT = {"vi": "{}. ", "en": "URGENT ({}). "}
_OF_DAY = {"vi": " ngày {}", "en": " of {}"}


def item_view(item: ItemFacts, language: Language, timezone: tzinfo) -> ItemView:
    """What a template shows of a page and its paper."""
    article = item.article
    paper = item.extraction.document
    numbered = paper is not None and bool(paper.number or paper.number_as_written)
    return ItemView(
        title=harmless(article.title, TITLE_LIMIT),
        published=_published(item, language, timezone),
        source=harmless(item.source_title or item.source, NAME_LIMIT),
        lead=harmless(article.lead, LEAD_LIMIT),
        paper=paper_words(paper, language) if paper and numbered else "",
        urgent=_urgent(paper, language) if paper and not numbered else "",
        number=_number(paper) if paper and numbered else "",
        urgency=(paper.urgency or "") if paper else "",
    )


def paper_words(paper: Document, language: Language) -> str:
    """Urgency, type, number, date and issuer of a paper: `KHẨN. Công văn 412/… ngày …, …`."""
    name = harmless(f"{(paper.type or '').capitalize()} {_number(paper)}", NAME_LIMIT)
    day = day_words(paper.issued_on, language) if paper.issued_on else ""
    dated = _OF_DAY[language].format(day) if day else ""
    issuer = harmless(paper.issuer or "", NAME_LIMIT)
    named = ", ".join(part for part in (f"{name}{dated}".strip(), issuer) if part)
    return f"{_urgent(paper, language)}{named}".strip(" ,")


def amendment_view(amendment: AmendmentFacts, language: Language) -> AmendmentView:
    """What a template shows of the paper that says so."""
    return AmendmentView(
        paper=paper_words(amendment.paper, language) if amendment.paper else "",
        quote=harmless(amendment.span.strip(' "“”'), QUOTE_LIMIT),
        address=address(amendment.url),
    )


def _number(paper: Document) -> str:
    return harmless(paper.number or paper.number_as_written or "", NAME_LIMIT)


def _urgent(paper: Document, language: Language) -> str:
    return _URGENT[language].format(paper.urgency) if paper.urgency else ""


def _published(item: ItemFacts, language: Language, timezone: tzinfo) -> str:
    at, precision = item.article.published_at, item.article.published_precision
    if at is None or precision == "unknown":
        return ""
    try:
        local = at.astimezone(timezone) if at.tzinfo else at
    except OverflowError:  # "01/01/0001" is how portals write that they do not know
        return ""
    if precision == "day":
        return day_words(local.date(), language)
    return moment_words(local, language)
