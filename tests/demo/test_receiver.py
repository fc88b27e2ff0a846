"""The receiver of alerts: records what comes, fails on demand, and hears Apprise itself."""

import http.client
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import apprise
import pytest

from demo.receiver import Receiver
from tests.demo.browser import connect, fetch, post

ALERT = {"version": "1.0", "title": "HẠN: trước 10/02/2026", "message": "Sở A", "type": "info"}


def test_an_alert_is_recorded_as_it_came(receiver: Receiver) -> None:
    answer = post(receiver.url, "/phong-cntt", ALERT, {"Idempotency-Key": "0123456789abcdef"})
    assert answer.status == 200
    (message,) = receiver.messages
    assert (message.title, message.text) == ("HẠN: trước 10/02/2026", "Sở A")
    assert message.path == "/phong-cntt"
    assert message.headers["idempotency-key"] == "0123456789abcdef"
    assert message.body == ALERT
    assert message.status == 200


def test_an_alert_is_recorded_with_its_time() -> None:
    moment = datetime(2026, 2, 4, 1, 2, 3, tzinfo=UTC)
    with Receiver(clock=lambda: moment) as receiver:
        post(receiver.url, "/", ALERT)
        assert receiver.messages[0].at == moment


@pytest.mark.parametrize("body", [b"", b"\xff", b"[1]", b"null", b"{"])
def test_what_is_no_alert_is_recorded_too(receiver: Receiver, body: bytes) -> None:
    assert post(receiver.url, "/", body).status == 200
    (message,) = receiver.messages
    assert (message.raw, message.body, message.title) == (body, {}, "")


def test_apprise_delivers_to_it(receiver: Receiver) -> None:
    channel = apprise.Apprise()
    assert channel.add(receiver.json_url + "hook")
    assert channel.notify(title="Tiêu đề", body="Nội dung #0123456789abcdef")
    (message,) = receiver.messages
    assert (message.title, message.text) == ("Tiêu đề", "Nội dung #0123456789abcdef")
    assert message.path.strip("/") == "hook"


def test_apprise_hears_of_a_failure(receiver: Receiver) -> None:
    receiver.answer(500)
    channel = apprise.Apprise()
    channel.add(receiver.json_url)
    assert not channel.notify(body="x")
    assert len(receiver.messages) == 1


@pytest.mark.parametrize("status", [400, 404, 429, 500, 503])
def test_a_refusal_is_recorded_with_its_status(receiver: Receiver, status: int) -> None:
    receiver.answer(status)
    assert post(receiver.url, "/", ALERT).status == status
    assert [message.status for message in receiver.messages] == [status]
    assert receiver.accepted == ()


def test_retry_after_is_sent_as_asked(receiver: Receiver) -> None:
    receiver.answer(429, retry_after="12")
    assert post(receiver.url, "/", ALERT).headers["retry-after"] == "12"


def test_failures_end_after_their_times(receiver: Receiver) -> None:
    receiver.answer(500, times=2)
    assert [post(receiver.url, "/", ALERT).status for _ in range(4)] == [500, 500, 200, 200]
    assert len(receiver.accepted) == 2


def test_one_channel_can_be_dead_while_others_live(receiver: Receiver) -> None:
    receiver.answer(503, "/dead")
    answers = {path: post(receiver.url, path, ALERT).status for path in ("/dead", "/live")}
    assert answers == {"/dead": 503, "/live": 200}


def test_the_newest_rule_is_followed_first(receiver: Receiver) -> None:
    receiver.answer(500)
    receiver.answer(429, times=1)
    assert [post(receiver.url, "/", ALERT).status for _ in range(2)] == [429, 500]


def test_a_hanging_channel_has_recorded_what_it_never_answers(receiver: Receiver) -> None:
    receiver.hang("/slow")
    waiting = connect(receiver.url, timeout=0.2)
    waiting.request("POST", "/slow", b"{}")
    with pytest.raises(TimeoutError):
        waiting.getresponse()
    assert post(receiver.url, "/other", ALERT).status == 200
    assert [(each.path, each.status) for each in receiver.messages] == [
        ("/slow", 0),
        ("/other", 200),
    ]
    waiting.close()


def test_a_dropped_answer_was_received_all_the_same(receiver: Receiver) -> None:
    receiver.drop_answer(times=1)
    with pytest.raises(http.client.RemoteDisconnected):
        post(receiver.url, "/", ALERT)
    assert [message.status for message in receiver.messages] == [0]
    assert post(receiver.url, "/", ALERT).status == 200


def test_a_late_answer_comes(receiver: Receiver) -> None:
    receiver.answer(202, delay=0.05)
    assert post(receiver.url, "/", ALERT).status == 202


def test_behaving_and_clearing_start_afresh(receiver: Receiver) -> None:
    receiver.answer(500)
    post(receiver.url, "/", ALERT)
    receiver.behave()
    receiver.clear()
    assert post(receiver.url, "/", ALERT).status == 200
    assert len(receiver.messages) == 1


def test_waiting_ends_as_soon_as_enough_have_come(receiver: Receiver) -> None:
    with ThreadPoolExecutor(4) as pool:
        waiting = pool.submit(receiver.wait_for, 3)
        for _ in range(3):
            pool.submit(post, receiver.url, "/", ALERT)
        assert len(waiting.result()) == 3


def test_waiting_in_vain_ends_with_what_there_is(receiver: Receiver) -> None:
    post(receiver.url, "/", ALERT)
    assert len(receiver.wait_for(2, timeout=0.05)) == 1


def test_many_alerts_at_once_are_all_kept(receiver: Receiver) -> None:
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda n: post(receiver.url, f"/{n}", ALERT).status, range(100)))
    assert set(answers) == {200}
    assert {message.path for message in receiver.messages} == {f"/{n}" for n in range(100)}


def test_only_posts_are_alerts(receiver: Receiver) -> None:
    assert fetch(receiver.url).status == 405
    assert receiver.messages == ()


def test_its_two_addresses_name_one_port(receiver: Receiver) -> None:
    assert receiver.url.removeprefix("http") == receiver.json_url.removeprefix("json")
