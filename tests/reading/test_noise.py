"""The reading is blind to what means nothing and awake to every word that does."""

import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.model import Article
from reading.page import Page
from reading.pages import EMPTY_PROFILE, comparable, read_article
from sources.model import Profile
from tests.reading.noise import NOISES, Noise

PAGES = Path(__file__).parents[1] / "pages"
GENERIC = Profile(name="generic", platform="generic")
CASES = (
    "liferay_3cms/letter",
    "wordpress/post",
    "nukeviet/notice",
    "aspnet/decision",
    "php_own/bulletin",
)


def source(case: str) -> str:
    return (PAGES / case / "page.html").read_text("utf-8")


def parsed(case: str, html: str) -> Page:
    expected = json.loads((PAGES / case / "expected.json").read_text("utf-8"))
    return Page.parse(expected["url"], html.encode())


def readings(case: str, html: str) -> tuple[Article | None, Article | None, Article]:
    page = parsed(case, html)
    return (
        read_article(page, EMPTY_PROFILE).article,
        read_article(page, GENERIC).article,
        comparable(page, "article"),
    )


@pytest.mark.parametrize("noise", NOISES, ids=lambda noise: noise.__name__)
@pytest.mark.parametrize("case", CASES)
def test_each_noise_alone_changes_nothing(case: str, noise: Noise) -> None:
    html = source(case)
    for seed in range(3):
        assert readings(case, noise(html, random.Random(seed))) == readings(case, html)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(CASES), st.lists(st.sampled_from(NOISES), max_size=12), st.integers())
def test_noises_in_any_combination_change_nothing(
    case: str, noises: list[Noise], seed: int
) -> None:
    html, dice = source(case), random.Random(seed)
    for noise in noises:
        html = noise(html, dice)
    assert readings(case, html) == readings(case, source(case))


def test_every_noise_changes_some_page() -> None:
    for noise in NOISES:
        assert any(noise(source(case), random.Random(7)) != source(case) for case in CASES)


def words_of_content(case: str) -> list[str]:
    """Words with a digit or a capital of the paragraphs, each once in the source."""
    article = readings(case, source(case))[2]
    words = {w for p in (article.title, *article.paragraphs) for w in re.findall(r"\w{2,}", p)}
    return sorted(w for w in words if len(re.findall(rf"\b{w}\b", source(case))) == 1)


@pytest.mark.parametrize("case", CASES)
def test_every_single_word_that_changes_is_seen(case: str) -> None:
    html, before = source(case), readings(case, source(case))
    words = words_of_content(case)
    assert len(words) >= 8
    for word in words:
        other = "".join("7" if c == "6" else "6" if c.isdigit() else c for c in word)
        other = other if other != word else word + "m"
        after = readings(case, re.sub(rf"\b{word}\b", other, html))
        assert all(a != b for a, b in zip(after, before, strict=True)), word


@pytest.mark.parametrize("case", CASES)
def test_a_paragraph_that_goes_or_comes_is_seen(case: str) -> None:
    html, before = source(case), readings(case, source(case))[2]
    if before.properties:
        gone = re.sub(r"<tr><td class=\"col1\">Trích yếu.*?</tr>", "", html)
    else:
        gone = html.replace(f"<p>{before.paragraphs[1]}</p>", "")
        assert gone != html
        new = f"<p>{before.paragraphs[1]}</p><p>Đề nghị báo cáo trước ngày 01/04/2026.</p>"
        assert readings(case, html.replace(f"<p>{before.paragraphs[1]}</p>", new))[2] != before
    assert readings(case, gone)[2] != before


@pytest.mark.parametrize(
    ("case", "old", "new"),
    [
        ("liferay_3cms/letter", "8:05, Thứ Ba, 10-3-2026", "9:05, Thứ Ba, 10-3-2026"),
        ("liferay_3cms/letter", "Đôn đốc xử lý", "Đôn đốc khắc phục"),
        ("liferay_3cms/letter", "512-UBND-NN_signed.pdf", "513-UBND-NN_signed.pdf"),
        ("liferay_3cms/letter", "bo-song.jpg", "bo-song-2.jpg"),
        ("liferay_3cms/letter", "Bờ sông Vàm đoạn", "Bờ sông Vàm chỗ"),
        ("wordpress/post", "2026-02-11T07:40:00", "2026-02-11T07:41:00"),
        ("wordpress/post", "uploads/nha-moi.jpg", "uploads/nha-cu.jpg"),
        ("wordpress/post", "Một căn nhà mới ở thôn Hạ", "Một căn nhà mới ở thôn Thượng"),
        ("nukeviet/notice", "02/03/2026 15:20", "03/03/2026 15:20"),
        ("nukeviet/notice", "fileid=31", "fileid=32"),
        ("aspnet/decision", "27-02-2026", "28-02-2026"),
        ("aspnet/decision", "qd 18 2026.pdf?", "qd 18 2026 sua.pdf?"),
        ("php_own/bulletin", "ngày 24/02/2026", "ngày 25/02/2026"),
    ],
)
def test_a_new_time_title_picture_or_file_is_seen(case: str, old: str, new: str) -> None:
    html = source(case)
    assert old in html
    assert readings(case, html.replace(old, new))[2] != readings(case, html)[2]
