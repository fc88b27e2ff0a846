"""An order whose receiver is not clear reaches those who may have to obey it, and says so."""

from dataclasses import replace

from alerts.matching import match
from alerts.messages import compose
from alerts.model import EventKind, Reason, ReasonKind
from articles.model import FieldChange
from directives.model import Extraction
from tests.alerts.samples import EXTRACTION, HANOI, NOW, REPORT, change, event, item, subscription

UNCLEAR = ReasonKind.UNCLEAR
NAMELESS = replace(REPORT, addressees=(), cooperating=())


def told(extraction: Extraction, *to: str, kind: EventKind = EventKind.DIRECTIVE_NEW) -> object:
    """Why a watcher of `to` is told of this reading, or None."""
    happened = event(kind, item(extraction=extraction))
    alerts = match(happened, (subscription(to=to),))
    return alerts[0].reason if alerts else None


def test_an_order_that_names_nobody_reaches_every_watcher_of_receivers() -> None:
    extraction = Extraction(is_directive=True, directives=(NAMELESS,))
    assert told(extraction, "Sở Y tế") == Reason(UNCLEAR, "Sở Y tế")


def test_a_directive_whose_orders_could_not_be_read_reaches_them_too() -> None:
    assert told(Extraction(is_directive=True), "Sở Y tế") == Reason(UNCLEAR, "Sở Y tế")


def test_one_order_without_receiver_among_others_is_enough() -> None:
    extraction = Extraction(is_directive=True, directives=(REPORT, NAMELESS))
    assert told(extraction, "Sở Y tế") == Reason(UNCLEAR, "Sở Y tế")


def test_a_possible_order_reaches_those_it_names_and_no_others() -> None:
    extraction = replace(EXTRACTION, unsure=(replace(REPORT, addressees=("Sở Y tế",)),))
    assert told(extraction, "Sở Y tế") == Reason(UNCLEAR, "Sở Y tế")
    assert told(extraction, "Sở Tư pháp") is None


def test_a_certain_receiver_is_told_as_such() -> None:
    extraction = Extraction(is_directive=True, directives=(REPORT, NAMELESS))
    reason = told(extraction, *REPORT.addressees)
    assert isinstance(reason, Reason)
    assert reason.kind is ReasonKind.RECEIVER


def test_news_that_orders_nothing_reaches_no_watcher_of_receivers() -> None:
    assert told(Extraction(), "Sở Y tế", kind=EventKind.ARTICLE_NEW) is None


def test_who_is_no_longer_named_after_a_change_is_told_of_it() -> None:
    moved = change(FieldChange("addressees", "Sở Y tế; Sở Tư pháp", "Sở KH&CN"))
    happened = event(EventKind.DIRECTIVE_CHANGED, item(), moved)
    (alert,) = match(happened, (subscription(to=("Sở Tư pháp",)),))
    assert alert.reason == Reason(ReasonKind.RECEIVER, "Sở Tư pháp")


def test_the_message_says_that_the_receiver_is_not_clear() -> None:
    happened = event(
        EventKind.DIRECTIVE_NEW,
        item(extraction=Extraction(is_directive=True, directives=(NAMELESS,))),
    )
    (alert,) = match(happened, (subscription(to=("Sở Y tế",)),))
    for language, words in (("vi", "chưa rõ nơi nhận"), ("en", "receiver unclear")):
        message = compose(
            alert,
            delivery_id="0123456789abcdef",
            language=language,  # type: ignore[arg-type]
            now=NOW,
            timezone=HANOI,
        )
        assert words in message.body
