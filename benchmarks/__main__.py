"""`make bench`: what each stage costs for one article, beside parsing its page with lexbor."""

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table
from selectolax.lexbor import LexborHTMLParser

from articles.diff import diff_paragraphs
from articles.model import Article, Content
from articles.verdict import compare
from benchmarks.matching import matching
from demo.portal import DemoPortal
from ingest.desk import Desk, Fetched
from ingest.record import record
from ingest.rules import TODAY, extract_from, read_capture
from sources.model import Capture, Profile, Source
from storage import items, sources
from storage.items import Listed
from storage.migrate import open_store

ROUNDS = 5  # the median of so many, one stage after the other in each
ITEMS = 60
MS = 1000.0


@dataclass(frozen=True, slots=True)
class Case:
    """One item's page with what is read from it."""

    capture: Capture
    article: Article


def main() -> None:
    """Measure and print one table."""
    now = datetime.now(UTC)
    with DemoPortal(ITEMS, today=now.date(), validators="off") as portal:
        profile = Profile("bench", hosts=("127.0.0.1",), url=portal.url)
        cases = [_case(portal, number, profile, now) for number in range(len(portal.items))]
    stages: dict[str, Callable[[Case], object]] = {
        "parse (lexbor)": lambda case: LexborHTMLParser(case.capture.body).body,
        "read": lambda case: read_capture(case.capture, profile),
        "directives": lambda case: extract_from(case.article),
        "verdict, nothing changed": lambda case: compare(_content(case), _content(case)),
        "word diff, one word": lambda case: diff_paragraphs(
            case.article.paragraphs, _edited(case.article.paragraphs)
        ),
        "match, 1,000 subscriptions": matching(now),
        "record, new item": _recording(profile, now),
    }
    _print({name: _median(stage, cases) for name, stage in stages.items()})


def _case(portal: DemoPortal, number: int, profile: Profile, now: datetime) -> Case:
    url = portal.url_of(portal.items[number])
    capture = Capture(url, url, now, 200, {"content-type": "text/html; charset=utf-8"}, _body(url))
    article = read_capture(capture, profile).article
    if article is None:
        raise RuntimeError(f"{url} could not be read")
    return Case(capture, article)


def _body(url: str) -> bytes:
    from urllib.request import urlopen  # noqa: PLC0415 (the demo portal on this machine only)

    with urlopen(url) as answer:  # noqa: S310 (as above)
        body: bytes = answer.read()
    return body


def _content(case: Case) -> Content:
    return Content(case.article)


def _edited(paragraphs: Sequence[str]) -> tuple[str, ...]:
    return (*paragraphs[:-1], paragraphs[-1] + " thêm") if paragraphs else ("thêm",)


def _recording(profile: Profile, now: datetime) -> Callable[[Case], object]:
    store = open_store(f"sqlite:///{Path(tempfile.mkdtemp(), 'bench.db')}")
    source = Source("bench", profile)
    desk = Desk(source, timedelta(minutes=10), (), now, rules=TODAY)
    with store.write() as connection:
        sources.sync(connection, [source])
    count = iter(range(1_000_000))

    def stage(case: Case) -> None:
        listed = [Listed(f"{case.capture.url}#{next(count)}", case.capture.url, "")]
        with store.write() as connection:
            (item,) = items.discover(connection, "bench", "tin", listed, now)
            record(connection, Fetched(item, case.capture, case.article), desk)

    return stage


def _median(stage: Callable[[Case], object], cases: Sequence[Case]) -> float:
    rounds = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        for case in cases:
            stage(case)
        rounds.append((time.perf_counter() - started) / len(cases) * MS)
    return statistics.median(rounds)


def _print(costs: dict[str, float]) -> None:
    floor = next(iter(costs.values()))  # parsing alone
    table = Table(box=None, header_style="bold")
    for column in ("stage", "ms an article", "× parsing"):
        table.add_column(column, justify="left" if column == "stage" else "right")
    for name, cost in costs.items():
        table.add_row(name, f"{cost:.2f}", f"{cost / floor:.1f}")
    Console().print(table)


main()
