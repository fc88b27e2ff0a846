"""A run held against its own past: what shrank, what is missing, and what is only quiet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.faults import Fault
from sources.past import ARTICLES_BEFORE, ARTICLES_NOW, FIELDS, LISTS_KNOWN, lost, shrunk, unread
from sources.runs import RunCounts, SectionReading

ALL = ("title", "published", "body")


def listed(*sizes: int, doubtful: bool = False) -> list[RunCounts]:
    """Runs that read one listing to its end."""
    return [
        RunCounts(sections=[SectionReading("tin", listed=size, doubtful=doubtful)])
        for size in sizes
    ]


def read(articles: int, *fields: str, section: str = "tin", doubtful: bool = False) -> RunCounts:
    """A run that read so many articles, each with these fields."""
    counted = dict.fromkeys(fields, articles)
    entry = SectionReading(section, articles=articles, fields=counted, doubtful=doubtful)
    return RunCounts(sections=[entry])


@pytest.mark.parametrize(
    ("now", "before", "doubted"),
    [
        (20, [40, 41, 40], True),
        (21, [40, 41, 40], False),
        (0, [40, 41, 40], True),
        (20, [40, 41], False),  # too little is known
        (20, [40, 41, 22], False),  # it was as short before
        (3, [7, 7, 7], False),  # short lists come and go
        (45, [40, 41, 40], False),
    ],
)
def test_half_a_list_is_noticed_by_what_it_never_was(
    now: int, before: list[int], doubted: bool
) -> None:
    found = shrunk(listed(now, *before))
    assert [doubt.fault for doubt in found] == [Fault.FEWER_ITEMS] * doubted
    assert all(f"shows {now} items" in doubt.message for doubt in found)


def test_a_run_that_read_no_list_goes_by_the_last_that_did() -> None:
    assert shrunk([RunCounts(), *listed(10, doubtful=True), *listed(40, 40, 40)])
    assert not shrunk([RunCounts(), *listed(40), *listed(10, doubtful=True), *listed(40, 40, 40)])


def test_doubted_lists_are_no_measure() -> None:
    assert shrunk([*listed(20), *listed(20, 20, 20, doubtful=True), *listed(*[40] * LISTS_KNOWN)])


def test_a_field_that_was_always_there_is_missed() -> None:
    [doubt] = lost([read(ARTICLES_NOW, "title", "body"), read(ARTICLES_BEFORE, *ALL)])
    assert (doubt.section, doubt.fault) == ("tin", Fault.FIELD_LOST)
    assert doubt.message == "Articles no longer show what they always had: published."


def test_a_few_articles_are_judged_together_over_runs() -> None:
    past = read(ARTICLES_BEFORE, *ALL)
    late = [read(1, "title", "body") for _ in range(ARTICLES_NOW - 1)]
    assert not lost([*late, past])
    assert lost([read(1, "title", "body"), *late, past])
    assert lost([RunCounts(), read(1, "title", "body"), *late, past]), "a quiet run clears nothing"


def test_one_odd_article_is_no_redesign() -> None:
    runs = [read(1, "title"), *[read(1, *ALL) for _ in range(ARTICLES_NOW)]]
    assert not lost([*runs, read(ARTICLES_BEFORE, *ALL)])


def test_what_only_some_articles_have_is_not_missed() -> None:
    half = SectionReading("tin", articles=40, fields={"title": 40, "files": 30})
    assert not lost([read(ARTICLES_NOW, "title"), RunCounts(sections=[half])])


def test_sections_are_measured_each_by_itself() -> None:
    papers = read(ARTICLES_BEFORE, "title", "number", section="van-ban")
    assert not lost([read(ARTICLES_NOW, "title"), read(ARTICLES_BEFORE, "title"), papers])


def test_doubted_runs_are_no_past_to_get_used_to() -> None:
    doubted = [read(ARTICLES_NOW, "title", "body", doubtful=True) for _ in range(9)]
    assert lost([*doubted, read(ARTICLES_BEFORE, *ALL)])


def test_a_source_whose_items_all_fail_is_unread_until_one_is_read() -> None:
    failed = RunCounts(items_failed=3)
    assert unread([failed])
    assert unread([RunCounts(), failed])
    assert not unread([RunCounts(unchanged=1), failed])
    assert not unread([read(1, "title"), failed])
    assert not unread([RunCounts(items_failed=2)])
    assert not unread([])


ENTRIES = st.builds(
    SectionReading,
    st.sampled_from(["tin", "van-ban"]),
    listed=st.none() | st.integers(0, 60),
    articles=st.integers(0, 30),
    fields=st.dictionaries(st.sampled_from(FIELDS), st.integers(0, 30)),
)
RUNS = st.lists(st.builds(RunCounts, sections=st.lists(ENTRIES, max_size=2)), max_size=12)


@given(RUNS)
def test_any_past_is_taken_and_a_source_that_goes_on_as_before_is_never_doubted(
    runs: list[RunCounts],
) -> None:
    shrunk(runs), lost(runs)
    same = [read(10, *ALL) for _ in range(12)] + listed(*[30] * 12)
    assert not shrunk(same)
    assert not lost(same)
