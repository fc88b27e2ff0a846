"""The keys of a subscription: what people write is understood, or refused in one sentence."""

import pytest

from alerts.model import Subscription
from config.sections import NOT_YET
from config.settings import EVENTS_OF_WATCHED
from config.wishes import MOST_IN_A_BURST
from tests.config.folder import Folder

HEAD = '[[subscriptions]]\nname = "s"\nchannels = ["console"]\n'


def read(folder: Folder, *lines: str) -> Subscription:
    (subscription,) = folder.load(HEAD + "\n".join(lines)).subscriptions
    return subscription


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ('sections = ["Tin tức", " x "]', "sections", ("Tin tức", "x")),
        ('all = ["cấp xã"]', "all", ("cấp xã",)),
        ('none = ["bóng đá"]', "none", ("bóng đá",)),
        ('from = ["UBND tỉnh"]', "issuers", ("UBND tỉnh",)),
        ('agencies = ["Sở Không Ai Biết"]', "agencies", ("Sở Không Ai Biết",)),
        ('document_types = ["Chỉ thị", "cong van"]', "document_types", ("CHỈ THỊ", "CÔNG VĂN")),
        ('document_types = ["CT", "QĐ", "ttr"]', "document_types",
         ("CHỈ THỊ", "QUYẾT ĐỊNH", "TỜ TRÌNH")),
        ('urgency = ["khan", "Hoả tốc"]', "urgency", ("KHẨN", "HỎA TỐC")),
        ('watch = ["08/CT-UBND"]', "watch", ("08/CT-UBND",)),
        ('watch = ["số 412 /ubnd-kgvx"]', "watch", ("412/UBND-KGVX",)),
        ('watch = ["12 - NQ/TU", "33 /2009/QĐ-UBND"]', "watch", ("12-NQ/TU", "33/2009/QĐ-UBND")),
        ('unsure = "skip"', "unsure", "skip"),
    ],
)  # fmt: skip
def test_a_value_is_understood_as_it_was_meant(
    folder: Folder, line: str, field: str, value: object
) -> None:
    assert getattr(read(folder, line), field) == value


@pytest.mark.parametrize(
    ("line", "key", "expected"),
    [
        ('document_types = ["CHI THO"]', "document_types[0]", '"CHỈ THỊ"'),
        ('document_types = ["CT", "bài báo"]', "document_types[1]", "BÁO CÁO"),
        ('urgency = ["gấp"]', "urgency[0]", '"KHẨN"'),
        ("urgency = [1]", "urgency[0]", "KHẨN"),
        ('watch = ["công văn hôm qua"]', "watch[0]", "412/UBND-KGVX"),
        ('watch = ["412"]', "watch[0]", "412/UBND-KGVX"),
        ('any = ["..."]', "any[0]", "letters or digits"),
        ('none = [""]', "none[0]", "a text in quotes"),
        ('from = ["?"]', "from[0]", "letters or digits"),
        ('from = "UBND tỉnh"', "from", "a list"),
        ('issuers = ["UBND tỉnh"]', "issuers", "one of"),
        ('unsure = "digest"', "unsure", '"now" or "skip"'),
        ('unsure = "maybe"', "unsure", '"now"'),
    ],
)
def test_a_value_nobody_knows_is_refused_with_its_key_and_what_was_expected(
    folder: Folder, line: str, key: str, expected: str
) -> None:
    error = folder.refused(HEAD + line)
    (mistake,) = error.mistakes
    assert mistake.key == f"subscriptions[0].{key}"
    assert expected in mistake.expected


def test_who_watches_papers_hears_all_that_happens_to_them_unless_told_otherwise(
    folder: Folder,
) -> None:
    assert read(folder, 'watch = ["8/CT-UBND"]').on == EVENTS_OF_WATCHED
    assert read(folder, 'watch = ["8/CT-UBND"]', 'on = ["*"]').on == ("*",)
    assert read(folder, "watch = []").on == ("directive.new", "directive.changed")


def test_the_defaults_of_the_settings_are_those_of_a_subscription(folder: Folder) -> None:
    plain = Subscription("s", ("console",), ("directive.new", "directive.changed"))
    assert read(folder) == plain


@pytest.mark.parametrize("key", sorted(key for key in NOT_YET if key.startswith("subscr")))
def test_a_key_that_nothing_obeys_yet_is_refused_whatever_its_value(
    folder: Folder, key: str
) -> None:
    name = key.removeprefix("subscriptions[].")
    for value in ('"07:30"', "20", "true", '["3wd"]', '""'):
        error = folder.refused(f"{HEAD}{name} = {value}")
        assert [mistake.key for mistake in error.mistakes] == [f"subscriptions[0].{name}"]
        assert "not yet" in str(error)


def test_ten_thousand_words_are_read(folder: Folder) -> None:
    words = ", ".join(f'"từ {number}"' for number in range(10_000))
    assert len(read(folder, f"any = [{words}]").any) == 10_000


def test_the_burst_of_the_settings_is_one_that_they_accept() -> None:
    assert 1 <= Subscription("s", (), ()).burst <= MOST_IN_A_BURST
