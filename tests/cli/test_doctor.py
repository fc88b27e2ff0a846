"""`chidao doctor`: each line says what is so, and nothing makes it hang or break."""

import json
import os
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli.checkup import Checkup, Finding, SideBySide, Verdict, works
from cli.doctor_machine import look_at_programs, look_at_systemd, look_at_web
from cli.doctor_network import Look, compared_clocks, look_at_names, look_at_sources
from cli.doctor_phrases import ADVICE, FOUND
from config.sections import Crawler, Web
from config.settings import Settings, load
from demo.faults import FaultName
from demo.portal import DemoPortal
from scheduler.hosting import bind
from sources.model import Capture, Profile, Source
from tests.cli.conftest import Call
from tests.cli.fake_systemd import FakeSystemd
from tests.cli.world import World
from tests.crawler.site import serving
from tests.web.house import pages, unlocked
from web.readiness import Part

NOW = datetime(2026, 2, 3, 4, 5, tzinfo=UTC)
PRIVATE = Crawler(allow_private_addresses=True)


def only(found: list[Finding]) -> Finding:
    (one,) = found
    return one


def checks(out: str) -> dict[tuple[str, str | None], str]:
    """The first verdict on each thing; the clock is also held against those of portals."""
    entries = reversed(json.loads(out)["checks"])
    return {(one["check"], one["subject"]): one["verdict"] for one in entries}


def test_a_world_that_works_is_told_so_line_by_line(chidao: Call, world: World) -> None:
    file = world.settings()
    file.write_text(file.read_text("utf-8").replace("127.0.0.1:9/", "127.0.0.1:9/x"), "utf-8")
    ended = chidao("doctor", "--json")
    assert ended.code == 0, ended.err
    told = checks(ended.out)
    good = ("settings", "store", "space", "clock", "names", "web")
    assert {name: told[name, None] for name in good} == dict.fromkeys(good, "works")
    assert told["source", "demo"] == told["channel", "dead"] == "works"
    assert json.loads(ended.out)["ok"]


def test_nothing_is_sent_and_each_portal_is_asked_once(chidao: Call, world: World) -> None:
    before = len(world.portal.journal.visits)
    chidao("doctor")
    asked = [visit.path for visit in world.portal.journal.visits[before:]]
    assert sorted(asked) == ["/", "/robots.txt"]


def test_people_read_what_to_do_in_their_language(chidao: Call, english: Call) -> None:
    vietnamese, other = chidao("doctor"), english("doctor", "--plain")
    assert "Không có gì hỏng." in vietnamese.out
    assert "→" in vietnamese.out
    rows = [line.split("\t") for line in other.out.splitlines()[:-1]]
    assert {len(row) for row in rows} == {4}
    assert {row[0] for row in rows} == {"works", "unknown"}


def test_a_mistake_in_the_settings_is_a_line_and_exit_1(bare: Call, tmp_path: Path) -> None:
    file = tmp_path / "chidao.toml"
    file.write_text('[web]\nlisten = "0.0.0.0:1"\n')
    ended = bare("--config", str(file), "doctor", "--json")
    assert ended.code == 1
    told = json.loads(ended.out)
    assert not told["ok"]
    assert "web.password" in told["checks"][0]["finding"]
    assert bare("--config", str(tmp_path / "none.toml"), "doctor").code == 1


def test_a_dead_portal_is_named_with_what_to_do(chidao: Call, world: World) -> None:
    world.portal.misbehave(FaultName.ERROR_503)
    try:
        ended = chidao("doctor", "--json")
    finally:
        world.portal.behave()
    assert ended.code == 1
    assert "demo" in ended.err
    assert checks(ended.out)["source", "demo"] == "fails"


def settings_for(folder: Path, *urls: str) -> Settings:
    text = "".join(
        f'[[sources]]\nname = "s{n}"\nurl = "{url}"\nevery = "1h"\n' for n, url in enumerate(urls)
    )
    file = folder / "sources.toml"
    file.write_text(f"[crawler]\nallow_private_addresses = true\n{text}")
    return load(file, {})


def test_ports_where_nobody_listens_and_names_of_nobody_are_lines(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, "http://127.0.0.1:9/", "http://nowhere.invalid/")
    *sources, clock = look_at_sources(settings.sources, PRIVATE)
    assert [(one.subject, one.verdict) for one in sources] == [
        ("s0", Verdict.FAILS),
        ("s1", Verdict.FAILS),
    ]
    assert clock.verdict is Verdict.UNKNOWN  # never a fault of its own
    names = only(look_at_names(settings.sources, PRIVATE))
    assert (names.verdict, names.values["names"]) == (Verdict.FAILS, "nowhere.invalid")


def test_private_addresses_stay_refused_where_the_settings_do(tmp_path: Path) -> None:
    today = datetime.now(UTC).date()
    with DemoPortal(3, today=today) as portal:
        settings = settings_for(tmp_path, portal.url)
        guarded, _ = look_at_sources(settings.sources, Crawler())
        assert not portal.journal.visits
    assert guarded.verdict is Verdict.FAILS


def test_a_portal_that_answers_tells_its_time_too(tmp_path: Path) -> None:
    with serving() as site:
        settings = settings_for(tmp_path, site.page("/"))
        source, clock = look_at_sources(settings.sources, PRIVATE)
    assert (source.verdict, source.values["status"]) == (Verdict.WORKS, 200)
    assert clock.verdict is Verdict.WORKS


def look_with_date(date: str) -> Look:
    source = Source("s", Profile("s", hosts=("a.example",)))
    return Look(source, Capture("u", "u", NOW, 200, {"date": date}, b""))


@pytest.mark.parametrize(
    ("dates", "verdict"),
    [
        (["Tue, 03 Feb 2026 04:05:30 GMT"], Verdict.WORKS),
        (["Tue, 03 Feb 2026 05:05:00 GMT"], Verdict.UNKNOWN),
        (["Tue, 03 Feb 2026 05:05:00 GMT", "Tue, 03 Feb 2026 05:06:00 GMT"], Verdict.FAILS),
        (["Tue, 03 Feb 2026 05:05:00 GMT", "Tue, 03 Feb 2026 04:05:00 -0000"], Verdict.WORKS),
        (["yesterday", "", "Tue, 99 Feb 2026 05:05:00 GMT"], Verdict.UNKNOWN),
        ([], Verdict.UNKNOWN),
    ],
)
def test_one_portal_s_clock_alone_is_no_proof(dates: list[str], verdict: Verdict) -> None:
    assert compared_clocks([look_with_date(date) for date in dates]).verdict is verdict


def test_no_source_at_all_is_no_fault() -> None:
    (clock,) = look_at_sources((), PRIVATE)
    assert clock.verdict is Verdict.UNKNOWN
    assert only(look_at_names((), PRIVATE)).verdict is Verdict.UNKNOWN


@pytest.fixture
def taken() -> Iterator[int]:
    with bind("127.0.0.1", 0) as opened:
        yield opened.getsockname()[1]


def test_a_port_is_free_taken_or_ours(taken: int) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert look_at_web(Web(listen=f"127.0.0.1:{port}")).found == "doctor.web_free"
    assert look_at_web(Web(listen="")).verdict is Verdict.WORKS
    assert look_at_web(Web(listen="192.0.2.7:8765")).verdict is Verdict.FAILS
    with unlocked() as house:
        assert look_at_web(Web(listen=f"127.0.0.1:{house.port}")).found == "doctor.web_ours"
    with unlocked(pages(Part("store", lambda: False))) as house:
        unready = look_at_web(Web(listen=f"127.0.0.1:{house.port}"))
        assert (unready.verdict, unready.found) == (Verdict.FAILS, "doctor.web_unready")
    assert look_at_web(Web(listen=f"127.0.0.1:{taken}")).found == "doctor.web_taken"


def test_a_missing_program_is_no_fault_and_says_what_it_is_for(tmp_path: Path) -> None:
    missing = list(look_at_programs({"PATH": str(tmp_path)}))
    assert {one.verdict for one in missing} == {Verdict.UNKNOWN}
    (tmp_path / "antiword").write_text("#!/bin/sh\n")
    (tmp_path / "antiword").chmod(0o755)
    there = [one for one in look_at_programs({"PATH": str(tmp_path)}) if one.subject == "antiword"]
    assert only(there).verdict is Verdict.WORKS


def test_the_unit_is_absent_up_or_down(tmp_path: Path) -> None:
    machine = FakeSystemd(tmp_path)
    machine.set_up()
    env = {"PATH": f"{tmp_path / 'bin'}:{os.defpath}"}
    assert look_at_systemd({"PATH": "/nothing"}).found == "doctor.no_systemd"
    assert look_at_systemd(env).found == "doctor.no_unit"
    machine.unit.parent.mkdir()
    machine.unit.touch()
    assert look_at_systemd(env).verdict is Verdict.FAILS
    (machine.state / "active").touch()
    assert look_at_systemd(env).verdict is Verdict.WORKS


def test_what_hangs_or_breaks_is_a_line_among_the_others() -> None:
    release = threading.Event()

    def hangs() -> list[Finding]:
        release.wait(30)
        return []

    def breaks() -> list[Finding]:
        raise ValueError("json://clerk:geheim@h/x")

    looks: list[Callable[[], list[Finding]]] = [hangs, breaks, list, lambda: [works("web", "x")]]
    asked = SideBySide([Checkup("store", look) for look in looks], within_s=0.3)
    silent, broken, last = asked.findings()
    release.set()
    assert (silent.found, broken.found, last.found) == ("doctor.silent", "doctor.broke", "x")
    assert "geheim" not in str(broken.values)


def test_every_advice_says_what_to_do() -> None:
    assert all(key.startswith("doctor.") for key in (*FOUND, *ADVICE))
    assert not set(FOUND) & set(ADVICE)
