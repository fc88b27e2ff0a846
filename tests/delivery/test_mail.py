"""Mail to a real server with TLS and login, read by Python's own parser."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from alerts.model import Message
from delivery.channels import Channel, ChannelError, SendResult, check_url, send
from delivery.letters import Letter
from tests.alerts import samples
from tests.delivery.letters import CHANGED, NEW, OTHER, OTHER_ID, PDF, letter
from tests.delivery.post_office import PostOffice, post_office

TIMEOUT_S = 5.0


def post(office: PostOffice, told: Letter | Message | None = None, **more: str) -> SendResult:
    channel = Channel("thư", office.url(**more))
    return send(channel, told or letter(channel), timeout_s=TIMEOUT_S)


def parts(mail: EmailMessage) -> dict[str, str]:
    """The text of each part by its type."""
    return {
        part.get_content_type(): part.get_content()
        for part in mail.walk()
        if part.get_content_maintype() == "text"
    }


def test_a_mail_has_a_short_subject_a_text_and_the_same_as_a_page(tmp_path: Path) -> None:
    with post_office(tmp_path) as office:
        assert post(office) == SendResult(True, "sent")
    (mail,) = office.mails
    assert mail["Subject"] == (
        "Chỉ đạo mới, hạn 09/02: KHẨN. Công văn 412/UBND-KGVX ngày 03/02/2026, UBND tỉnh Quảng Trị"
    )
    assert mail["From"] == "chidao <bao@chidao.example.vn>"
    assert mail["To"] == "phong@example.gov.vn"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime == samples.NOW
    assert mail.get_content_type() == "multipart/alternative"
    text, page = parts(mail)["text/plain"], parts(mail)["text/html"]
    assert text.startswith("HẠN: trước 10/02/2026, chậm nhất thứ Hai 09/02")
    assert text.rstrip().endswith(f"#{samples.DELIVERY}")
    assert "<b>HẠN: trước 10/02/2026" in page
    assert f'<a href="{samples.URL}">' in page
    assert samples.DELIVERY in page


def test_mails_of_one_item_are_one_thread_and_each_has_its_own_id(tmp_path: Path) -> None:
    with post_office(tmp_path) as office:
        channel = Channel("thư", office.url())
        for told, delivery_id in ((NEW, samples.DELIVERY), (CHANGED, OTHER_ID), (OTHER, "0" * 16)):
            ended = send(
                channel, letter(channel, told, delivery_id=delivery_id), timeout_s=TIMEOUT_S
            )
            assert ended.ok
    first, second, other = office.mails
    assert first["Message-ID"] == f"<{samples.DELIVERY}@chidao.example.vn>"
    assert second["Message-ID"] == f"<{OTHER_ID}@chidao.example.vn>"
    assert first["References"] == second["References"] == second["In-Reply-To"]
    assert other["References"] not in (None, first["References"])
    assert [len(mail.get_all("Message-ID", [])) for mail in office.mails] == [1, 1, 1]


def test_a_second_try_is_the_same_mail(tmp_path: Path) -> None:
    with post_office(tmp_path) as office:
        assert post(office).ok
        assert post(office).ok
    first, second = office.mails
    assert first["Message-ID"] == second["Message-ID"]
    assert parts(first) == parts(second)


def test_the_file_goes_along_under_its_name(tmp_path: Path) -> None:
    with post_office(tmp_path) as office:
        channel = Channel("thư", office.url())
        assert send(channel, letter(channel, NEW, PDF), timeout_s=TIMEOUT_S).ok
    (mail,) = office.mails
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == PDF.name
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_content() == PDF.body
    assert set(parts(mail)) == {"text/plain", "text/html"}


def test_a_file_that_is_too_large_for_the_server_keeps_no_words_away(tmp_path: Path) -> None:
    with post_office(tmp_path, largest=10_000) as office:
        channel = Channel("thư", office.url())
        large = letter(channel, NEW, PDF.__class__(PDF.name, PDF.media_type, b"x" * 50_000))
        assert send(channel, large, timeout_s=TIMEOUT_S) == SendResult(True, "sent")
    (mail,) = office.mails
    assert list(mail.iter_attachments()) == []


def test_one_mail_goes_to_all_and_a_refused_receiver_is_counted(tmp_path: Path) -> None:
    with post_office(tmp_path, refuse={"b@example.vn": "550 no such user"}) as office:
        ended = post(office, to="a@example.vn,b@example.vn", cc="c@example.vn", bcc="d@example.vn")
    assert ended == SendResult(True, "sent", detail="1 of 4 receivers refused")
    assert office.receivers == [["a@example.vn", "c@example.vn", "d@example.vn"]]
    (mail,) = office.mails
    assert mail["To"] == "a@example.vn, b@example.vn"
    assert mail["Cc"] == "c@example.vn"
    assert mail["Bcc"] is None


@pytest.mark.parametrize(
    ("answer", "kind"),
    [("554 spam", "refused"), ("550 no", "refused"), ("451 later", "down"), ("421 bye", "down")],
)
def test_what_the_server_answers_decides_whether_to_try_again(
    tmp_path: Path, answer: str, kind: str
) -> None:
    with post_office(tmp_path, answer=answer) as office:
        ended = post(office)
    assert (ended.ok, ended.kind, ended.detail) == (False, kind, f"answered {answer[:3]}")


def test_receivers_that_are_all_refused_for_now_are_tried_again(tmp_path: Path) -> None:
    refuse = {"a@example.vn": "450 greylisted", "b@example.vn": "550 no such user"}
    with post_office(tmp_path, refuse=refuse) as office:
        assert post(office, to="a@example.vn,b@example.vn").kind == "down"
        assert post(office, to="b@example.vn").kind == "refused"


def test_a_wrong_password_waits_for_the_right_one(tmp_path: Path) -> None:
    with post_office(tmp_path) as office:
        channel = Channel("thư", office.url().replace("s3cret", "wrong"))
        ended = send(channel, letter(channel), timeout_s=TIMEOUT_S)
    assert ended == SendResult(False, "down", detail="login answered 535")


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tmp_path: Path) -> None:
    with post_office(tmp_path) as office:
        channel = Channel("thư", office.url().replace("&verify=no", ""))
        ended = send(channel, letter(channel), timeout_s=TIMEOUT_S)
    assert (ended.ok, ended.kind) == (False, "down")
    assert office.mails == []


def test_where_text_is_asked_for_there_is_no_page(tmp_path: Path) -> None:
    with post_office(tmp_path) as office:
        assert post(office, format="text").ok
    (mail,) = office.mails
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content().rstrip().endswith(f"#{samples.DELIVERY}")


def test_a_message_that_tells_of_no_item_is_a_mail_too(tmp_path: Path) -> None:
    with post_office(tmp_path) as office:
        assert post(office, Message("chidao", "Tin thử <b> & @everyone")).ok
    (mail,) = office.mails
    assert parts(mail)["text/plain"].strip() == "Tin thử <b> & @everyone"
    assert "Tin thử &lt;b&gt; &amp;" in parts(mail)["text/html"]
    assert mail["References"] is None


@pytest.mark.parametrize(
    "title", ["một\r\nBcc: x@example.vn\r\n\r\nbody", "\x00\x1b", "ệ" * 10_000, "=?utf-8?q?x?="]
)
def test_a_hostile_title_adds_no_header(tmp_path: Path, title: str) -> None:
    with post_office(tmp_path) as office:
        ended = post(office, Message(title, "Nội dung. #0123456789abcdef"))
    assert ended.ok
    (mail,) = office.mails
    assert mail["Bcc"] is None
    assert mail.get_all("Subject") is not None
    assert len(mail.get_all("Subject", [])) == 1
    assert office.receivers == [["phong@example.gov.vn"]]


def test_a_header_of_the_address_is_kept_unless_it_is_ours(tmp_path: Path) -> None:
    headers = {"+X-Office": "Sở KH&CN", "+Message-ID": "<forged@x>"}
    with post_office(tmp_path) as office:
        assert post(office, None, **headers).ok
    (mail,) = office.mails
    assert mail["X-Office"] == "Sở KH&CN"
    assert mail.get_all("Message-ID") == [f"<{samples.DELIVERY}@chidao.example.vn>"]


@pytest.mark.parametrize("url", ["mailto://", "mailtos://user@", "mailtos://a b@c?mode=x"])
def test_an_address_of_no_mail_is_refused_by_name(url: str) -> None:
    with pytest.raises(ChannelError, match="channel thư"):
        check_url(Channel("thư", url))
