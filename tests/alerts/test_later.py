"""A file read later tells those who were not told, and says what it was that told them."""

from dataclasses import replace

import pytest

from alerts.matching import alerts_for, alerts_later
from alerts.model import Event, EventKind, FileText, Reason, ReasonKind
from alerts.reasons import because
from alerts.widening import is_wider
from directives.model import Extraction
from storage import forms
from tests.alerts import samples
from tests.alerts.samples import event, item, subscription

EARLY = replace(item(extraction=Extraction()), files=(FileText("phu-luc.pdf"),))
LATE = replace(EARLY, files=(FileText("phu-luc.pdf", "Danh mục đập Hồ Xuân."),))
FOR_WORD = subscription("từ", any=("đập Hồ Xuân",))
FOR_ALL = subscription("tất cả")
FOR_OTHER = subscription("khác", any=("bóng đá",))
CAREFUL = subscription("chắc", any=("đập Hồ Xuân",), unsure="skip")


def moment(facts: object) -> list[Event]:
    return [event(EventKind.ARTICLE_NEW, facts)]  # type: ignore[arg-type]


def test_only_those_hear_again_who_had_not_heard() -> None:
    wishes = (FOR_WORD, FOR_ALL, FOR_OTHER, CAREFUL)
    first = {alert.subscription for alert in alerts_for(moment(EARLY), wishes)}
    assert first == {"từ", "tất cả", "khác"}  # for want of certainty, all but the careful one
    later = alerts_later(moment(LATE), wishes, told=first, file="phu-luc.pdf")
    assert [alert.subscription for alert in later] == ["chắc"]
    word = Reason(ReasonKind.WORD, "đập Hồ Xuân")
    assert later[0].reason == Reason(ReasonKind.READ_FROM_SCAN, "phu-luc.pdf", more=(word,))


def test_told_again_the_same_file_tells_nobody() -> None:
    wishes = (FOR_WORD, CAREFUL)
    told = {alert.subscription for alert in alerts_later(moment(LATE), wishes, told=(), file="x")}
    assert told == {"từ", "chắc"}
    assert alerts_later(moment(LATE), wishes, told=told, file="x") == ()


def test_the_reason_says_that_the_file_was_read_and_what_stands_in_it() -> None:
    (alert,) = alerts_later(moment(LATE), (CAREFUL,), told=(), file="phu-luc.pdf")
    assert because(alert.reason, (), "vi") == 'vừa đọc được tệp "phu-luc.pdf"; có từ "đập Hồ Xuân"'
    told = because(alert.reason, (), "en")
    assert told == 'the file "phu-luc.pdf" could be read now; holds "đập Hồ Xuân"'


@pytest.mark.parametrize("kind", list(ReasonKind))
def test_every_reason_has_words_of_its_own_in_both_languages(kind: ReasonKind) -> None:
    reason = Reason(kind, "⟨x⟩")
    words = because(reason, (), "vi"), because(reason, (), "en")
    assert words[0] != words[1]
    bare = {ReasonKind.EVERYTHING, ReasonKind.NEW_SUBSCRIPTION}
    assert all(("⟨x⟩" in text) == (kind not in bare) for text in words)
    assert "{" not in "".join(words)


def test_a_group_and_another_name_are_explained() -> None:
    group = Reason(ReasonKind.GROUP, "các sở, ban, ngành", "Sở Y tế")
    assert because(group, (), "vi") == "giao các sở, ban, ngành (gồm Sở Y tế)"
    former = Reason(ReasonKind.RECEIVER, "Sở KH&CN", "Sở TT&TT")
    assert because(former, (), "vi") == "giao Sở KH&CN (theo dõi Sở TT&TT)"
    assert because(former, (samples.REPORT,), "en") == "Sở KH&CN (watched as Sở TT&TT) leads"


def test_only_the_most_telling_reasons_are_told_and_a_source_only_alone() -> None:
    kinds = (ReasonKind.WATCH, ReasonKind.RECEIVER, ReasonKind.ISSUER, ReasonKind.WORD)
    parts = tuple(Reason(kind, str(n)) for n, kind in enumerate(kinds))
    source = Reason(ReasonKind.SOURCE, "quangtri")
    full = replace(parts[0], more=(*parts[1:], source))
    assert because(full, (), "en") == "cites 0, which is watched; 1 must act; issued by 2"
    assert because(source, (), "vi") == "theo dõi nguồn quangtri"


def test_a_reason_with_others_comes_out_of_the_store_as_it_went_in() -> None:
    reason = Reason(ReasonKind.GROUP, "các sở", "Sở Y tế", (Reason(ReasonKind.UNREAD, "a.pdf"),))
    assert forms.load(Reason, forms.dump(reason)) == reason
    assert forms.load(Reason, '{"kind":"word","detail":"x"}') == Reason(ReasonKind.WORD, "x")


@pytest.mark.parametrize(
    ("before", "after", "wider"),
    [
        ({}, {}, False),
        ({"any": ("a",)}, {"any": ("a", "b")}, True),
        ({"any": ("a", "b")}, {"any": ("b",)}, False),
        ({"any": ("a",)}, {}, True),
        ({}, {"any": ("a",)}, False),
        ({"all": ("a", "b")}, {"all": ("a",)}, True),
        ({"all": ("a",)}, {"all": ("a", "b")}, False),
        ({"none": ("a",)}, {}, True),
        ({"none": ()}, {"none": ("a",)}, False),
        ({"to": ("a",)}, {"to": ("b",)}, True),
        ({"issuers": ("a",)}, {"issuers": ("a", "c")}, True),
        ({"watch": ("a",), "any": ("x",)}, {"watch": ("a",), "any": ("x",)}, False),
        ({"on": ("directive.new",)}, {"on": ("directive.new", "article.new")}, True),
        ({"on": ("*",)}, {"on": ("article.new",)}, False),
        ({"unsure": "skip"}, {"unsure": "now"}, True),
        ({"unsure": "now"}, {"unsure": "skip"}, False),
    ],
)
def test_a_subscription_is_wider_when_something_new_could_fit_it(
    before: dict[str, object], after: dict[str, object], wider: bool
) -> None:
    old = subscription(**{"on": ("*",), **before})  # type: ignore[arg-type]
    new = subscription(**{"on": ("*",), **after})  # type: ignore[arg-type]
    assert is_wider(old, new) is wider
    assert not is_wider(new, replace(new, channels=("other",)))
