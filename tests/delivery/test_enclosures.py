"""Files that go along: which, under which name, and never at the price of the words."""

from dataclasses import replace

import pytest

from alerts.model import Alert, EventKind, Reason, ReasonKind, Subscription
from articles.model import Article, AttachmentLink
from delivery.channels import Channel
from delivery.deliver import DeliveryCounts
from delivery.enclosures import NAME_LIMIT, UNKNOWN, enclosed
from delivery.letters import File
from delivery.writing import files_for
from storage import files, forms, items, outbox, subscriptions
from storage.files import FetchedFile
from storage.items import Listed
from storage.outbox import NewDelivery, NewEvent
from storage.session import Store
from tests.alerts.samples import event, item
from tests.delivery.house import START, House
from tests.delivery.receiver import receiving

PAGE = "https://www.example.gov.vn/tin/7"
MIB = 1024**2
ENCLOSING = Subscription("kèm tệp", ("a",), ("*",), attach=MIB)
PDF = (f"{PAGE}/412_signed.pdf", "Công văn", "application/pdf", b"%PDF" * 100)
DOC = (f"{PAGE}/412.doc", "Công văn", "application/msword", b"doc" * 100)


def stored(store: Store, *given: tuple[str, str, str, bytes]) -> Alert:
    """A new directive whose page links these files: (address, name, media type, bytes)."""
    with store.write() as connection:
        subscriptions.sync(connection, [ENCLOSING, Subscription("không", ("a",), ("*",))])
        found = known(connection)
        for url, _, kind, body in given:
            files.put(connection, found, FetchedFile(url, body, kind, START))
    links = tuple(AttachmentLink(url, name) for url, name, _, _ in given)
    facts = replace(item(Article("x", attachments=links)), item_id=found)
    told = event(EventKind.DIRECTIVE_NEW, facts)
    return Alert(told, ENCLOSING.name, Reason(ReasonKind.EVERYTHING))


def known(connection: object) -> int:
    items.discover(connection, "quangtri", "tin", [Listed("7", PAGE, "x")], START)  # type: ignore[arg-type]
    found = items.by_key(connection, "quangtri", "7")  # type: ignore[arg-type]
    assert found is not None
    return found.id


def taken(store: Store, alert: Alert, most: int = MIB) -> tuple[File, ...]:
    with store.read() as connection:
        return enclosed(connection, alert.event, most)


def test_the_files_of_the_page_go_along_in_its_order(store: Store) -> None:
    chosen = taken(store, stored(store, DOC, PDF))
    assert [(file.name, file.media_type, file.body) for file in chosen] == [
        ("412.doc", DOC[2], DOC[3]),
        ("412_signed.pdf", PDF[2], PDF[3]),
    ]


def test_no_more_than_was_asked_for_goes_along(store: Store) -> None:
    alert = stored(store, PDF, DOC)
    assert [file.name for file in taken(store, alert, 399)] == ["412.doc"]
    assert [file.name for file in taken(store, alert, 400)] == ["412_signed.pdf"]
    assert taken(store, alert, 0) == ()


@pytest.mark.parametrize(
    "kind", [EventKind.DEADLINE_NEAR, EventKind.ARTICLE_WITHDRAWN, EventKind.SOURCE_BLIND]
)
def test_events_that_bring_no_text_bring_no_file(store: Store, kind: EventKind) -> None:
    alert = stored(store, PDF)
    assert taken(store, replace(alert, event=replace(alert.event, kind=kind))) == ()


def test_a_file_that_could_not_be_fetched_is_left_out(store: Store) -> None:
    alert = stored(store, PDF)
    links = (AttachmentLink(f"{PAGE}/gone.pdf"), AttachmentLink(PDF[0]))
    facts = alert.event.item
    assert facts is not None
    facts = replace(facts, article=Article("x", attachments=links))
    chosen = taken(store, replace(alert, event=replace(alert.event, item=facts)))
    assert [file.name for file in chosen] == ["412_signed.pdf"]


@pytest.mark.parametrize(
    ("url", "shown", "kind", "name"),
    [
        (f"{PAGE}/a%20b.pdf", "", "application/pdf", "a b.pdf"),
        (f"{PAGE}/download?id=5", "102-TB-UBND.pdf", "application/pdf", "102-TB-UBND.pdf"),
        (f"{PAGE}/download?id=5", "../../etc/passwd", "application/pdf", "passwd.pdf"),
        (f"{PAGE}/%2e%2e%5c%2e%2e%5cx.pdf", "", "application/pdf", "x.pdf"),
        (f"{PAGE}/a%0d%0aBcc:x.pdf", "", "application/pdf", "a Bcc:x.pdf"),
        (f"{PAGE}/{'y' * 500}.pdf", "", "application/pdf", "y" * (NAME_LIMIT - 4) + ".pdf"),
        (f"{PAGE}/", "", "application/pdf", "7.pdf"),
        (f"{PAGE}/%e2%80%aefdp.exe", "", "application/pdf", "fdp.exe"),
        (f'{PAGE}/a".pdf', "", "application/pdf", "a'.pdf"),
    ],
)
def test_a_name_is_a_name_and_no_path(
    store: Store, url: str, shown: str, kind: str, name: str
) -> None:
    (file,) = taken(store, stored(store, (url, shown, kind, b"x")))
    assert file.name == name


@pytest.mark.parametrize(
    ("served", "kind"),
    [
        ("application/pdf; charset=x", "application/pdf"),
        ("Text/HTML", "text/html"),
        ("", UNKNOWN),
        ("pdf", UNKNOWN),
        ("a/b/c", UNKNOWN),
        ("application/x\r\nBcc: y", UNKNOWN),
        ("multipart/mixed", UNKNOWN),
        ("ứng/dụng", UNKNOWN),
    ],
)
def test_a_type_that_is_none_becomes_octets(store: Store, served: str, kind: str) -> None:
    (file,) = taken(store, stored(store, (f"{PAGE}/a.pdf", "", served, b"x")))
    assert file.media_type == kind


def test_only_who_asks_for_files_gets_them_and_only_where_they_can_go(store: Store) -> None:
    alert, here = stored(store, PDF), Channel("a", "json://127.0.0.1:1/")
    assert len(files_for(store, alert, here)) == 1
    assert files_for(store, replace(alert, subscription="không"), here) == ()
    assert files_for(store, replace(alert, subscription="ai đó"), here) == ()
    assert files_for(store, alert, Channel("a", "mmost://host/3ccdd113474722377935511fc85d3dd4")) == ()  # fmt: skip


def test_a_delivery_brings_the_file_and_one_whose_bytes_are_lost_brings_the_words(
    store: Store,
) -> None:
    alert, house = stored(store, PDF), House(store)
    for number in (1, 2):
        row = NewEvent(
            f"e{number}", None, "quangtri", "directive.new", START, forms.dump(alert.event)
        )
        wanted = [NewDelivery(ENCLOSING.name, "a", forms.dump(alert.reason))]
        with store.write() as connection:
            outbox.add(connection, row, wanted, START)
    with receiving() as receiver:
        house.channels["a"] = Channel("a", receiver.url)
        leased = house.deliverer()
        assert leased.deliver("a", go_on=iter([True, False]).__next__) == DeliveryCounts(sent=1)
        with store.write() as connection:
            connection.exec_driver_sql("DELETE FROM attachments")
        assert leased.deliver_due() == DeliveryCounts(sent=1)
    assert [len(body["attachments"]) for body in receiver.bodies] == [1, 0]
