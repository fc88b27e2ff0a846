"""`chidao explain` of files and addresses."""

import json
from pathlib import Path

import pytest

from cli.saved_files import MOST_BYTES
from demo.portal import DemoPortal
from tests.cli.conftest import Call
from tests.cli.world import World

ORDER = (
    "UBND tỉnh ban hành Công văn số 412/UBND-KGVX ngày 03/02/2026.\n"
    "UBND tỉnh yêu cầu Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Nội vụ báo cáo kết quả "
    "chuyển đổi số cấp xã trước ngày 10/02/2026.\n"
)
PAGE = (
    "<html><head><title>Khai mạc hội chợ</title></head><body><h1>Khai mạc hội chợ</h1>"
    "<p>Sáng 03/02, hội chợ được khai mạc tại trung tâm xã, với nhiều gian hàng của bà con.</p>"
    "<p>Hội chợ kéo dài ba ngày, mở cửa từ sáng đến tối, vào cửa tự do cho mọi người.</p>"
    "</body></html>"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "given"


def test_a_text_is_read_without_settings(bare: Call, file: Path) -> None:
    file.write_text(ORDER, encoding="utf-8")
    ended = bare("explain", str(file))
    assert ended.code == 0
    assert "→ Sở Khoa học và Công nghệ" in ended.out
    assert "Hạn: 10/02/2026" in ended.out
    assert "Quy tắc:" in ended.out


def test_a_text_as_json_has_the_instruction(bare: Call, file: Path) -> None:
    file.write_text(ORDER, encoding="utf-8")
    told = json.loads(bare("explain", str(file), "--json").out)
    assert told["is_directive"] is True
    [instruction] = told["directives"]
    assert instruction["addressees"] == ["Sở Khoa học và Công nghệ"]
    assert instruction["deadline"]["due"] == "2026-02-10"
    assert instruction["rule"]
    assert instruction["span"] in ORDER


def test_english_labels_where_the_settings_say_so(english: Call, file: Path) -> None:
    file.write_text(ORDER, encoding="utf-8")
    out = english("explain", str(file)).out
    assert "Deadline: 10/02/2026" in out
    assert "Gives orders: yes" in out


def test_a_page_is_told_from_a_text(bare: Call, file: Path) -> None:
    file.write_text(PAGE, encoding="utf-8")
    told = json.loads(bare("explain", str(file), "--url", "https://x.example/a", "--json").out)
    assert "Khai mạc hội chợ" in told["title"]
    assert told["page_kind"]
    assert 0 <= told["quality"] <= 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_a_text_of_another_encoding(bare: Call, file: Path, encoding: str) -> None:
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    file.write_bytes(mark + ORDER.encode(encoding))
    assert json.loads(bare("explain", str(file), "--json").out)["is_directive"] is True


def test_windows_line_ends_are_read_as_lines(bare: Call, file: Path) -> None:
    file.write_bytes(ORDER.replace("\n", "\r\n").encode())
    assert json.loads(bare("explain", str(file), "--json").out)["directives"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "tệp rỗng"),
        (b" \r\n\t", "tệp rỗng"),
        (b"%PDF-1.7\0\0\1\2", "không phải là trang web hay văn bản thuần"),
        (bytes(range(256)), "không phải là trang web hay văn bản thuần"),
    ],
)
def test_a_file_that_is_no_text_is_wrong_usage(
    bare: Call, file: Path, content: bytes, said: str
) -> None:
    file.write_bytes(content)
    ended = bare("explain", str(file))
    assert ended.code == 2
    assert said in ended.err
    assert ended.out == ""


def test_an_endless_file_is_not_read_to_its_end(bare: Call) -> None:
    ended = bare("explain", "/dev/zero")
    assert ended.code == 2
    assert str(MOST_BYTES // 1024**2) in ended.err


@pytest.mark.parametrize("place", ["/no/such/file", "/", "x" * 5000, "ftp://x.example/", "-"])
def test_a_file_that_can_not_be_read_is_wrong_usage(bare: Call, place: str) -> None:
    ended = bare("explain", place)
    assert ended.code == 2
    assert ended.err.count("\n") == 1


def test_nothing_to_explain_is_wrong_usage(bare: Call) -> None:
    assert bare("explain").code == 2


def test_an_address_is_fetched_and_read(chidao: Call, world: World) -> None:
    told = json.loads(chidao("explain", world.moved_order, "--json").out)
    assert told["page_kind"] == "article"
    assert told["directives"]
    people = chidao("explain", world.moved_order)
    assert people.code == 0
    assert "Loại trang: bài viết" in people.out


def test_a_listing_shows_its_items(chidao: Call, world: World) -> None:
    out = chidao("explain", f"{world.portal.url}/tin-tuc").out
    assert "Loại trang: danh mục" in out
    assert "/chi-tiet-tin/" in out


def test_a_missing_page_is_named_on_stderr(chidao: Call, world: World) -> None:
    ended = chidao("explain", f"{world.portal.url}/chi-tiet-tin/-/view-article/1/1/1", "--json")
    assert "404" in ended.err
    assert json.loads(ended.out)["page_kind"] != "article"


def test_private_addresses_are_refused_without_settings(
    bare: Call, watched: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = bare("explain", f"{watched.portal.url}/")
    assert ended.code == 1
    assert ended.err.count("\n") == 1
    assert isinstance(watched.portal, DemoPortal)


def test_a_portal_that_is_down_is_a_sentence(chidao: Call) -> None:
    ended = chidao("explain", "http://127.0.0.1:9/")
    assert ended.code == 1
    assert "http://127.0.0.1:9/: " in ended.err


@pytest.mark.parametrize("url", ["http://", "http://[", "https://x.example:port/", "http:///a"])
def test_an_address_that_is_none_is_wrong_usage(bare: Call, url: str) -> None:
    ended = bare("explain", url)
    assert ended.code == 2
    assert ended.err.count("\n") == 1


def test_nothing_is_stored(chidao: Call, world: World) -> None:
    before = chidao("list", "--json").out
    chidao("explain", world.moved_order)
    assert chidao("list", "--json").out == before
