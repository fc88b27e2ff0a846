"""Any alert that could be told: every event, with odd, missing and hostile facts."""

from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from alerts.model import (
    Alert,
    ChangeFacts,
    Event,
    EventKind,
    FillFacts,
    ItemFacts,
    Reason,
    ReasonKind,
    SourceFacts,
)
from articles.model import Article, FieldChange, Weight
from directives.model import Deadline, Document, Extraction, Instruction
from tests.alerts import samples

#: Pieces of hostile titles; drawn and joined in any order.
TRAPS = (
    "<b>đậm</b>", "<!channel>", "[bấm](https://a.example)", "{{ 7*7 }}", "{% x %}", "${HOME}",
    "@everyone", "@here", "#ffffffffffffffff", "\n", "\r\n", "\u2028", "\u202e", "\u2066", "\u200b",
    "\ufeff", "\x00", "\x1b[2J", "\ud800", "e\u200d\u0301", "a\u0301\u0302\u0303\u0304", "*", "`", "|",
    "Sở Y tế", "rà soát hồ sơ", "trước ngày 10/02", "10.000", "\u00ad", "()", "None", "  ", "\t", ".",
)  # fmt: skip
HOSTILE = st.lists(st.sampled_from(TRAPS), max_size=8).map("".join) | st.just("x " * 200)
#: Facts as portals give them, so that what a message adds of its own can be judged.
TAME = st.sampled_from(
    ["Sở Alpha", "rà soát Beta", "Gamma 12", "xã Delta, xã Eta", "Zeta 10/02/2026"]
)
KINDS = st.sampled_from(EventKind)
DAYS = st.dates(samples.NOW.date() - timedelta(days=40), samples.NOW.date() + timedelta(days=800))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31))
_AWARE = st.integers(-900, 0).map(lambda hours: samples.NOW + timedelta(hours=hours))
_ABOUT_ITEMS = ("article", "directive", "document", "deadline")


def _deadlines(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Deadline]:
    kinds = st.sampled_from(["date", "datetime", "month", "quarter", "year", "recurring", "event"])
    due: st.SearchStrategy[date | datetime | None] = st.none() | DAYS | MOMENTS
    return st.builds(Deadline, texts, kinds, due, st.none() | DAYS)


def _instructions(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Instruction]:
    names = st.lists(texts, max_size=3).map(tuple)
    return st.builds(Instruction, texts, texts, texts, names, names, st.none() | _deadlines(texts))


def _papers(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Document]:
    maybe = st.none() | texts
    urgency = st.sampled_from([None, "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC"])
    days = st.none() | DAYS
    return st.builds(Document, maybe, maybe, maybe, maybe, days, days, maybe, urgency, maybe)


@st.composite
def _items(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> ItemFacts:
    told = tuple(draw(st.lists(_instructions(texts), max_size=4)))
    paper = draw(st.none() | _papers(texts))
    article = Article(
        title=draw(texts),
        published_at=draw(st.none() | MOMENTS),
        published_precision=draw(st.sampled_from(["minute", "day", "unknown"])),
        lead=draw(texts),
        paragraphs=tuple(draw(st.lists(texts, max_size=2))),
    )
    extraction = Extraction(draw(st.booleans()), paper, told * draw(st.sampled_from([1, 10])))
    url = draw(st.sampled_from([samples.URL, "", "javascript:x"]))
    return ItemFacts(7, "quangtri", draw(st.sampled_from(["", "Cổng"])), url, article, extraction)


@st.composite
def _changes(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> ChangeFacts:
    names = st.sampled_from(["deadline", "title", "body", "document.number", "addressees"])
    fields = draw(st.lists(st.builds(FieldChange, names, texts, texts), max_size=5))
    weight = draw(st.sampled_from(Weight))
    return ChangeFacts(weight, draw(texts), tuple(fields), draw(_AWARE), draw(_AWARE))


@st.composite
def _fills(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> FillFacts:
    entries = st.tuples(st.just(samples.URL), st.none() | _papers(texts), _instructions(texts))
    waiting = tuple(draw(st.lists(entries, max_size=3)))
    return FillFacts("quangtri", draw(texts), samples.URL, 0, 0, waiting)


@st.composite
def _outages(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> SourceFacts:
    why = draw(st.sampled_from(["failed", "blocked", "empty", "silence"]))
    known = st.none() | _AWARE
    return SourceFacts(
        "quangtri", draw(texts), samples.URL, why, draw(_AWARE), draw(known), draw(known)
    )


@st.composite
def alerts(draw: st.DrawFn, texts: st.SearchStrategy[str] = HOSTILE) -> Alert:
    """An alert of any kind, its facts as the kind has them."""
    kind = draw(KINDS)
    about_item = kind.value.startswith(_ABOUT_ITEMS)
    changed = kind in (EventKind.ARTICLE_CHANGED, EventKind.DIRECTIVE_CHANGED)
    filled = kind is EventKind.SOURCE_FILLED
    out = kind in (EventKind.SOURCE_BLIND, EventKind.SOURCE_BACK)
    happened = Event(
        kind,
        samples.NOW,
        draw(_items(texts)) if about_item else None,
        draw(_changes(texts)) if changed else None,
        draw(_fills(texts)) if filled else None,
        draw(_outages(texts)) if out else None,
    )
    return Alert(
        happened, draw(texts), Reason(draw(st.sampled_from(ReasonKind)), draw(texts) or "CNTT")
    )
