"""The commands over HTTP do what the methods do, and answer mistakes with a sentence."""

import base64
from datetime import date, datetime
from typing import Any

import pytest

from demo.items import LOCAL, Kind
from demo.pages import file_path
from demo.portal import DemoPortal
from tests.demo.browser import fetch, post, whole_list

OLD = "2025-06-01T08:00:00+07:00"


def command(portal: DemoPortal, name: str, **body: Any) -> Any:
    answer = post(portal.url, f"/admin/{name}", body)
    assert answer.status == 200, answer.text
    return answer.json


def an_order(portal: DemoPortal) -> int:
    return next(item.id for item in portal.items if item.kind is Kind.ORDER)


def test_items_are_told_in_the_order_of_the_lists(portal: DemoPortal) -> None:
    told = fetch(portal.url, "/admin/items").json
    assert [each["id"] for each in told] == [item.id for item in portal.items]
    assert {"path", "kind", "section", "title", "published", "deadline"} <= set(told[0])


def test_publishing_answers_with_the_item(portal: DemoPortal) -> None:
    told = command(
        portal,
        "publish",
        kind="urgent",
        title="KHẨN: thử nghiệm",
        published="2026-02-04T15:30:00",
        deadline="2026-02-20",
    )
    assert told["published"] == "2026-02-04T15:30:00+07:00"
    assert told["deadline"] == "2026-02-20"
    assert "KHẨN: thử nghiệm" in fetch(portal.url, told["path"]).text


def test_publishing_takes_own_paragraphs(portal: DemoPortal) -> None:
    told = command(portal, "publish", kind="news", paragraphs=["Một.", "Hai."])
    assert portal.item(told["id"]).paragraphs == ("Một.", "Hai.")


def test_publishing_without_wishes_gives_an_order(portal: DemoPortal) -> None:
    assert post(portal.url, "/admin/publish", b"").json["kind"] == "order"


def test_a_back_dated_item_shows_its_old_date(portal: DemoPortal) -> None:
    told = command(portal, "back-date", published=OLD, kind="news")
    assert "8:00, Chủ Nhật, 1-6-2025" in fetch(portal.url, told["path"]).text
    assert told["path"] in whole_list(portal.url, "tin-tuc")[20:]


def test_edits_reach_the_page(portal: DemoPortal) -> None:
    number = an_order(portal)
    before = portal.item(number)
    command(portal, "edit-typo", id=number)
    command(portal, "edit-title", id=number, title="Tiêu đề khác")
    command(portal, "edit-paragraph", id=number, at=2, text="Đoạn khác.")
    command(portal, "move-deadline", id=number, deadline="2026-09-30")
    page = fetch(portal.url, before.path).text
    assert before.paragraphs[0] not in page
    for text in ("Tiêu đề khác", "Đoạn khác.", "30/09/2026"):
        assert text in page


def test_an_item_goes_comes_sticks_moves_and_is_dated_anew(portal: DemoPortal) -> None:
    number, path = portal.items[-1].id, portal.items[-1].path
    assert command(portal, "withdraw", id=number)["withdrawn"] is True
    assert fetch(portal.url, path).status == 404
    assert command(portal, "restore", id=number)["withdrawn"] is False
    assert command(portal, "stick", id=number)["stuck"] is True
    assert whole_list(portal.url, "tin-tuc")[0] == path
    assert command(portal, "stick", id=number, stuck=False)["stuck"] is False
    assert command(portal, "move", id=number, category=9)["path"] != path
    command(portal, "republish", id=number, published="2026-02-04T09:00")
    assert portal.item(number).published == datetime(2026, 2, 4, 9, 0, tzinfo=LOCAL)


def test_a_file_is_replaced_by_given_or_by_new_bytes(portal: DemoPortal) -> None:
    item = next(item for item in portal.items if item.attachments)
    path = file_path(item, item.attachments[0])
    command(portal, "replace-attachment", id=item.id)
    assert fetch(portal.url, path).body != item.attachments[0].data
    data = base64.b64encode(b"%PDF-1.4 new").decode()
    command(portal, "replace-attachment", id=item.id, data_b64=data)
    assert fetch(portal.url, path).body == b"%PDF-1.4 new"


def test_faults_go_on_and_off_and_never_strike_the_commands(portal: DemoPortal) -> None:
    told = command(portal, "misbehave", fault="503", where="lists", times=3, retry_after="9")
    assert told == fetch(portal.url, "/admin/faults").json
    assert (told[0]["name"], told[0]["times"]) == ("503", 3)
    command(portal, "misbehave", fault="hang")
    assert fetch(portal.url, "/admin/items").status == 200
    assert command(portal, "behave") == []
    assert fetch(portal.url, "/tin-tuc").status == 200


def test_what_was_asked_can_be_read_and_cleared(portal: DemoPortal) -> None:
    fetch(portal.url, "/tin-tuc?page=2")
    assert fetch(portal.url, "/admin/stats").json == [
        {"path": "/tin-tuc", "status": 200, "count": 1}
    ]
    (visit,) = fetch(portal.url, "/admin/log").json
    assert visit["target"] == "/tin-tuc?page=2"
    assert datetime.fromisoformat(visit["at"]).tzinfo is not None
    command(portal, "clear")
    assert fetch(portal.url, "/admin/log").json == []


@pytest.mark.parametrize(
    ("name", "body", "says"),
    [
        ("publish", b"{", "Expecting property name"),
        ("publish", b"[]", "must be a JSON object"),
        ("publish", b"\xff", "decode"),
        ("publish", {"kind": "poem"}, "poem"),
        ("publish", {"colour": "red"}, "colour"),
        ("publish", {"published": "hôm qua"}, "isoformat"),
        ("publish", {"deadline": 5}, "argument must be str"),
        ("withdraw", {}, "missing: id"),
        ("withdraw", {"id": 1}, "no item 1"),
        ("withdraw", {"id": "x"}, "invalid literal"),
        ("withdraw", {"id": None}, "NoneType"),
        ("misbehave", {"fault": "slow", "seconds": "long"}, "could not convert"),
        ("misbehave", {"fault": "500", "times": "twice"}, "not supported"),
        ("edit-paragraph", {"id": "NEWEST", "text": "x", "at": 99}, "does not exist"),
        ("move-deadline", {"id": "NEWEST", "deadline": "31/12/2026"}, "isoformat"),
        ("replace-attachment", {"id": "OLDEST"}, "no attachment"),
        ("misbehave", {"fault": "dance"}, "no fault 'dance'"),
        ("misbehave", {}, "fault"),
    ],
)
def test_a_mistake_is_answered_with_400_and_a_sentence(
    portal: DemoPortal, name: str, body: Any, says: str
) -> None:
    ids = {"NEWEST": portal.items[0].id, "OLDEST": portal.items[-1].id}
    if isinstance(body, dict) and body.get("id") in ids:
        body = body | {"id": ids[body["id"]]}
    before = portal.items
    answer = post(portal.url, f"/admin/{name}", body)
    assert answer.status == 400
    assert says in answer.json["error"]
    assert portal.items == before


def test_an_unknown_command_is_answered_with_those_there_are(portal: DemoPortal) -> None:
    for answer in (post(portal.url, "/admin/burn", {}), fetch(portal.url, "/admin/burn")):
        assert answer.status == 404
        assert "no command 'burn'" in answer.json["error"]
    assert "withdraw" in post(portal.url, "/admin/burn", {}).json["error"]


@pytest.mark.parametrize("name", ["publish", "withdraw", "misbehave", "clear"])
def test_reading_an_address_changes_nothing(portal: DemoPortal, name: str) -> None:
    assert fetch(portal.url, f"/admin/{name}").status == 404
    assert len(portal.items) == 60


def test_methods_and_commands_meet_the_same_items(portal: DemoPortal) -> None:
    told = command(portal, "publish", kind="paper")
    item = portal.item(told["id"])
    assert told["number"] == (item.paper and item.paper.number)
    assert told["attachments"] == [file.name for file in item.attachments]
    portal.move_deadline(item, date(2026, 12, 1))
    assert fetch(portal.url, "/admin/items").json[0]["deadline"] == "2026-12-01"
