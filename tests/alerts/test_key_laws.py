"""What holds for any subscription and any item: more values widen, exclusions narrow, form is nothing."""

import unicodedata
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from alerts.audience import Audience
from alerts.keys import FIELDS, KEYS
from alerts.matching import alerts_for, match
from alerts.misses import just_missed, misses
from alerts.model import Event, EventKind, FileText, ItemFacts, Subscription
from articles.model import Article, Weight
from directives.model import Extraction
from directives.normal import fold
from tests.alerts import samples
from tests.alerts.samples import change, event

PHRASES = ("CNTT", "chuyển đổi số", "chuyen doi so", "đất đai", "xã", "Sở TT&TT", "tuỳ ý", "", "(")
BODIES = ("Sở KH&CN", "Sở Thông tin và Truyền thông", "Sở Y tế", "UBND tỉnh", "các sở, ban, ngành", "?")  # fmt: skip
NUMBERS = ("412/UBND-KGVX", "8/CT-UBND", "12-NQ/TU")
VALUES: dict[str, tuple[str, ...]] = {
    "sources": ("quangtri", "laichau"),
    "sections": ("tin-tuc", "Văn bản"),
    "any": PHRASES,
    "all": PHRASES,
    "none": PHRASES,
    "to": BODIES,
    "from": BODIES,
    "agencies": BODIES,
    "document_types": ("CÔNG VĂN", "CHỈ THỊ"),
    "urgency": ("KHẨN", "HỎA TỐC"),
    "watch": NUMBERS,
}
NARROWING = frozenset({"all", "none"})
SENTENCES = ("Đẩy mạnh CNTT.", "Về đất đai tại xã.", "chuyển đổi số", "tùy ý", "Sở KH&CN báo cáo")


@st.composite
def subscriptions(draw: st.DrawFn) -> Subscription:
    keys = {
        FIELDS.get(key, key): tuple(draw(st.lists(st.sampled_from(VALUES[key]), max_size=2)))
        for key in draw(st.lists(st.sampled_from(KEYS), max_size=4))
    }
    on = draw(st.sampled_from([("*",), ("directive.new",), ("article.new", "article.changed")]))
    weight, unsure = draw(st.sampled_from(list(Weight))), draw(st.sampled_from(["now", "skip"]))
    made = Subscription("a", ("console",), on, min_weight=weight, unsure=unsure)  # type: ignore[arg-type]
    return replace(made, **keys)  # type: ignore[arg-type]


@st.composite
def items(draw: st.DrawFn) -> ItemFacts:
    lines = tuple(draw(st.lists(st.sampled_from(SENTENCES), max_size=3)))
    unsure = Extraction(is_directive=True, unsure=(samples.REPORT,))
    cites = replace(samples.EXTRACTION, citations=("8/CT-UBND",))
    read = draw(st.sampled_from([samples.EXTRACTION, Extraction(), unsure, cites]))
    files = draw(st.sampled_from([(), (FileText("a.pdf"),), (FileText("a.pdf", "đất đai"),)]))
    return replace(
        samples.item(Article("Tin", paragraphs=lines), read),
        section="tin-tuc", section_title="Tin tức", files=files,
    )  # fmt: skip


@st.composite
def events(draw: st.DrawFn) -> Event:
    kinds = ("directive.new", "article.new", "article.changed", "article.withdrawn")
    kind = EventKind(draw(st.sampled_from(kinds)))
    changed = change(weight=draw(st.sampled_from(list(Weight))))
    return event(kind, draw(items()), changed if kind is EventKind.ARTICLE_CHANGED else None)


def told(happened: Event, wish: Subscription) -> bool:
    return bool(match(happened, (wish,)))


@given(events(), subscriptions(), st.sampled_from(KEYS), st.data())
def test_one_more_value_of_a_given_key_widens_and_of_all_and_none_narrows(
    happened: Event, wish: Subscription, key: str, data: st.DataObject
) -> None:
    field = FIELDS.get(key, key)
    before: tuple[str, ...] = getattr(wish, field)
    more = (*before, data.draw(st.sampled_from(VALUES[key])))
    other = replace(wish, **{field: more})  # type: ignore[arg-type]
    if key in NARROWING:
        assert told(happened, wish) or not told(happened, other)
    elif before:
        assert told(happened, other) or not told(happened, wish)


@given(events(), subscriptions(), st.sampled_from(KEYS))
def test_dropping_a_key_never_loses_an_alert_told_for_certain(
    happened: Event, wish: Subscription, key: str
) -> None:
    wider = replace(wish, **{FIELDS.get(key, key): ()})  # type: ignore[arg-type]
    assert told(happened, wider) or not told(happened, wish)


@given(events(), subscriptions())
def test_what_is_told_lacks_no_key_and_what_is_not_lacks_one(
    happened: Event, wish: Subscription
) -> None:
    assert told(happened, wish) == (misses(happened, wish) == ())


@given(events(), subscriptions())
def test_what_was_just_missed_is_told_without_that_one_key(
    happened: Event, wish: Subscription
) -> None:
    judged = None if told(happened, wish) else just_missed((happened,), Audience([wish]))
    if judged is None:
        return
    (miss,) = judged.misses
    freed: dict[str, object] = {"on": ("*",), "min_weight": Weight.MINOR, "unsure": "now"}
    field = FIELDS.get(miss.key, miss.key)
    assert told(happened, replace(wish, **{field: freed.get(field, ())}))  # type: ignore[arg-type]


@given(events(), st.lists(subscriptions(), max_size=6))
def test_many_together_are_told_what_each_alone_is_told(
    happened: Event, wishes: list[Subscription]
) -> None:
    named = [replace(wish, name=str(place)) for place, wish in enumerate(wishes)]
    together = alerts_for((happened,), Audience(named))
    assert together == tuple(alert for wish in named for alert in match(happened, (wish,)))


def _written(happened: Event, change_text: object) -> Event:
    assert happened.item is not None
    article = happened.item.article
    lines = tuple(change_text(line) for line in article.paragraphs)  # type: ignore[operator]
    return replace(
        happened, item=replace(happened.item, article=replace(article, paragraphs=lines))
    )


@given(events(), subscriptions())
def test_case_unicode_form_and_place_of_the_tone_decide_nothing(
    happened: Event, wish: Subscription
) -> None:
    for change_text in (
        str.upper,
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("tùy", "tuỳ"),
    ):
        assert told(_written(happened, change_text), wish) == told(happened, wish)


@given(events(), subscriptions())
def test_words_typed_without_marks_find_at_least_as_much(
    happened: Event, wish: Subscription
) -> None:
    bare = replace(wish, any=tuple(map(fold, wish.any)), all=tuple(map(fold, wish.all)))
    own_names = all("sở" not in phrase.lower() for phrase in (*wish.any, *wish.all))
    assert not own_names or told(happened, bare) or not told(happened, wish)
