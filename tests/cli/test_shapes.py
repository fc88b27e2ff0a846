"""The JSON shapes of CONTRACT, key by key and type by type."""

import json

from tests.cli.conftest import Call
from tests.cli.shape import NUMBER, TEXT_OR_NONE, Day, Moment, differences
from tests.cli.world import World

OUTCOMES = frozenset({"ok", "partial", "failed", "blocked", "empty"})
COUNTS = (
    *("requests", "bytes", "listed", "new", "changed", "unchanged"),
    *("suspected", "withdrawn", "restored"),
)
ERROR = {"url": str, "kind": str, "message": str}
CHECK = {
    "started_at": Moment,
    "finished_at": Moment,
    "sources": [
        {
            "source": str,
            "outcome": OUTCOMES,
            **dict.fromkeys(COUNTS, int),
            "errors": [ERROR],
            "seconds": NUMBER,
        }
    ],
    "alerts": dict.fromkeys(("queued", "sent", "failed", "held"), int),
}
DOCUMENT = {
    **dict.fromkeys(("number", "number_as_written", "type", "issuer", "signer"), TEXT_OR_NONE),
    "issued_on": Day,
    "effective_on": Day,
    "urgency": frozenset({"KHẨN", "THƯỢNG KHẨN", "HỎA TỐC", None}),
    "subject": TEXT_OR_NONE,
}
KINDS = "date datetime month quarter year relative recurring event immediate"
DEADLINE = {"phrase": str, "kind": frozenset(KINDS.split()), "due": Day, "safe_by": Day}
INSTRUCTION = {
    **dict.fromkeys(("span", "issuer", "issuer_body"), str),
    **{key: [str] for key in ("addressees", "cooperating", "targets", "cites")},
    "deadline": (DEADLINE,),
}
ATTACHMENT = {
    "url": str,
    "name": str,
    "media_type": TEXT_OR_NONE,
    "size": int,
    "sha256": TEXT_OR_NONE,
    "pages": int | None,
    "text": TEXT_OR_NONE,
    "text_from": frozenset({"text", "ocr", "none"}),
    "ocr_confidence": NUMBER | None,
}
VERSION = {
    "n": int,
    "fetched_at": Moment,
    "title": str,
    "published_at": (Moment,),
    "published_precision": frozenset({"minute", "day", "unknown"}),
    "byline": TEXT_OR_NONE,
    "lead": str,
    "paragraphs": [str],
    "images": [{"url": str, "caption": str}],
    "attachments": [ATTACHMENT],
    "document": (DOCUMENT,),
    "directives": [INSTRUCTION],
    "capture": {"sha256": str, "status": int, "bytes": int},
    "hash": str,
    "previous_hash": TEXT_OR_NONE,
}
VERDICTS = frozenset(["content", "cosmetic", "reread", "suspected", "withdrawn", "restored"])
CHANGE = {
    "from": int | None,
    "to": int | None,
    "last_seen_old": Moment,
    "first_seen_new": Moment,
    "verdict": VERDICTS,
    "weight": frozenset({"minor", "normal", "major", None}),
    "summary": str,
    "fields": [{"field": str, "before": str, "after": str}],
}
ITEM = {
    "id": int,
    **dict.fromkeys(("source", "key", "url"), str),
    "aliases": [str],
    "kind": frozenset({"article", "document"}),
    "state": frozenset({"live", "suspected", "withdrawn"}),
    "first_seen": Moment,
    "last_seen": Moment,
    "next_check_at": Moment,
    "versions": [VERSION],
    "changes": [CHANGE],
}


def test_check_prints_one_object_on_one_line(chidao: Call) -> None:
    ended = chidao("check", "--json")
    assert ended.code == 0
    assert ended.out.count("\n") == 1
    assert differences(json.loads(ended.out), CHECK) == []


def test_check_of_a_dead_portal_has_the_same_shape(world: World, bare: Call) -> None:
    text = world.settings().read_text(encoding="utf-8")
    dead = world.folder / "dead.toml"
    text = text.replace(world.portal.url, "http://127.0.0.1:9").replace("chidao.db", "dead.db")
    dead.write_text(text, encoding="utf-8")
    ended = bare("--config", str(dead), "check", "--json")
    assert ended.code == 1
    told = json.loads(ended.out)
    assert differences(told, CHECK) == []
    assert told["sources"][0]["outcome"] == "failed"
    assert told["sources"][0]["errors"]
    assert "demo: network" in ended.err


def test_export_prints_an_item_a_line(chidao: Call) -> None:
    ended = chidao("export")
    assert ended.code == 0
    items = [json.loads(line) for line in ended.out.splitlines()]
    assert len(items) > 10
    assert [problem for item in items for problem in differences(item, ITEM)] == []
    assert any(item["changes"] for item in items)
    assert any(version["directives"] for item in items for version in item["versions"])
    assert any(version["attachments"] for item in items for version in item["versions"])


def test_the_lead_is_the_first_paragraph(chidao: Call) -> None:
    for line in chidao("export").out.splitlines():
        for version in json.loads(line)["versions"]:
            if version["lead"]:
                assert version["paragraphs"][0] == version["lead"]


def test_show_prints_the_shape_of_an_exported_item(chidao: Call, world: World) -> None:
    ended = chidao("show", world.moved_order, "--json")
    assert differences(json.loads(ended.out), ITEM) == []


def test_directives_are_instructions_with_a_state(chidao: Call) -> None:
    entries = json.loads(chidao("directives", "--json").out)
    states = frozenset({"open", "overdue", "no_deadline"})
    wanted = {**INSTRUCTION, "id": int, "item": int, "url": str, "state": states}
    assert entries
    assert differences(entries, [wanted]) == []


def test_the_other_reports_are_json_alone(chidao: Call, world: World) -> None:
    for arguments in (
        ("list",),
        ("status",),
        ("why", world.new_order),
        ("diff", world.moved_order),
        ("deliver",),
        ("verify",),
        ("reread",),
        ("db", "upgrade"),
        ("channel", "test", "console"),
    ):
        ended = chidao(*arguments, "--json")
        assert ended.code == 0, arguments
        assert json.loads(ended.out) is not None
        assert ended.out.count("\n") == 1


def test_json_may_stand_before_the_command(chidao: Call) -> None:
    assert chidao("--json", "status").out == chidao("status", "--json").out
    assert "sources" in json.loads(chidao("--json", "status").out)
