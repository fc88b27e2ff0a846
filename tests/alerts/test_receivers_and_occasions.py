"""Who hears: receivers by other names and in groups, first fills, moments with several events."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.matching import alerts_for, is_for, match
from alerts.model import Event, EventKind, Reason, ReasonKind, Subscription
from articles.model import FieldChange, Weight
from directives.model import Extraction, Instruction
from tests.alerts import samples
from tests.alerts.samples import change, event, item, subscription

RECEIVER, COOPERATING, UNCLEAR = ReasonKind.RECEIVER, ReasonKind.COOPERATING, ReasonKind.UNCLEAR
KINDS = list(EventKind)
ABOUT_ITEMS = [kind for kind in KINDS if kind.value.startswith(("art", "dir", "doc", "dead"))]


def ordering(*addressees: str, cooperating: tuple[str, ...] = ()) -> Event:
    told = Instruction("Rà soát hồ sơ.", addressees=addressees, cooperating=cooperating)
    return event(
        EventKind.DIRECTIVE_NEW, item(extraction=Extraction(is_directive=True, directives=(told,)))
    )


def why(happened: Event, **keys: object) -> Reason | None:
    alerts = match(happened, (subscription(**keys),))  # type: ignore[arg-type]
    return alerts[0].reason if alerts else None


@pytest.mark.parametrize(
    ("watched", "written"),
    [
        ("Sở Khoa học và Công nghệ", "Sở KH&CN"),
        ("Sở Khoa học và Công nghệ", "Sở TT&TT"),
        ("Sở TT&TT", "Sở Khoa học và Công nghệ"),
        ("Sở Nông nghiệp và Môi trường", "Sở TN&MT"),
        ("Sở Nông nghiệp và Môi trường", "Sở NN&PTNT"),
        ("Sở Tài chính", "Sở KH&ĐT"),
        ("Sở Y tế", "Giám đốc Sở Y tế"),
        ("Sở Y tế", "các sở, ban, ngành"),
        ("Sở Y tế", "Thủ trưởng các sở, ban, ngành cấp tỉnh"),
        ("Sở Y tế", "Các Sở: Y tế, Nội vụ"),
        ("UBND xã Gio Mai", "UBND các xã, phường"),
        ("Công an tỉnh", "Sở Y tế; Công an tỉnh"),
        ("sở y tế", "SỞ Y TẾ"),
    ],
)
def test_a_receiver_is_known_by_other_names_and_in_groups(watched: str, written: str) -> None:
    leading = why(ordering(written), to=(watched,))
    assert leading is not None
    assert leading.kind in {RECEIVER, ReasonKind.GROUP}
    assert leading.detail == written
    joining = why(ordering("Kho bạc", cooperating=(written,)), to=(watched,))
    assert joining == replace(leading, kind=COOPERATING)
    assert why(ordering(written), to=("Sở Không Có", watched)) == leading


@pytest.mark.parametrize(
    ("watched", "written"),
    [
        ("Sở Y tế", "Sở Nội vụ"),
        ("Sở Y tế", "Bộ Y tế"),
        ("Bộ Y tế", "Sở Y tế"),
        ("Sở Y tế", "UBND các xã"),
        ("UBND tỉnh", "Sở Y tế"),
        ("", "Sở Y tế"),
        ("Sở Y tế", "?"),
    ],
)
def test_another_receiver_is_not_told(watched: str, written: str) -> None:
    assert why(ordering(written), to=(watched,)) is None
    assert not is_for(subscription(to=(watched,)), written)


def test_leading_tells_more_than_joining_and_both_more_than_perhaps() -> None:
    leading = ordering("Sở Y tế", cooperating=("Sở Nội vụ",))
    assert why(leading, to=("Sở Nội vụ", "Sở Y tế")) == Reason(RECEIVER, "Sở Y tế")
    assert why(leading, to=("Sở Nội vụ",)) == Reason(COOPERATING, "Sở Nội vụ")
    nameless = Instruction("Báo cáo.")
    facts = Extraction(
        is_directive=True,
        directives=(nameless, replace(nameless, cooperating=("Sở Nội vụ",))),
        unsure=(replace(nameless, addressees=("Sở Y tế",)),),
    )
    happened = event(EventKind.DIRECTIVE_NEW, item(extraction=facts))
    assert why(happened, to=("Sở Nội vụ",)) == Reason(COOPERATING, "Sở Nội vụ")
    assert why(happened, to=("Sở Y tế",)) == Reason(UNCLEAR, "Sở Y tế")
    assert why(happened, to=("Sở Y tế",), any=("đất đai",)) is None


def test_a_long_list_of_wishes_is_named_by_its_first() -> None:
    wished = tuple(f"Sở {name}" for name in ("Y tế", "Nội vụ", "Tư pháp", "Xây dựng"))
    facts = item(extraction=Extraction(is_directive=True))
    reason = why(event(EventKind.DIRECTIVE_NEW, facts), to=wished)
    assert reason == Reason(UNCLEAR, "Sở Y tế, Sở Nội vụ, Sở Tư pháp")


@pytest.mark.parametrize("field", ["addressees", "cooperating"])
@pytest.mark.parametrize("before", ["Sở Y tế", "Sở Y tế; Sở Tư pháp", "Sở Tư pháp;  Sở Y tế ; "])
def test_who_is_relieved_of_a_task_is_told_in_the_role_it_had(field: str, before: str) -> None:
    relieved = change(FieldChange(field, before, "Sở KH&CN"))
    happened = event(EventKind.DIRECTIVE_CHANGED, item(), relieved)
    kind = RECEIVER if field == "addressees" else COOPERATING
    assert why(happened, to=("Sở Y tế",)) == Reason(kind, "Sở Y tế")
    assert why(happened, to=("Sở Xây dựng",)) is None


@pytest.mark.parametrize(
    ("addressees", "cooperating", "kept"),
    [
        (("Sở Y tế",), (), True),
        (("Sở Nội vụ",), ("Sở Y tế",), True),
        (("các sở, ban, ngành",), (), True),
        (("Sở Nội vụ",), (), False),
        ((), (), True),
        ((), ("Sở Nội vụ",), True),
    ],
)
def test_a_first_fill_shows_open_deadlines_that_are_or_may_be_for_the_receiver(
    addressees: tuple[str, ...], cooperating: tuple[str, ...], kept: bool
) -> None:
    told = replace(samples.INSPECT, addressees=addressees, cooperating=cooperating)
    fill = replace(samples.FILL, open=((samples.URL, None, told),))
    (alert,) = match(event(EventKind.SOURCE_FILLED, fill=fill), (subscription(to=("Sở Y tế",)),))
    assert alert.event.fill is not None
    assert bool(alert.event.fill.open) is kept
    assert (alert.event.fill.items, alert.event.fill.directives) == (412, 37)


@pytest.mark.parametrize("kind", [EventKind.SOURCE_BLIND, EventKind.SOURCE_BACK])
def test_a_blind_source_concerns_all_who_watch_it_whatever_words_they_want(kind: EventKind) -> None:
    happened = replace(event(kind), outage=samples.OUTAGE)
    narrow = {"any": ("đất đai",), "to": ("Sở Y tế",)}
    assert why(happened, **narrow) == Reason(ReasonKind.EVERYTHING)
    assert why(happened, **narrow, sources=("quangtri",)) == Reason(ReasonKind.SOURCE, "quangtri")
    assert why(happened, **narrow, sources=("laichau",)) is None


@given(
    st.lists(st.sampled_from(ABOUT_ITEMS), min_size=1, max_size=5),
    st.lists(st.sampled_from([*ABOUT_ITEMS, "*", "no.such"]), max_size=4),
)
def test_the_most_specific_event_asked_for_is_told_in_whatever_order_they_come(
    moment: list[EventKind], asked: list[str]
) -> None:
    wish = subscription(on=tuple(str(kind) for kind in asked))
    wanted = [kind for kind in KINDS if kind in moment and ("*" in asked or kind.value in asked)]
    for ordered in (moment, moment[::-1]):
        told = alerts_for([event(kind, item()) for kind in ordered], (wish,))
        assert [alert.event.kind for alert in told] == wanted[:1]


@pytest.mark.parametrize("kind", KINDS)
def test_weight_binds_changes_alone(kind: EventKind) -> None:
    happened = event(kind, item(), change(samples.REWORDED, weight=Weight.MINOR))
    bound = kind in (EventKind.ARTICLE_CHANGED, EventKind.DIRECTIVE_CHANGED)
    assert (why(happened, min_weight=Weight.MAJOR) is None) is bound
    assert why(replace(happened, change=None), min_weight=Weight.MAJOR) is not None


def test_a_change_too_light_as_a_directive_may_still_be_heavy_as_an_article() -> None:
    light, heavy = (
        change(samples.REWORDED, weight=weight) for weight in (Weight.MINOR, Weight.MAJOR)
    )
    moment = (
        event(EventKind.DIRECTIVE_CHANGED, item(), light),
        event(EventKind.ARTICLE_CHANGED, item(), heavy),
    )
    (alert,) = alerts_for(moment, (subscription(),))
    assert alert.event.kind is EventKind.ARTICLE_CHANGED


def test_more_words_than_a_reader_takes_in_are_not_listed() -> None:
    phrases = ("chuyển đổi số", "cấp xã", "CNTT", "năm 2026", "UBND tỉnh")
    happened = event(EventKind.ARTICLE_NEW, item())
    assert why(happened, any=phrases) == Reason(ReasonKind.WORD, "chuyển đổi số, cấp xã, CNTT")
    assert why(happened, any=phrases[::-1]) == Reason(ReasonKind.WORD, "UBND tỉnh, năm 2026, CNTT")


def test_a_thousand_wishes_are_judged_alone() -> None:
    names = ("Sở Y tế", "Sở KH&CN", "Sở Xây dựng", "UBND các xã")
    wishes: tuple[Subscription, ...] = tuple(
        subscription(str(place), to=(names[place % 4],)) for place in range(1_000)
    )
    told = match(event(EventKind.DIRECTIVE_NEW, item()), wishes)
    assert [int(alert.subscription) % 4 for alert in told] == [1] * 250
