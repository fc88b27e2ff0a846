"""The word lists and sentences are whole, clean and fit their slots."""

import re
import unicodedata
from importlib.resources import files

import pytest

from demo.texts import (
    Story,
    Topic,
    frame,
    seed_text,
    topics,
    trap_stories,
    urgent_topics,
    words,
)

ALL_TOPICS = (*topics(), *urgent_topics())
ALL_STORIES = (*(story for topic in topics() for story in topic.stories), *trap_stories())
FRAMES = ("order", "letter", "letter_in_parentheses", "urgent", "speech", "paper")
ORDERS = re.compile(r"\b(UBND tỉnh|Chủ tịch)\b.*\b(yêu cầu|giao|đề nghị|chỉ đạo)\b", re.IGNORECASE)


@pytest.mark.parametrize("name", ["words", "topics", "urgent", "traps", "frames"])
def test_every_data_file_is_nfc(name: str) -> None:
    text = files("demo").joinpath(f"texts/{name}.toml").read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("story", ALL_STORIES, ids=lambda story: story.title)
def test_every_story_holds_a_word_that_can_be_misspelt(story: Story) -> None:
    body = "\n".join(story.paragraphs)
    assert any(right in body for right, _ in words().misspellings)


@pytest.mark.parametrize("topic", ALL_TOPICS, ids=lambda topic: topic.name)
def test_every_background_holds_a_word_that_can_be_misspelt(topic: Topic) -> None:
    for text in topic.background:
        assert any(right in text for right, _ in words().misspellings), text


def test_a_misspelling_never_hides_in_a_right_word() -> None:
    everything = " ".join(
        text.read_text(encoding="utf-8")
        for text in files("demo").joinpath("texts").iterdir()
        if text.name != "words.toml"
    )
    for right, wrong in words().misspellings:
        assert wrong not in everything
        assert wrong not in right
        assert right not in wrong


def test_a_misspelling_changes_letters_or_tones_and_not_only_the_place_of_a_tone() -> None:
    def marks(text: str) -> list[str]:
        return sorted(unicodedata.normalize("NFD", text))

    for right, wrong in words().misspellings:
        assert marks(right) != marks(wrong)


@pytest.mark.parametrize("story", ALL_STORIES, ids=lambda story: story.title)
def test_no_story_holds_an_order_of_the_province(story: Story) -> None:
    for text in (story.title, story.lead, *story.paragraphs):
        assert not ORDERS.search(text)


@pytest.mark.parametrize("trap", ["giao thông", "đáp ứng yêu cầu", "nhiệm vụ được giao"])
def test_the_traps_hold_the_words_that_look_like_orders(trap: str) -> None:
    everything = " ".join(" ".join((s.title, s.lead, *s.paragraphs)) for s in trap_stories())
    assert trap in everything.lower()


@pytest.mark.parametrize("topic", ALL_TOPICS, ids=lambda topic: topic.name)
def test_every_topic_has_enough_tasks_and_joining_bodies_for_every_frame(topic: Topic) -> None:
    assert len(topic.tasks) == 4
    assert len(topic.joins) >= 2
    assert topic.lead not in topic.joins
    assert all(task[0].islower() and not task.endswith(".") for task in topic.tasks)


@pytest.mark.parametrize("name", FRAMES)
def test_every_frame_that_orders_names_a_deadline(name: str) -> None:
    assert sum(text.count("{deadline}") for text in frame(name).paragraphs) == 1


def test_an_unknown_frame_is_an_error() -> None:
    with pytest.raises(KeyError):
        frame("poem")


def test_places_and_people_are_named_once() -> None:
    lists = words()
    for names in (lists.places, lists.leaders, lists.signers, lists.authors):
        assert len(set(names)) == len(names)


def test_the_seed_falls_into_its_parts() -> None:
    seed = seed_text()
    assert seed.title == "Triển khai nhiệm vụ thông tin và truyền thông năm 2023"
    assert seed.published == "10:47, Thứ Sáu, 6-1-2023"
    assert seed.lead.startswith("(Web Quảng Trị) Ngày 4/1, ")
    assert seed.caption.endswith("cho các tập thể")
    assert seed.author == "Hồng Hà"
    assert len(seed.paragraphs) == 9
    assert "đề nghị\xa0Sở TT&TT cần" in seed.paragraphs[5], "with its hard space, as given"
    assert not any("Các tin khác" in text for text in seed.paragraphs)
