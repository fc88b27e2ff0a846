"""In which form each kind of channel gets its messages, and what arrives at a receiver."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.forms import Form
from alerts.model import Alert, Message
from delivery.channels import CONSOLE_URL, Channel, send, shape_of, takes_files
from delivery.dressing import dressed
from tests.alerts import samples
from tests.alerts.facts import alerts
from tests.delivery.letters import NEW, PDF, letter
from tests.delivery.receiver import receiving

MARK = f"#{samples.DELIVERY}"
TOKEN = "TIiajkdnlazkcOXrIdevi7FQ"
#: Addresses in the forms that Apprise documents, with invented tokens.
CHANNELS = {
    "json": "json://127.0.0.1:1/x",
    "mail": "mailto://u:p@example.vn",
    "telegram": "tgram://123456789:abcdefg_hijklmnop/123456",
    "zalo": "zalo://123456789:abcdefghijKLMNOPqrst/abc",
    "slack": f"slack://T1JJ3T3L2/A1BRTD4JD/{TOKEN}/general",
    "discord": "discord://123456789012345678/abcdefghijk",
    "mattermost": "mmost://host/3ccdd113474722377935511fc85d3dd4",
    "matrix": "matrix://u:p@host/#room",
    "ntfy": "ntfy://host/topic",
    "teams": "workflows://host:443/12e4/sigsigsig",
    "rocket": "rocket://u:p@host/#c",
    "sms": f"twilio://AC{'a' * 32}:{'b' * 32}@12345678901/12345678901",
    "whatsapp": "whatsapp://tok@1234567890/12345678901",
    "signal": "signal://host/12345678901/12345678901",
}
FORMS = {
    "json": Form.PLAIN, "mail": Form.MAIL, "telegram": Form.HTML, "zalo": Form.MARKDOWN,
    "slack": Form.MARKDOWN, "discord": Form.PLAIN, "mattermost": Form.PLAIN,
    "matrix": Form.PLAIN, "ntfy": Form.PLAIN, "teams": Form.MARKDOWN, "rocket": Form.MARKDOWN,
    "sms": Form.SHORT, "whatsapp": Form.PLAIN, "signal": Form.PLAIN,
}  # fmt: skip


@pytest.mark.parametrize("kind", CHANNELS)
def test_each_kind_of_channel_has_the_form_that_its_service_reads(kind: str) -> None:
    assert shape_of(Channel(kind, CHANNELS[kind])).form is FORMS[kind]


@pytest.mark.parametrize(
    ("asked", "form"), [("html", Form.HTML), ("markdown", Form.MARKDOWN), ("text", Form.PLAIN)]
)
def test_an_address_may_ask_for_another_form(asked: str, form: Form) -> None:
    assert shape_of(Channel("a", f"json://127.0.0.1:1/?format={asked}")).form is form


@pytest.mark.parametrize("kind", CHANNELS)
@settings(max_examples=5, deadline=None)
@given(told=alerts())
def test_no_message_is_longer_than_its_channel_takes(kind: str, told: Alert) -> None:
    channel = Channel(kind, CHANNELS[kind])
    shape, message = shape_of(channel), letter(channel, told).message
    assert shape.holds(message.body)
    assert len(message.title) <= shape.title
    assert message.body.count(MARK) == 1


def test_discord_counts_the_title_with_the_body() -> None:
    shape = shape_of(Channel("discord", CHANNELS["discord"]))
    assert shape.body + shape.title < 2_000


def test_the_console_is_plain_and_takes_no_files() -> None:
    console = Channel("console", CONSOLE_URL)
    assert shape_of(console).form is Form.PLAIN
    assert not takes_files(console)


@pytest.mark.parametrize("form", ["html", "markdown", "text"])
def test_what_arrives_is_what_was_written(form: str) -> None:
    with receiving() as receiver:
        channel = Channel("a", f"{receiver.url}?format={form}")
        written = letter(channel)
        assert send(channel, written, timeout_s=5).ok
    (body,) = receiver.bodies
    assert (body["title"], body["message"]) == (written.message.title, written.message.body)


def test_a_plain_message_is_brought_into_the_form_of_its_channel() -> None:
    plain = Message("Tin\nthử @everyone", f"Một <b> & hai\nba {MARK}")
    with receiving() as receiver:
        for form in ("html", "text"):
            channel = Channel("a", f"{receiver.url}?format={form}")
            assert send(channel, plain, timeout_s=5).ok
    assert [body["message"] for body in receiver.bodies] == [
        f"Một &lt;b&gt; &amp; hai<br/>ba {MARK}",
        plain.body,
    ]
    assert {body["title"] for body in receiver.bodies} == {"Tin thử @ everyone"}


@settings(max_examples=20, deadline=None)
@given(words=st.text(max_size=6_000))
def test_a_plain_message_of_any_length_fits_and_keeps_its_last_line(words: str) -> None:
    body = f"{' '.join(words.split())}\nMáy đọc. {MARK}"
    for kind in ("telegram", "zalo", "teams", "sms"):
        shape = shape_of(Channel(kind, CHANNELS[kind]))
        fitted = dressed(Message("x", body), shape)
        assert shape.holds(fitted.body)
        assert fitted.body.endswith(MARK)


def test_files_go_along_where_the_service_takes_them() -> None:
    with receiving() as receiver:
        channel = Channel("a", receiver.url)
        assert takes_files(channel)
        assert send(channel, letter(channel, NEW, PDF), timeout_s=5).ok
    (attached,) = receiver.bodies[0]["attachments"]
    assert attached["filename"] == PDF.name
    assert attached["mimetype"] == PDF.media_type
    assert base64.b64decode(attached["base64"]) == PDF.body


def test_a_refused_message_with_a_file_is_tried_without_it_once() -> None:
    with receiving(status=413) as receiver:
        channel = Channel("a", receiver.url)
        ended = send(channel, letter(channel, NEW, PDF), timeout_s=5)
    assert ended.kind == "refused"
    assert [len(body["attachments"]) for body in receiver.bodies] == [1, 0]
