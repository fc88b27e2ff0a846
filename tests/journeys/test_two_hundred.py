"""Two hundred articles: all recorded, nothing told of what only moves, each edit told as one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.items import NEWS
from demo.portal import DemoPortal
from sources.runs import RunOutcome
from storage.verify import verify
from tests.crawler.watching import TODAY_THERE, Watch, watching

MANY = 200
EDITS = 10


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    with (
        DemoPortal(MANY, today=TODAY_THERE, validators="off", page_size=20) as portal,
        watching(tmp_path, portal) as fresh,
    ):
        yield fresh


def test_two_hundred_are_recorded_counters_are_no_change_and_ten_edits_are_ten(
    watch: Watch,
) -> None:
    first = watch.look()
    assert (first.outcome, first.counts.new, len(watch.read())) == (RunOutcome.OK, MANY, MANY)

    second = watch.look(full=True)
    assert (second.counts.unchanged, second.counts.changed) == (MANY, 0)
    assert second.queued == ()

    edited = watch.portal.in_section(NEWS)[:EDITS]
    for number, item in enumerate(edited):
        watch.portal.edit_paragraph(item, f"Đoạn này nay nói về {number + 4} nghìn hộ dân.")
    third = watch.look(full=True)

    assert (third.counts.changed, third.counts.unchanged) == (EDITS, MANY - EDITS)
    assert len(third.queued) == EDITS
    assert {item.key for item in watch.read() if item.version_count > 1} == {
        str(item.id) for item in edited
    }
    assert verify(watch.store).broken is None
