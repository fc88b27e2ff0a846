"""`backup` and `restore` as people meet them: one sentence each, and the store as it was."""

import json
import os
import shutil
from pathlib import Path

import pytest
import zstandard

from tests.cli.conftest import Call, called
from tests.cli.world import Ended, World, child

SECRETS = ("s3cr3t-of-the-channel", "s3cr3t-of-the-proxy")


def elsewhere(world: World, folder: Path) -> Call:
    """Call the command in a new folder with the same settings and no store."""
    folder.mkdir()
    for name in ("chidao.toml", "en.toml"):
        shutil.copy(world.settings(name), folder / name)
    return lambda *arguments: called("--config", str(folder / "chidao.toml"), *arguments)


def said(ended: Ended, code: int) -> str:
    """The one sentence on stderr."""
    assert ended.code == code, ended.err
    assert "Traceback" not in ended.err
    assert len(ended.err.splitlines()) == 1
    return ended.err


def test_a_store_comes_back_in_another_place_as_it_was(
    world: World, chidao: Call, tmp_path: Path
) -> None:
    file = tmp_path / "a.backup"
    made = chidao("backup", str(file))
    assert made.code == 0
    assert "đọc lại thấy nguyên vẹn" in made.out
    there = elsewhere(world, tmp_path / "there")
    done = there("restore", str(file))
    assert done.code == 0
    assert "mọi mã băm và mắt xích đều khớp" in done.out
    assert "Thông báo chờ gửi: 0" in done.out
    assert there("export").out == chidao("export").out
    assert there("verify").code == 0
    assert there("list", "--json").out == chidao("list", "--json").out


def test_both_report_as_json(world: World, chidao: Call, tmp_path: Path) -> None:
    file = tmp_path / "a.backup"
    made = json.loads(chidao("backup", str(file), "--json").out)
    assert made.keys() == {"file", "bytes", "made_at", "schema", "rows"}
    assert made["bytes"] == file.stat().st_size
    done = json.loads(elsewhere(world, tmp_path / "there")("restore", str(file), "--json").out)
    assert done.keys() == {"made_at", "rows", "waiting", "verified", "broken"}
    assert (done["rows"], done["made_at"]) == (made["rows"], made["made_at"])
    assert done["verified"] is True


def test_a_check_after_a_restore_finds_nothing_new(
    world: World, chidao: Call, tmp_path: Path
) -> None:
    chidao("backup", str(tmp_path / "a.backup"))
    there = elsewhere(world, tmp_path / "there")
    there("restore", str(tmp_path / "a.backup"))
    report = json.loads(there("check", "--full", "--json").out)
    assert [(s["new"], s["changed"], s["errors"]) for s in report["sources"]] == [(0, 0, [])]
    assert report["alerts"]["queued"] == 0


def test_no_secret_of_the_settings_is_in_a_backup(world: World, tmp_path: Path) -> None:
    text = world.settings().read_text(encoding="utf-8")
    channel, proxy = SECRETS
    text = text.replace("json://127.0.0.1:9/", f"json://user:{channel}@127.0.0.1:9/{channel}")
    text += '\n[[subscriptions]]\nname = "vắng"\nchannels = ["dead"]\non = ["*"]\n'
    secret = tmp_path / "proxy"
    secret.write_text(f"http://u:{proxy}@127.0.0.1:9/", encoding="utf-8")
    world.settings().write_text(text, encoding="utf-8")
    item = world.portal.items[0]
    world.portal.edit_title(item, "Tiêu đề khác hẳn của tin này")
    checked = called("--config", str(world.settings()), "check", "--full")
    world.portal.edit_title(item, item.title)  # the portal is every test's
    assert checked.code == 1  # the dead channel
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHIDAO_CRAWLER__PROXY_FILE", str(secret))
        ended = called("--config", str(world.settings()), "backup", str(tmp_path / "a.backup"))
    assert ended.code == 0, ended.err
    with (tmp_path / "a.backup").open("rb") as file:
        lines = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True).read()
    assert b'"dead"' in lines  # the delivery that waits names the channel, and no address
    assert [word for word in (*SECRETS, "json://") if word.encode() in lines] == []


def test_a_backup_that_can_not_be_written_says_why(
    world: World, chidao: Call, english: Call, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("kept")
    assert "đã có rồi" in said(chidao("backup", str(tmp_path / "taken")), 2)
    assert "overwrites nothing" in said(english("backup", str(tmp_path)), 2)
    missing = said(english("backup", str(tmp_path / "nowhere" / "a")), 1)
    assert "could not be written: No such file or directory" in missing
    assert "not a directory" in said(english("backup", str(tmp_path / "taken" / "a")), 1).lower()


def test_a_full_disk_is_one_sentence_and_leaves_nothing(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    limited = tmp_path / "sitecustomize.py"
    limited.write_text(
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))"
    )
    path = os.pathsep.join([str(tmp_path), str(Path(__file__).parents[2])])
    ended = child(
        *("--config", str(world.settings("en.toml")), "backup", str(folder / "a")),
        folder=tmp_path,
        environment={"PYTHONPATH": path},
    )
    assert "could not be written: File too large" in said(ended, 1)
    assert os.listdir(folder) == []


def test_a_restore_that_can_not_be_done_says_why_and_changes_nothing(
    world: World, chidao: Call, english: Call, tmp_path: Path
) -> None:
    file = tmp_path / "a.backup"
    chidao("backup", str(file))
    before = chidao("export").out
    assert "không trống (items: " in said(chidao("restore", str(file)), 2)
    assert "is not empty" in said(english("restore", str(file)), 2)
    damaged = tmp_path / "b.backup"
    damaged.write_bytes(file.read_bytes()[:-1])
    assert "is no whole backup" in said(english("restore", str(damaged)), 1)
    assert "expected a file that chidao backup wrote" in said(english("restore", str(tmp_path)), 2)
    assert "cần tệp mà chidao backup" in said(chidao("restore", str(tmp_path / "không có")), 2)
    assert chidao("export").out == before


def test_a_restore_into_the_place_of_a_service_that_only_read_its_settings_works(
    world: World, chidao: Call, tmp_path: Path
) -> None:
    chidao("backup", str(tmp_path / "a.backup"))
    there = elsewhere(world, tmp_path / "there")
    there("list")  # makes the store
    assert there("restore", str(tmp_path / "a.backup")).code == 0
    assert there("export").out == chidao("export").out
