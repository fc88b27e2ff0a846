"""The JSON of a change: two versions, or a turn in an item's life."""

from datetime import timedelta

import pytest

from articles.model import FieldChange
from cli import shapes
from storage.changes import Change
from tests.cli.test_shapes_of_values import MOMENT, ZONE


def test_a_change_has_each_value_under_its_own_key() -> None:
    fields = (FieldChange("deadline", "10/02", "12/02"), FieldChange("title", "", "Mới"))
    value = Change(
        1, 2, MOMENT, MOMENT + timedelta(hours=1), "content", "major", "hạn", "đổi", fields
    )
    assert shapes.change(value, ZONE) == {
        "from": 1,
        "to": 2,
        "last_seen_old": "2026-02-03T08:02:03+07:00",
        "first_seen_new": "2026-02-03T09:02:03+07:00",
        "verdict": "content",
        "weight": "major",
        "reason": "hạn",
        "summary": "đổi",
        "fields": [
            {"field": "deadline", "before": "10/02", "after": "12/02"},
            {"field": "title", "before": "", "after": "Mới"},
        ],
    }


@pytest.mark.parametrize("verdict", ["suspected", "withdrawn", "restored", "reread", "cosmetic"])
def test_a_turn_without_versions_or_weight_has_null_there(verdict: str) -> None:
    told = shapes.change(Change(None, None, MOMENT, MOMENT, verdict), ZONE)
    assert (told["from"], told["to"], told["weight"], told["fields"]) == (None, None, None, [])
    assert told["verdict"] == verdict
