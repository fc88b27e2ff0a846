"""The signed webhook, against a receiver that verifies as the handbook says."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator  # type: ignore[import-untyped] # without types
from pydantic import TypeAdapter

from alerts.model import Message
from delivery.channels import LONGEST_WAIT, Channel, ChannelError, SendResult, check_url, send
from delivery.payload import AlertData, payload
from tests.alerts import samples
from tests.alerts.cases import CASES
from tests.alerts.facts import alerts
from tests.delivery.hook import HANDBOOK, SECRET, Hook, hook, verifier
from tests.delivery.letters import CHANGED, NEW, WRITER, letter
from tests.delivery.receiver import receiving

TIMEOUT_S = 5.0
SCHEMA = Path(HANDBOOK).with_name("webhook.schema.json")
NOW_S = int(samples.NOW.timestamp())


def post(receiver: Hook, **more: str) -> SendResult:
    channel = Channel("bàn", receiver.url(**more))
    return send(channel, letter(channel, CHANGED), timeout_s=TIMEOUT_S)


def test_an_alert_comes_as_data_under_a_signature_that_holds() -> None:
    with hook() as receiver:
        assert post(receiver, path="/a b/ệ") == SendResult(True, "sent")
    ((path, headers, body),) = receiver.came
    assert path == "/a%20b/%E1%BB%87"
    stamp, signature = headers["Chidao-Timestamp"], headers["Chidao-Signature"]
    genuine = verifier()
    assert int(stamp) == NOW_S
    assert genuine(SECRET, stamp, signature, body, now=NOW_S)
    assert not genuine(SECRET, stamp, signature, body + b" ", now=NOW_S)
    assert not genuine(SECRET, str(NOW_S + 1), signature, body, now=NOW_S)
    assert not genuine(SECRET + "x", stamp, signature, body, now=NOW_S)
    assert not genuine(SECRET, stamp, signature, body, now=NOW_S + 301)
    assert not genuine(SECRET, stamp, "", body, now=NOW_S)
    assert headers["Idempotency-Key"] == samples.DELIVERY
    assert headers["Chidao-Event"] == "directive.changed"
    assert headers["Content-Type"] == "application/json; charset=utf-8"


def test_the_body_says_who_must_do_what_by_when_and_what_changed() -> None:
    with hook() as receiver:
        post(receiver)
    told = json.loads(receiver.came[0][2])
    assert (told["version"], told["id"], told["event"]) == (
        1,
        samples.DELIVERY,
        "directive.changed",
    )
    assert told["reason"] == {"kind": "receiver", "detail": "Sở KH&CN"}
    assert told["item"]["url"] == samples.URL
    assert told["document"]["number"] == "412/UBND-KGVX"
    (directive,) = told["directives"]
    assert directive["span"] == samples.REPORT.span
    assert directive["deadline"] == {
        "phrase": "trước ngày 10/02/2026",
        "kind": "date",
        "due": "2026-02-10",
        "safe_by": "2026-02-09",
    }
    assert told["change"]["fields"][0]["before"] == "trước ngày 05/02/2026"
    assert told["message"]["text"].endswith(f"#{samples.DELIVERY}")


def test_the_schema_of_the_handbook_is_that_of_the_code() -> None:
    wanted = TypeAdapter(AlertData).json_schema(mode="serialization")
    text = json.dumps(wanted, ensure_ascii=False, indent=2) + "\n"
    if not SCHEMA.exists():
        SCHEMA.write_text(text, encoding="utf-8")
        pytest.fail("the schema was written: read it, then keep it")
    assert SCHEMA.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("case", CASES)
def test_every_event_fits_the_schema(case: str) -> None:
    message = Message("x", f"x #{samples.DELIVERY}")
    told = json.loads(payload(CASES[case], message, samples.DELIVERY, "vi"))
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(told)


@settings(max_examples=25, deadline=None)
@given(told=alerts())
def test_any_alert_is_data_that_can_be_read(told: object) -> None:
    text = payload(told, Message("x", "x"), samples.DELIVERY, "vi")  # type: ignore[arg-type]
    assert json.loads(text.encode())["id"] == samples.DELIVERY


@pytest.mark.parametrize(
    ("status", "kind"),
    [(204, "sent"), (301, "refused"), (400, "refused"), (410, "refused"), (429, "wait"),
     (425, "down"), (500, "down"), (503, "down")],
)  # fmt: skip
def test_each_answer_means_what_the_handbook_says(status: int, kind: str) -> None:
    with hook(status=status, headers={"Location": "http://127.0.0.1:1/"}) as receiver:
        ended = post(receiver)
    assert ended.kind == kind
    assert len(receiver.came) == 1


@pytest.mark.parametrize(
    ("asked", "wait"),
    [("120", timedelta(minutes=2)), ("999999999", LONGEST_WAIT), ("9" * 30, None),
     ("soon", None), ("-1", None), ("Wed, 21 Oct 2026 07:28:00 GMT", None), ("", None)],
)  # fmt: skip
def test_a_wait_that_is_asked_for_is_kept_within_a_day(asked: str, wait: timedelta | None) -> None:
    with hook(status=503, headers={"Retry-After": asked}) as receiver:
        assert post(receiver).retry_after == wait


def test_a_receiver_that_does_not_answer_or_is_not_there_is_down() -> None:
    with receiving(hold=True) as held:
        channel = Channel("bàn", f"chidao://127.0.0.1:{held.port}/?secret={'x' * 16}")
        ended = send(channel, letter(channel), timeout_s=0.3)
        assert ended == SendResult(False, "down", detail="no answer in time")
    gone = Channel("bàn", f"chidao://127.0.0.1:1/?secret={'x' * 16}")
    assert send(gone, letter(gone), timeout_s=1) == SendResult(False, "down", detail="not reached")


@pytest.mark.parametrize(
    "url", ["chidao://host/", "chidaos://host/?secret=short", "chidao://", "chidao:///x?secret="]
)
def test_an_address_without_a_long_secret_is_refused_and_never_shown(url: str) -> None:
    with pytest.raises(ChannelError, match="channel bàn: ") as refused:
        check_url(Channel("bàn", url))
    assert "short" not in str(refused.value)


def test_a_message_that_tells_of_no_item_is_data_too() -> None:
    at = datetime(2026, 2, 3, tzinfo=UTC)
    with hook() as receiver:
        channel = Channel("bàn", receiver.url())
        bare = WRITER.bare(Message("chidao", "Tin thử", ("test",)), channel, samples.DELIVERY, at)
        assert send(channel, bare, timeout_s=TIMEOUT_S).ok
    told = json.loads(receiver.came[0][2])
    assert (told["event"], told["item"], told["message"]["text"]) == ("test", None, "Tin thử")


def test_apprises_own_webhook_carries_the_key_too_unless_the_address_has_one() -> None:
    with hook() as receiver:
        for more in ("", "?+Idempotency-Key=mine"):
            channel = Channel("j", f"json://127.0.0.1:{receiver.port}/{more}")
            assert send(channel, letter(channel, NEW), timeout_s=TIMEOUT_S).ok
    keys = [headers["Idempotency-Key"] for _, headers, _ in receiver.came]
    assert keys == [samples.DELIVERY, "mine"]
