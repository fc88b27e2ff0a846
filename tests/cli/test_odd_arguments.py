"""Arguments of odd shapes: refused in a sentence or taken as they are, never a traceback."""

from pathlib import Path

import pytest

from tests.cli.conftest import Call

PAGE = (
    "<html><body><h1>Tin của xã</h1><p>Sáng 03/02, hội chợ được khai mạc tại trung tâm xã.</p>"
    "<a href='http://['>x</a></body></html>"
)


@pytest.mark.parametrize(
    "address",
    [
        "http://\u202e/",
        "http://a..b/",
        "http://" + "a" * 70 + ".vn/",
        "https://x.example:99999/",
        "HTTPS://[",
        "http://?a",
        "http://:80/",
    ],
)
def test_an_address_that_no_network_knows_is_refused_at_once(en: Call, address: str) -> None:
    ended = en("explain", address)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.endswith(": no usable address\n")


@pytest.mark.parametrize("group", ["db", "channel"])
def test_a_group_called_alone_shows_its_help_and_no_empty_sentence(bare: Call, group: str) -> None:
    ended = bare(group)
    assert ended.code == 2
    assert f"chidao {group}" in ended.out + ended.err
    assert "chidao: \n" not in ended.err


@pytest.mark.parametrize("url", ["http://[", "x", "javascript:1", "", "http://x.example:port/"])
def test_a_saved_page_is_read_whatever_address_it_is_said_to_have(
    en: Call, tmp_path: Path, url: str
) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    ended = en("explain", str(tmp_path / "page.html"), "--url", url)
    assert (ended.code, ended.err) == (0, "")
    assert "Kind of page: " in ended.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "²"),
        ("show", "1" * 9),
        ("diff", "1", "--", "-1"),
        ("diff", "1", "-1"),
        ("why", "1", "--subscription", " "),
        ("why", "1", "--subscription", "operator"),
        ("deliver", "--resend", "x" * 10_000),
        ("check", ""),
        ("check", "demo "),
        ("channel", "test", ""),
        ("db", "fly"),
        ("explain", ""),
        ("verify", ""),
    ],
)
def test_a_name_that_names_nothing_is_one_sentence(en: Call, arguments: tuple[str, ...]) -> None:
    ended = en(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("chidao: ")
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize("body", ["x" * 10_000, "()[]{}*", "%", "'; --", "\\"])
def test_a_receiver_is_a_name_and_no_pattern(en: Call, body: str) -> None:
    ended = en("directives", "--to", body)
    assert (ended.code, ended.out, ended.err) == (0, "Nothing.\n", "")
