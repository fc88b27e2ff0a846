"""Properties over any article: noise is never content, one telling token always is."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from articles.fingerprint import fingerprint
from articles.folding import fold_for_comparison
from articles.model import Article, Content, Image, VerdictKind, Weight
from articles.verdict import compare

PLAIN = [
    "các",
    "đơn",
    "vị",
    "rà",
    "soát",
    "hồ",
    "sơ",
    "đất",
    "đai",
    "khoẻ",
    "hoá",
    "thuý",
    "quỹ",
    "của",
    "nghĩa",
    "trường",
    "gửi",
    "báo",
    "cáo",
]
TELLING = {
    "number": ["12", "1.250", "7,5", "2026", "412/UBND-NN", "0"],
    "date": ["10/02/2026", "3-2-2026", "30/6", "15.3.2026"],
    "name": ["Hoa", "Lam", "Nghĩa", "UBND", "Đông", "Gio"],
    "negation": ["không", "chưa", "chẳng", "cấm", "thôi"],
}
SENTENCES = st.lists(
    st.sampled_from([*PLAIN, *TELLING["number"], *TELLING["date"], *TELLING["name"]]),
    min_size=2,
    max_size=14,
).map(lambda words: " ".join(words) + ".")
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=5).map(tuple)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    paragraphs = draw(PARAGRAPHS)
    images = draw(st.lists(st.sampled_from(["a", "b"]), max_size=2))
    return Article(
        title=draw(SENTENCES),
        lead=paragraphs[0],
        paragraphs=paragraphs,
        byline=("Thu Hoà",),
        images=tuple(Image(f"https://cong.example.vn/{name}.jpg?t=1", "ảnh") for name in images),
    )


def each(change: Callable[[str], str]) -> Callable[[Article], Article]:
    """A noise on every text of an article."""

    def noise(article: Article) -> Article:
        return replace(
            article,
            title=change(article.title),
            lead=change(article.lead),
            paragraphs=tuple(map(change, article.paragraphs)),
            byline=tuple(map(change, article.byline)),
        )

    return noise


def _old_tone_places(text: str) -> str:
    for new, old in (("oá", "óa"), ("oẻ", "ỏe"), ("uý", "úy"), ("oà", "òa"), ("của", "cuả")):
        text = text.replace(new, old)
    return text


NOISE: dict[str, Callable[[Article], Article]] = {
    "tone places": each(_old_tone_places),
    "decomposed": each(lambda text: unicodedata.normalize("NFD", text)),
    "no-break spaces": each(lambda text: text.replace(" ", "\u00a0")),
    "double spaces": each(lambda text: f"  {text.replace(' ', '  ')}\n"),
    "zero width": each(lambda text: text.replace(" ", "\u200b ")),
    "quotes": each(lambda text: f"“{text}”"),
    "dashes": each(lambda text: f"– {text}"),
    "capitals": each(str.upper),
    "one line": lambda article: replace(
        article, paragraphs=(" ".join(article.paragraphs),), lead=""
    ),
    "word a line": lambda article: replace(
        article, paragraphs=tuple(" ".join(article.paragraphs).split()), lead=""
    ),
    "doubled lead": lambda article: replace(
        article, paragraphs=(article.lead, *article.paragraphs)
    ),
    "counter": lambda article: replace(
        article, paragraphs=(*article.paragraphs, "Lượt xem: 1.207")
    ),
    "stamps": lambda article: replace(
        article, images=tuple(replace(image, url=image.url + "9") for image in article.images)
    ),
}
REWRAPPING = {"one line", "word a line"}


@given(articles(), st.sampled_from(sorted(NOISE)), st.sampled_from(sorted(NOISE)))
def test_no_noise_on_any_article_is_content(article: Article, first: str, second: str) -> None:
    before, after = Content(article), Content(NOISE[second](NOISE[first](article)))
    # Once lines are joined, what stood on a line of its own can no longer be told from text.
    assume(not (second in REWRAPPING and first in {"counter", "doubled lead"}))
    assume(not ({first, second} & REWRAPPING and _opens_twice(article)))
    assert compare(before, after).kind is not VerdictKind.CONTENT
    assert fingerprint(before) == fingerprint(after)


def _opens_twice(article: Article) -> bool:
    first, *rest = [fold_for_comparison(line) for line in article.paragraphs]
    titled = fold_for_comparison(article.title) in " ".join([first, *rest])
    return titled or " ".join(rest).startswith(first)


@st.composite
def telling_changes(draw: st.DrawFn) -> tuple[Article, Article]:
    """An article before and after one telling token came, went or became another one."""
    article = draw(articles())
    tokens = draw(st.sampled_from(sorted(TELLING.values())))
    old, new = draw(st.lists(st.sampled_from(tokens), min_size=2, max_size=2, unique=True))
    place = draw(st.integers(0, len(article.paragraphs) - 1))
    words = article.paragraphs[place].split()
    spot = draw(st.integers(0, len(words)))
    before, after = [*words[:spot], old, *words[spot:]], [*words[:spot], new, *words[spot:]]
    sides = draw(st.sampled_from([(before, after), (words, after), (before, words)]))
    return _with(article, place, sides[0]), _with(article, place, sides[1])


def _with(article: Article, place: int, words: list[str]) -> Article:
    paragraphs = list(article.paragraphs)
    paragraphs[place] = " ".join(words)
    return replace(article, lead=paragraphs[0], paragraphs=tuple(paragraphs))


@given(telling_changes())
def test_one_number_date_name_or_negation_is_content_and_at_least_normal(
    sides: tuple[Article, Article],
) -> None:
    verdict = compare(Content(sides[0]), Content(sides[1]))
    assert verdict.kind is VerdictKind.CONTENT
    assert verdict.weight is not None
    assert verdict.weight.rank >= Weight.NORMAL.rank
    assert verdict.operations
    assert "body" in [change.field for change in verdict.fields]


@given(articles(), articles())
def test_fingerprints_are_equal_exactly_when_nothing_of_the_content_changed(
    one: Article, other: Article
) -> None:
    equal = fingerprint(Content(one)) == fingerprint(Content(other))
    assert equal == (compare(Content(one), Content(other)).kind is not VerdictKind.CONTENT)
