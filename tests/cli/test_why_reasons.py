"""What kept an event from a subscription: the event, the source, or every key that did not hold."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from alerts.misses import Miss
from alerts.model import ChangeFacts, Event, EventKind, ItemFacts, Subscription
from articles.model import Article, Content, Weight
from cli.phrases import phrase
from cli.why_not import WITHHELD, Asked, Phrase, Reason, reason_not_told
from directives.model import Extraction, Instruction
from storage import forms
from storage.changes import Change
from storage.items import Item, ItemState
from storage.outbox import Delivery, DeliveryState
from storage.told import Told
from storage.versions import StoredVersion

AT = datetime(2026, 2, 3, 1, tzinfo=UTC)
EARLIER = AT - timedelta(hours=1)
ARTICLE = Article("Chỉ đạo về chuyển đổi số", paragraphs=("Giao Sở Nội vụ báo cáo.",))
ORDER = Extraction(True, None, (Instruction("Giao Sở Nội vụ báo cáo", addressees=("Sở Nội vụ",)),))
ITEM = Item(
    7, "demo", "tin", "k", "https://x.example/a", "T", "article", ItemState.LIVE,
    AT, AT, AT, 1, 0, "", "", None, 0,
)  # fmt: skip
VERSION = StoredVersion(
    1, 1, AT, ITEM.url, 1, "a", 200, 1, "b", "c", None, "r", "b", Content(ARTICLE), ORDER
)
ALL = Subscription("mọi thứ", ("console",), ("*",))


def told(kind: str = "directive.new", **other: object) -> Told:
    values: dict[str, object] = {"key": "k", "kind": kind, "at": AT, "withheld": "", "event": ""}
    return Told(**{**values, "deliveries": (), **other})  # type: ignore[arg-type]


def asked(event: Told, **other: object) -> Asked:
    values: dict[str, object] = {"item": ITEM, "version": VERSION, "event": event}
    return Asked(**{**values, "others": [event], "changes": [], **other})  # type: ignore[arg-type]


def delivery(subscription: str) -> Delivery:
    return Delivery(
        "0" * 16, 1, subscription, "console", "", DeliveryState.SENT, AT, AT, 1, AT,
        **dict.fromkeys(list(Delivery.__dataclass_fields__)[10:], ""),
    )  # fmt: skip


def change(weight: str | None, at: datetime = AT) -> Change:
    return Change(1, 2, EARLIER, at, "content", weight)


TO_OTHERS = replace(ALL, to=("Sở Y tế",))
HEAVY = replace(ALL, min_weight=Weight.MAJOR)

CASES: list[tuple[str, Asked, Subscription, Reason]] = [
    (
        "first crawl",
        asked(told(withheld="first_fill")),
        ALL,
        Phrase("why.first_fill", "first_fill"),
    ),
    ("no alerts", asked(told(withheld="no_alerts")), ALL, Phrase("why.no_alerts", "no_alerts")),
    ("another reason", asked(told(withheld="muted")), ALL, Phrase("as_told", "muted")),
    (
        "withheld stands before all else",
        asked(told(withheld="no_alerts")),
        replace(ALL, on=("article.new",), sources=("other",)),
        Phrase("why.no_alerts", "no_alerts"),
    ),
    (
        "another event",
        asked(told()),
        replace(ALL, on=("article.new",)),
        (Miss("on", "directive.new"),),
    ),
    (
        "another event of another source",
        asked(told()),
        replace(ALL, on=("article.new",), sources=("other",)),
        (Miss("on", "directive.new"),),
    ),
    (
        "another source",
        asked(told()),
        replace(ALL, sources=("other", "third")),
        (Miss("sources", "demo"),),
    ),
    ("a word", asked(told()), replace(ALL, any=("tàu vũ trụ",)), (Miss("any"),)),
    (
        "neither word nor receiver",
        asked(told()),
        replace(TO_OTHERS, any=("tàu vũ trụ",)),
        (Miss("any"), Miss("to", "Sở Nội vụ")),
    ),
    ("a receiver", asked(told()), TO_OTHERS, (Miss("to", "Sở Nội vụ"),)),
    (
        "a word that occurs, no receiver",
        asked(told()),
        replace(TO_OTHERS, any=("chuyển đổi số",)),
        (Miss("to", "Sở Nội vụ"),),
    ),
    ("nothing", asked(told()), ALL, Phrase("why.later_subscription")),
    (
        "all that is asked for",
        asked(told()),
        replace(
            ALL, on=("directive.new",), sources=("demo",), any=("chuyển đổi số",), to=("Sở Nội vụ",)
        ),
        Phrase("why.later_subscription"),
    ),
    ("no version", asked(told(), version=None), TO_OTHERS, Phrase("why.later_subscription")),
    (
        "a light change",
        asked(told("article.changed"), changes=[change("minor")]),
        ALL,
        (Miss("min_weight", "minor"),),
    ),
    (
        "a change not heavy enough",
        asked(told("directive.changed"), changes=[change("normal")]),
        HEAVY,
        (Miss("min_weight", "normal"),),
    ),
    (
        "heavy enough",
        asked(told("directive.changed"), changes=[change("major")]),
        HEAVY,
        Phrase("why.later_subscription"),
    ),
    (
        "light and for others",
        asked(told("article.changed"), changes=[change("minor")]),
        TO_OTHERS,
        (Miss("min_weight", "minor"), Miss("to", "Sở Nội vụ")),
    ),
    (
        "a new thing has no weight",
        asked(told("article.new")),
        HEAVY,
        Phrase("why.later_subscription"),
    ),
]


@pytest.mark.parametrize(
    ("question", "entry", "reason"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_stood_in_the_way_is_named(
    question: Asked, entry: Subscription, reason: Reason
) -> None:
    assert reason_not_told(question, entry) == reason


@pytest.mark.parametrize("key", WITHHELD.values())
def test_what_was_withheld_needs_no_values(key: str) -> None:
    assert phrase(key, "vi") == phrase(key, "vi", told="anything")


@pytest.mark.parametrize(
    ("at", "subscription", "key"),
    [
        (AT, ALL.name, "why.more_specific"),
        (AT, "another", "why.later_subscription"),
        (EARLIER, ALL.name, "why.later_subscription"),
        (AT + timedelta(microseconds=1), ALL.name, "why.later_subscription"),
    ],
)
def test_only_another_event_of_the_same_moment_told_instead(
    at: datetime, subscription: str, key: str
) -> None:
    event = told("article.new")
    other = told("directive.new", at=at, deliveries=(delivery(subscription),))
    assert reason_not_told(asked(event, others=[event, other]), ALL) == Phrase(key)


def test_the_change_just_before_the_event_counts() -> None:
    past = change("major", EARLIER)
    later = change("major", AT + timedelta(hours=1))
    turn = Change(None, None, EARLIER, AT, "restored")
    question = asked(told("article.changed"), changes=[past, change("minor"), turn, later])
    assert reason_not_told(question, ALL) == (Miss("min_weight", "minor"),)


def test_an_event_is_judged_as_it_was_recorded_not_as_the_item_is_now() -> None:
    then = Extraction(True, None, (Instruction("Giao Sở Y tế", addressees=("Sở Y tế",)),))
    facts = ItemFacts(7, "demo", "demo", ITEM.url, ARTICLE, then)
    minor = ChangeFacts(Weight.MINOR, "", (), EARLIER, AT)
    recorded = Event(EventKind.DIRECTIVE_CHANGED, AT, item=facts, change=minor)
    event = told("directive.changed", event=forms.dump(recorded))
    question = asked(event, version=None, changes=[change("major")])
    heavy = replace(TO_OTHERS, min_weight=Weight.MINOR)
    assert reason_not_told(question, heavy) == Phrase("why.later_subscription")
    mine = replace(ALL, to=("Sở Nội vụ",), min_weight=Weight.MINOR)
    assert reason_not_told(question, mine) == (Miss("to", "Sở Y tế"),)
