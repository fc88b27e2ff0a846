"""Pages and files as fetched: kept whole, bad ones as evidence but not without end."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from sources.faults import Fault
from sources.model import Capture
from storage import captures, files
from storage.blobs import BlobError
from storage.captures import EVIDENCE_KEPT
from storage.files import FetchedFile
from storage.session import Connection, Store
from storage.tables import blobs
from storage.tables import captures as table
from tests.storage.samples import NOW, SOURCE, an_item, page

FILE_URL = "https://songcau.example.vn/tep/12.pdf"


def kept(connection: Connection) -> int:
    return int(connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0)


def test_a_capture_comes_back_as_it_was_fetched(store: Store) -> None:
    capture = Capture(
        url="https://songcau.example.vn/1?q=%C4%91",
        final_url="https://songcau.example.vn/một",
        fetched_at=NOW,
        status=206,
        headers={"content-type": "text/html", "server": "đ\0\x80", "etag": 'W/"1"'},
        body=b"\xff\xfe\0kh\xf4ng ph\x00i UTF-8",
    )
    with store.write() as connection:
        stored = captures.add(connection, SOURCE, capture)
        assert captures.load(connection, stored.id) == capture
        assert stored.status == 206


def test_a_page_fetched_again_leans_on_the_one_before(store: Store) -> None:
    with store.write() as connection:
        item = an_item(connection)
        first = captures.add(connection, SOURCE, page("Tin", item), item_id=item.id)
        second = captures.add(
            connection, SOURCE, page("Tin sửa", item), item_id=item.id, base=first.sha256
        )
        base = connection.scalar(sa.select(blobs.c.base).where(blobs.c.sha256 == second.sha256))
        assert base == first.sha256
        assert captures.load(connection, second.id) == page("Tin sửa", item)


def test_the_same_fault_at_one_address_is_kept_a_few_times(store: Store) -> None:
    with store.write() as connection:
        item = an_item(connection)
        bad = replace(page("Bảo trì", item), status=503)
        for _ in range(EVIDENCE_KEPT + 2):
            captures.add_evidence(connection, SOURCE, bad, Fault.MAINTENANCE, item_id=item.id)
        assert kept(connection) == EVIDENCE_KEPT
        captures.add_evidence(connection, SOURCE, bad, Fault.SERVER_ERROR)
        captures.add_evidence(connection, "hon-ngang", bad, Fault.MAINTENANCE)
        elsewhere = replace(bad, url="https://songcau.example.vn/khac")
        captures.add_evidence(connection, SOURCE, elsewhere, Fault.MAINTENANCE)
        assert kept(connection) == EVIDENCE_KEPT + 3


def test_good_captures_do_not_count_as_evidence(store: Store) -> None:
    with store.write() as connection:
        item = an_item(connection)
        for _ in range(EVIDENCE_KEPT):
            captures.add(connection, SOURCE, page("Tin", item), item_id=item.id)
        reasons = ("không thấy tiêu đề", "không thấy nội dung")
        captures.add_evidence(
            connection, SOURCE, page("Tin", item), Fault.NOT_AN_ARTICLE, reasons=reasons
        )
        row = connection.execute(sa.select(table).order_by(table.c.id.desc()).limit(1)).one()
    assert (row.fault, row.reasons) == ("not_an_article", "\n".join(reasons))


def test_a_capture_nobody_kept_is_a_key_error(store: Store) -> None:
    with store.read() as connection, pytest.raises(KeyError):
        captures.load(connection, 5)


def test_a_capture_whose_bytes_are_damaged_is_refused(store: Store) -> None:
    with store.write() as connection:
        stored = captures.add(connection, SOURCE, page("Tin", an_item(connection)))
        connection.execute(blobs.update().values(data=b"hong"))
        with pytest.raises(BlobError, match=stored.sha256):
            captures.load(connection, stored.id)


def fetched(body: bytes, minutes: int = 0, url: str = FILE_URL) -> FetchedFile:
    at = NOW + timedelta(minutes=minutes)
    return FetchedFile(url, body, "application/pdf", at, etag=f'"{minutes}"', last_modified="nay")


def test_a_file_replaced_at_its_address_is_the_new_one_and_the_old_bytes_stay(store: Store) -> None:
    with store.write() as connection:
        item = an_item(connection)
        old = files.put(connection, item.id, fetched(b"%PDF ban dau " * 40))
        new = files.put(connection, item.id, fetched(b"%PDF ban sau " * 40, minutes=9))
        assert files.of_item(connection, item.id) == [new]
        assert files.by_url(connection, item.id, FILE_URL) == new
        assert new.sha256 != old.sha256
        assert (new.size, new.etag, new.fetched_at) == (520, '"9"', NOW + timedelta(minutes=9))
        assert connection.scalar(sa.select(sa.func.count()).select_from(blobs)) == 2


def test_one_file_behind_two_items_and_two_addresses_is_kept_once(store: Store) -> None:
    with store.write() as connection:
        one, two = an_item(connection, 1), an_item(connection, 2)
        files.put(connection, one.id, fetched(b"%PDF"))
        files.put(connection, one.id, fetched(b"%PDF", url=FILE_URL + "?v=2"))
        files.put(connection, two.id, fetched(b"%PDF"))
        assert connection.scalar(sa.select(sa.func.count()).select_from(blobs)) == 1
        assert len(files.of_item(connection, one.id)) == 2
        assert len(files.of_item(connection, two.id)) == 1
        assert files.by_url(connection, two.id, FILE_URL + "?v=2") is None


def test_a_file_asked_for_and_unchanged_is_noted_alone(store: Store) -> None:
    later = NOW + timedelta(hours=5)
    with store.write() as connection:
        item = an_item(connection)
        before = files.put(connection, item.id, fetched(b"%PDF"))
        other = files.put(connection, item.id, fetched(b"%PDF", url=FILE_URL + "?v=2"))
        files.touch(connection, item.id, FILE_URL, later)
        files.touch(connection, item.id, "https://songcau.example.vn/nowhere", later)
        assert files.by_url(connection, item.id, FILE_URL) == replace(before, fetched_at=later)
        assert files.by_url(connection, item.id, other.url) == other
