"""Runs, what became of events, and the sources and subscriptions of the settings."""

import threading
from datetime import date, timedelta

from alerts.model import Subscription
from articles.model import Weight
from sources.faults import Fault, FetchError
from sources.model import Profile, Section, Source
from sources.runs import RunCounts, RunOutcome
from storage import runs, sources, subscriptions
from storage.session import Store
from tests.storage.samples import MINUTE, NOW, SOURCE, an_item

NEWS = Section("tin-tuc", "Tin tức", "https://songcau.example.vn/tin-tuc")
PAPERS = Section("van-ban", "Văn bản", "https://songcau.example.vn/vb", "legal", allow_empty=True)


def source(name: str = SOURCE, *sections: Section, every: str = "10m") -> Source:
    profile = Profile(name, title="Sông Cầu", url=f"https://{name}.example.vn", sections=sections)
    return Source(name, profile, every)


def test_a_run_that_was_killed_stays_open_and_the_next_is_its_own(store: Store) -> None:
    with store.write() as connection:
        first = runs.begin(connection, SOURCE, NOW)
        second = runs.begin(connection, SOURCE, NOW - MINUTE)  # the clock was set back
        runs.begin(connection, "hon-ngang", NOW)
        latest = runs.latest(connection, SOURCE)
        assert runs.latest(connection, SOURCE, outcomes=(RunOutcome.OK,)) is None
        assert runs.latest(connection, "khac") is None
    assert latest is not None
    assert first < latest.id == second
    assert (latest.outcome, latest.finished_at, latest.counts) == (None, None, RunCounts())
    assert latest.cut_off == 2


def test_runs_that_were_cut_off_are_counted_up_to_the_last_that_came_to_an_end(
    store: Store,
) -> None:
    with store.write() as connection:
        for ended in (False, True, False, False, False):
            number = runs.begin(connection, SOURCE, NOW)
            runs.begin(connection, "hon-ngang", NOW)
            if ended:
                runs.finish(connection, number, NOW, RunOutcome.FAILED, RunCounts())
        latest = runs.latest(connection, SOURCE)
        ended_run = runs.latest(connection, SOURCE, outcomes=(RunOutcome.FAILED,))
    assert latest is not None
    assert ended_run is not None
    assert (latest.cut_off, ended_run.cut_off) == (3, 0)


def test_a_run_is_closed_with_what_it_did(store: Store) -> None:
    error = FetchError("https://songcau.example.vn/1", Fault.TIMEOUT, "Quá 60 giây \0 «…»")
    counts = RunCounts(requests=9, bytes=2**40, new=3, errors=[error])
    with store.write() as connection:
        good = runs.begin(connection, SOURCE, NOW)
        runs.finish(connection, good, NOW + MINUTE, RunOutcome.PARTIAL, counts)
        bad = runs.begin(connection, SOURCE, NOW + 2 * MINUTE)
        runs.finish(connection, bad, NOW + 3 * MINUTE, RunOutcome.BLOCKED, RunCounts())
        last = runs.latest(connection, SOURCE)
        outcomes = (RunOutcome.OK, RunOutcome.PARTIAL)
        last_good = runs.latest(connection, SOURCE, outcomes=outcomes)
    assert last is not None
    assert last.outcome is RunOutcome.BLOCKED
    assert last_good == runs.StoredRun(good, SOURCE, NOW, NOW + MINUTE, RunOutcome.PARTIAL, counts)


def test_sources_are_those_of_the_settings_and_others_rest(store: Store) -> None:
    with store.write() as connection:
        sources.sync(connection, [source("b"), source("a", every="1h")])
        sources.update(connection, "a", not_before=NOW, sections_found_at=NOW)
        sources.sync(connection, [source("a", every="2h")])
        [state] = sources.all_states(connection)
        assert (state.name, state.every, state.not_before) == ("a", "2h", NOW)
        assert sources.state(connection, "b") is None
        sources.sync(connection, [source("b")])
        back = sources.state(connection, "b")
        assert back is not None
        assert (back.title, back.url, back.verified_live) == (
            "Sông Cầu",
            "https://b.example.vn",
            "",
        )


def test_a_source_without_title_goes_by_its_name(store: Store) -> None:
    profile = Profile("a", verified_live=date(2026, 1, 5))
    with store.write() as connection:
        sources.sync(connection, [Source("a", profile)])
        state = sources.state(connection, "a")
    assert state is not None
    assert (state.title, state.verified_live) == ("a", "2026-01-05")


def test_sections_keep_their_past_and_those_no_longer_wanted_go(store: Store) -> None:
    later = NOW + timedelta(days=1)
    with store.write() as connection:
        item = an_item(connection)
        sources.sync(connection, [source(SOURCE, PAPERS, NEWS)])
        sources.mark_swept(connection, SOURCE, ["tin-tuc", "khac"], NOW)
        sources.mark_swept(connection, SOURCE, ["tin-tuc"], later)
        news, papers = sources.sections_of(connection, SOURCE)
        assert (news.section, news.filled_at, news.swept_at) == (NEWS, NOW, later)
        assert (papers.section, papers.filled_at, papers.swept_at) == (PAPERS, None, None)
        renamed = Section("tin-tuc", "Tin mới", NEWS.url)
        sources.sync(connection, [source(SOURCE, renamed)])
        [only] = sources.sections_of(connection, SOURCE)
        assert (only.section.title, only.filled_at) == ("Tin mới", NOW)
        sources.mark_swept(connection, SOURCE, [], later)
        assert item.section == "tin-tuc"


def test_sections_found_on_the_home_page_outlive_a_start_with_the_same_settings(
    store: Store,
) -> None:
    with store.write() as connection:
        sources.sync(connection, [source(SOURCE)])
        sources.keep_sections(connection, SOURCE, [NEWS, PAPERS])
        sources.keep_sections(connection, "hon-ngang", [NEWS])
        sources.sync(connection, [source(SOURCE)])
        assert len(sources.sections_of(connection, SOURCE)) == 2
        sources.keep_sections(connection, SOURCE, [PAPERS])
        assert [state.section for state in sources.sections_of(connection, SOURCE)] == [PAPERS]
        assert len(sources.sections_of(connection, "hon-ngang")) == 1


def wanted(name: str, *words: str) -> Subscription:
    return Subscription(name, ("console",), ("*",), any=words, min_weight=Weight.MAJOR)


def test_subscriptions_are_those_of_the_settings_by_name(store: Store) -> None:
    with store.write() as connection:
        subscriptions.sync(connection, [wanted("b"), wanted("a", "chuyển đổi số"), wanted("c")])
        subscriptions.sync(connection, [wanted("c", "họp"), wanted("a", "chuyển đổi số")])
        assert subscriptions.load_all(connection) == (
            wanted("a", "chuyển đổi số"),
            wanted("c", "họp"),
        )
        subscriptions.sync(connection, [])
        assert subscriptions.load_all(connection) == ()


def test_processes_that_start_together_write_the_same_settings(store: Store) -> None:
    names = ["chuyển đổi số", "họp báo", "CNTT"]
    start, failures = threading.Barrier(4), []

    def begin() -> None:
        start.wait()
        try:
            for _ in range(5):
                with store.write() as connection:
                    subscriptions.sync(connection, [wanted(name) for name in names])
                with store.write() as connection:
                    sources.sync(connection, [source(name, NEWS, PAPERS) for name in names])
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with store.read() as connection:
        assert len(subscriptions.load_all(connection)) == len(sources.all_states(connection)) == 3
