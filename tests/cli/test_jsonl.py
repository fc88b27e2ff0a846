"""`chidao explain --jsonl`: one line in, one line out, in order, whatever a line holds."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.bulk import answers
from tests.cli.shape import NUMBER, TEXT_OR_NONE, differences
from tests.cli.test_explain import ORDER, PAGE
from tests.cli.test_shapes import DOCUMENT, INSTRUCTION
from tests.cli.world import child


def b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def answered(*lines: Any) -> list[dict[str, Any]]:
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    return [json.loads(line) for line in answers(raw)]


PAGE_SHAPE = {
    "id": str,
    "page_kind": frozenset({"article", "document", "listing", "error", "other"}),
    "title": str,
    "published": TEXT_OR_NONE,
    "author": [str],
    "lead": str,
    "body": str,
    "images": [{"url": str, "caption": str}],
    "attachments": [{"url": str, "name": str}],
    "document": (DOCUMENT,),
    "items": [{"href": str, "title": str, "date": TEXT_OR_NONE}],
    "next": TEXT_OR_NONE,
    "quality": NUMBER,
    "reasons": [str],
}
CHANGE_SHAPE = {
    "id": str,
    "changed": bool,
    "verdict": frozenset({"same", "cosmetic", "content"}),
    "weight": frozenset({"minor", "normal", "major", None}),
    "fields": [str],
    "operations": [{"op": frozenset({"insert", "delete", "replace"}), "before": str, "after": str}],
}
DIRECTIVES_SHAPE = {
    "id": str,
    "is_directive": bool,
    "document": (DOCUMENT,),
    "directives": [INSTRUCTION],
    "unsure": [INSTRUCTION],
    "citations": [str],
}
PAPER_SHAPE = dict.fromkeys(("number", "issuer", "issued", "type", "signer"), TEXT_OR_NONE)


def test_a_page_is_answered_in_the_shape_of_the_contract() -> None:
    [told] = answered({"id": "p", "url": "", "html_b64": b64(PAGE), "more": 1})
    assert differences(told, PAGE_SHAPE) == []
    assert told["body"].startswith(told["lead"])


def test_a_pair_is_answered_in_the_shape_of_the_contract() -> None:
    pair = {"id": "c", "url": "", "before_b64": b64(PAGE)}
    [same] = answered({**pair, "after_b64": b64(PAGE)})
    [other] = answered({**pair, "after_b64": b64(PAGE.replace("ba ngày", "bốn ngày"))})
    assert differences([same, other], [CHANGE_SHAPE]) == []
    assert (same["changed"], same["verdict"]) == (False, "same")
    assert (other["changed"], other["verdict"]) == (True, "content")


def test_directives_are_answered_in_the_shape_of_the_contract() -> None:
    line = {"id": "d", "task": "directives", "text": ORDER, "title": "", "published": None}
    [told] = answered(line)
    assert differences(told, DIRECTIVES_SHAPE) == []
    assert told["directives"][0]["span"] in ORDER


@pytest.mark.parametrize("published", [None, "", "2026", "2026-02", "2026-02-03T08:00:00+07:00"])
def test_a_partial_publication_time_is_no_error(published: str | None) -> None:
    [told] = answered({"id": 1, "task": "directives", "text": ORDER, "published": published})
    assert "error" not in told


def test_a_date_is_answered_and_no_date_is_nothing() -> None:
    line = {"id": "t", "task": "date_expr", "now": "2026-02-03T08:00:00"}
    found, none = answered({**line, "text": "ngày 10/02/2026"}, {**line, "text": "không có gì"})
    assert found == {
        "id": "t",
        "start": "2026-02-10T00:00:00",
        "end": "2026-02-11T00:00:00",
        "grain": "day",
    }
    assert none == {"id": "t"}


def test_a_paper_is_answered_in_the_shape_of_the_contract() -> None:
    told, none = answered(
        {"id": "a", "task": "document", "text": ORDER}, {"id": "b", "task": "document", "text": ""}
    )
    assert differences([told, none], [PAPER_SHAPE]) == []
    assert none == {"id": "b", **dict.fromkeys(PAPER_SHAPE)}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"\xff\xfe{}", "no UTF-8"),
        (b"NaN", "no JSON"),
        (b"[1, 2]", "no JSON object"),
        (b"17", "no JSON object"),
        (b'"text"', "no JSON object"),
        (b"null", "no JSON object"),
        ({}, "expected html_b64"),
        ({"task": "fly"}, 'task "fly" is unknown'),
        ({"task": ["directives"]}, "is unknown"),
        ({"task": {}}, "is unknown"),
        ({"html_b64": 5}, "html_b64 is no base64"),
        ({"html_b64": "ä"}, "html_b64 is no base64"),
        ({"html_b64": None}, "html_b64 is no base64"),
        ({"html_b64": "", "url": []}, "url is no text"),
        ({"html_b64": "", "content_type": 1}, "content_type is no text"),
        ({"before_b64": ""}, "after_b64 is no base64"),
        ({"after_b64": ""}, "before_b64 is no base64"),
        ({"before_b64": "", "after_b64": "", "kind": "poem"}, 'kind "poem" is unknown'),
        ({"before_b64": "", "after_b64": "", "kind": [1]}, "is unknown"),
        ({"task": "directives", "text": 1}, "text is no text"),
        ({"task": "directives", "text": False}, "text is no text"),
        ({"task": "date_expr", "text": "mai", "now": "soon"}, "now is no time"),
        ({"task": "date_expr", "text": "mai"}, "now is no time"),
        ({"task": "document", "text": ["a"]}, "text is no text"),
    ],
)
def test_a_line_that_can_not_be_answered_says_why(line: Any, said: str) -> None:
    if isinstance(line, dict):
        line = {"id": "x", **line}
    [told] = answered(line)
    assert said in told["error"]
    assert told["id"] == ("x" if isinstance(line, dict) else None)


@pytest.mark.parametrize("known_as", ["x", 7, 1.5, None, True, ["a"], {"b": 1}, "ữ", "\ud800"])
def test_ids_come_back_as_they_were(known_as: Any) -> None:
    assert answered({"id": known_as, "task": "fly"})[0]["id"] == known_as


def test_an_id_that_json_can_not_write_is_left_out() -> None:
    assert answered(b'{"id": 1e999, "task": "fly"}')[0]["id"] is None


@given(st.lists(st.binary(max_size=40).filter(lambda line: b"\n" not in line), max_size=8))
def test_every_line_that_is_not_blank_gets_one_answer(lines: list[bytes]) -> None:
    told = list(answers(lines))
    assert len(told) == sum(bool(line.strip()) for line in lines)
    assert all("\n" not in line and isinstance(json.loads(line), dict) for line in told)


def test_a_child_answers_in_order_and_goes_on_after_errors(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": 1, "task": "document", "text": ORDER}).encode(),
        b"\xff\xfe not text",
        b"",
        json.dumps({"id": 2, "task": "directives", "text": ORDER + "x" * 3_000_000}).encode(),
        b'{"id": "\\ud800", "task": "fly"}',
        json.dumps({"id": 3, "html_b64": b64(PAGE)}).encode(),
    ]
    ended = child("explain", "--jsonl", folder=tmp_path, stdin=b"\n".join(lines))
    assert ended.code == 0
    assert "Traceback" not in ended.err
    told = [json.loads(line) for line in ended.out.splitlines()]
    assert [one["id"] for one in told] == [1, None, 2, "\ud800", 3]


def test_a_child_with_nothing_to_answer_is_done(tmp_path: Path) -> None:
    assert child("explain", "--jsonl", folder=tmp_path).out == ""
