"""What it costs to find, among 1,000 subscriptions, those that one new article concerns."""

import random
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Protocol

from alerts.audience import Audience
from alerts.matching import alerts_for
from alerts.model import Event, EventKind, ItemFacts, Subscription
from articles.model import Article
from directives.model import Extraction
from ingest.rules import extract_from

SUBSCRIPTIONS = 1_000
WORDS = (
    "chuyển đổi số", "CNTT", "đất đai", "phòng cháy", "y tế", "giáo dục", "xây dựng", "nông thôn mới",
    "đầu tư công", "bão lũ", "du lịch", "an ninh", "môi trường", "cải cách hành chính", "dịch bệnh",
)  # fmt: skip
BODIES = ("Sở Y tế", "Sở TT&TT", "Sở Nội vụ", "Sở Tài chính", "Công an tỉnh", "các sở, ban, ngành")


class Read(Protocol):
    """What a case of the benchmarks has of an article."""

    @property
    def article(self) -> Article:
        """The article as read."""


def matching(now: datetime) -> Callable[[Read], object]:
    """A stage that matches an article as new; folding its text counts, reading it does not."""
    audience = Audience(list(_subscriptions(random.Random(1))))
    known: dict[str, Extraction] = {}

    def stage(case: Read) -> object:
        article = case.article
        if article.text not in known:  # found by an earlier stage in real life
            known[article.text] = extract_from(article)
        facts = ItemFacts(1, "bench", "Cổng", "https://a.example/1", article, known[article.text])
        kinds = (EventKind.DIRECTIVE_NEW, EventKind.ARTICLE_NEW)
        return alerts_for([Event(kind, now, item=facts) for kind in kinds], audience)

    return stage


def _subscriptions(draw: random.Random) -> Iterator[Subscription]:
    """Each asks for some words, or a body, or both; every third one for a commune of its own."""
    for number in range(SUBSCRIPTIONS):
        own = f"UBND xã Thôn {number}"
        yield Subscription(
            str(number),
            ("console",),
            ("*",),
            any=(*draw.sample(WORDS, 3), f"dự án số {number}") if number % 2 else (),
            to=(own if number % 3 == 0 else draw.choice(BODIES),) if number % 4 else (),
            none=("bóng đá",) if number % 5 == 0 else (),
            agencies=("UBND tỉnh",) if number % 7 == 0 else (),
            watch=(f"{number}/UBND-TH",) if number % 11 == 0 else (),
        )
