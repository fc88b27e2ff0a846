"""Lines of `explain --jsonl`: what is optional, what comes back, what does not carry over."""

import base64
import json
from typing import Any

import pytest

from cli.bulk import SHOWN, answers
from tests.cli.test_explain import ORDER, PAGE

LISTING = (
    "<html><body><h1>Tin tức</h1><ul>"
    + "".join(
        f'<li><a href="/chi-tiet-tin/tin-so-{n}-cua-xa-100{n}.html">Tin thứ {n} của xã về vụ mùa'
        f" năm nay</a> <span>0{n}/02/2026</span></li>"
        for n in range(1, 8)
    )
    + '</ul><a rel="next" href="?page=2">Trang sau</a></body></html>'
)
PARTIAL_KEYS = ("number", "issuer", "issued", "type", "signer")


def b64(page: str, encoding: str = "utf-8") -> str:
    return base64.b64encode(page.encode(encoding)).decode()


def told(**line: Any) -> dict[str, Any]:
    """The answer to one line, without its id."""
    [text] = answers([json.dumps({"id": "x", **line}).encode()])
    answer: dict[str, Any] = json.loads(text)
    assert answer.pop("id") == "x"
    return answer


WHOLE = told(html_b64=b64(PAGE))


@pytest.mark.parametrize(
    "more",
    [
        {"url": ""},
        {"url": None},
        {"content_type": None},
        {"content_type": ""},
        {"content_type": "text/html; charset=utf-8"},
        {"content_type": "nonsense; charset=nothing"},
        {"task": None},
        {"url": "http://["},
        {"url": "no address"},
        {"eval": {"deep": [1]}, "kind": "poem"},
    ],
)
def test_what_a_line_may_leave_out_changes_nothing(more: dict[str, Any]) -> None:
    assert told(html_b64=b64(PAGE), **more) == WHOLE


def test_a_page_has_exactly_the_promised_keys_in_order() -> None:
    keys = "title published author lead body images attachments document items next quality reasons"
    assert list(WHOLE) == ["page_kind", "platform", *keys.split()]


def test_body_is_the_paragraphs_with_the_lead_first_and_no_title() -> None:
    paragraphs = WHOLE["body"].split("\n")
    assert paragraphs[0] == WHOLE["lead"]
    assert len(paragraphs) == 2
    assert WHOLE["title"] not in paragraphs
    assert 0.5 < WHOLE["quality"] <= 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_decoding_is_part_of_the_work(encoding: str) -> None:
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    body = base64.b64encode(mark + PAGE.encode(encoding)).decode()
    answer = told(html_b64=body)
    assert (answer["title"], answer["body"]) == (WHOLE["title"], WHOLE["body"])


def test_base64_may_be_broken_over_lines_but_not_damaged() -> None:
    text = b64(PAGE)
    wrapped = "\r\n".join(text[start : start + 76] for start in range(0, len(text), 76))
    assert told(html_b64=wrapped) == WHOLE
    for damaged in (text[:-1], text[1:], "*" + text, text + "=A", "-_" + text[2:]):
        assert told(html_b64=damaged) == {"error": "html_b64 is no base64"}


def test_a_listing_tells_items_and_the_next_page() -> None:
    answer = told(html_b64=b64(LISTING), url="https://x.example/tin-tuc")
    assert answer["page_kind"] == "listing"
    assert [item["date"] for item in answer["items"]] == [f"2026-02-0{n}" for n in range(1, 8)]
    assert answer["items"][0]["href"] == "/chi-tiet-tin/tin-so-1-cua-xa-1001.html"
    assert answer["items"][0]["title"] == "Tin thứ 1 của xã về vụ mùa năm nay"
    assert answer["next"] == "?page=2"
    assert answer["document"] is None


@pytest.mark.parametrize("page", ["", " \n", "<html></html>", "\0\0", "<!-- -->"])
def test_a_page_of_nothing_is_an_answer_of_low_quality(page: str) -> None:
    answer = told(html_b64=b64(page))
    assert "error" not in answer
    assert answer["page_kind"] in {"other", "error"}
    assert answer["quality"] < 0.5
    assert answer["reasons"]
    assert (answer["title"], answer["body"], answer["items"]) == ("", "", [])


@pytest.mark.parametrize("kind", ["article", "list", "fragment", None])
def test_a_page_compared_with_itself_has_not_changed(kind: str | None) -> None:
    answer = told(kind=kind, before_b64=b64(PAGE), after_b64=b64(PAGE))
    assert answer == {
        "changed": False,
        "verdict": "same",
        "weight": None,
        "reason": answer["reason"],
        "fields": [],
        "operations": [],
    }


def test_a_kind_that_is_not_told_is_an_article() -> None:
    pair = {"before_b64": b64(PAGE), "after_b64": b64(PAGE.replace("ba ngày", "bốn ngày"))}
    assert told(**pair) == told(kind="article", **pair) == told(kind=None, **pair)
    assert told(**pair)["changed"] is True


@pytest.mark.parametrize(
    ("old", "new", "op"),
    [
        ("ba ngày", "bốn ngày", {"op": "replace", "before": "ba", "after": "bốn"}),
        ("ba ngày, ", "ba ngày liền, ", {"op": "insert", "before": "", "after": "liền"}),
        ("của bà con", "", {"op": "delete", "before": "của bà con", "after": ""}),
    ],
)
def test_an_edit_is_told_as_the_words_that_differ(old: str, new: str, op: dict[str, str]) -> None:
    answer = told(before_b64=b64(PAGE), after_b64=b64(PAGE.replace(old, new)))
    assert (answer["changed"], answer["verdict"]) == (True, "content")
    assert answer["weight"] in {"minor", "normal", "major"}
    found = [{**one, **{side: one[side].strip(" ,.") for side in ("before", "after")}}
             for one in answer["operations"]]  # fmt: skip
    assert [one["op"] for one in found] == [op["op"]]
    for side in ("before", "after"):
        assert op[side] in found[0][side]


def test_spaces_and_markup_alone_are_no_change_of_content() -> None:
    after = PAGE.replace("<p>", '<p class="b">\n  ').replace(" tại ", "\u00a0 tại  ")
    answer = told(before_b64=b64(PAGE), after_b64=b64(after))
    assert (answer["changed"], answer["weight"]) == (False, None)
    assert answer["verdict"] in {"same", "cosmetic"}


@pytest.mark.parametrize("published", ["2026-02-03", "2026-02-03T08:00", "20260203"])
def test_the_day_of_publication_dates_a_deadline_without_a_year(published: str) -> None:
    text = ORDER.replace(" ngày 03/02/2026", "").replace("10/02/2026", "10/02")
    answer = told(task="directives", text=text, published=published)
    [order] = answer["directives"]
    assert order["deadline"]["due"] == "2026-02-10"
    assert order["deadline"]["safe_by"] == "2026-02-09"


def test_what_is_sure_is_never_also_possible() -> None:
    answer = told(task="directives", text=ORDER * 2)
    assert answer["directives"]
    spans = [json.dumps(one) for one in answer["directives"]]
    assert not set(spans) & {json.dumps(one) for one in answer["unsure"]}
    assert "412/UBND-KGVX" in [answer["document"]["number"], *answer["citations"]]


@pytest.mark.parametrize("task", ["directives", "document"])
@pytest.mark.parametrize("text", ["", None, "\n\n", "một câu thường", "\ud800", "\0"])
def test_a_text_without_orders_is_no_error(task: str, text: str | None) -> None:
    answer = told(task=task, text=text, title=None)
    if task == "document":
        assert answer == dict.fromkeys(PARTIAL_KEYS)
    else:
        assert (answer["is_directive"], answer["directives"], answer["document"]) == (
            False,
            [],
            None,
        )


def test_a_paper_is_told_with_its_own_keys_alone() -> None:
    answer = told(task="document", text=ORDER)
    assert tuple(answer) == PARTIAL_KEYS
    assert (answer["number"], answer["issued"]) == ("412/UBND-KGVX", "2026-02-03")


@pytest.mark.parametrize("key", ["task", "kind"])
def test_a_long_wrong_value_is_not_told_back_whole(key: str) -> None:
    pair = {"before_b64": "", "after_b64": ""}
    error = told(**pair, **{key: "ữ" * 5000})["error"]
    assert "expected one of: " in error
    assert len(error) < SHOWN + 120


@pytest.mark.parametrize(
    "line", [b'\xef\xbb\xbf{"id": 1, "task": "document"}', b'  {"id": 1, "task": "document"}\r\n']
)
def test_a_byte_order_mark_and_blanks_around_a_line_are_no_part_of_it(line: bytes) -> None:
    [text] = answers([line])
    assert json.loads(text) == {"id": 1, **dict.fromkeys(PARTIAL_KEYS)}


def test_a_line_knows_nothing_of_the_lines_before_it() -> None:
    line = json.dumps({"id": "x", "task": "directives", "text": ORDER}).encode()
    broken = b'{"id": "x", "task": "directives", "text": 5}'
    first, _, second = answers([line, broken, line])
    assert first == second


def test_answers_come_as_the_lines_do() -> None:
    taken: list[int] = []

    def lines() -> Any:
        for number in range(3):
            taken.append(number)
            yield json.dumps({"id": number, "task": "document"}).encode()

    stream = answers(lines())
    assert json.loads(next(stream))["id"] == 0
    assert taken == [0]  # a pipe that waits for its answer is answered
