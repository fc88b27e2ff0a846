"""What `chidao status` says of sources that are not well: a line each, and none for the others."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cli.context import Context
from cli.health import HealthStatus, network_line, network_object
from ingest.network import Network
from sources.faults import Fault
from sources.health import Tier
from storage.sources import SourceState

NOW = datetime(2026, 2, 3, 1, 30, tzinfo=UTC)
SETTINGS = 'language = "{}"\n[storage]\nurl = "sqlite:///{}/x.db"\n'


@pytest.fixture(params=["vi", "en"])
def cli(request: pytest.FixtureRequest, tmp_path: Path) -> Context:
    file = tmp_path / "chidao.toml"
    file.write_text(SETTINGS.format(request.param, tmp_path), encoding="utf-8")
    return Context(file, plain=True, env={})


def health(**known: object) -> HealthStatus:
    state = SourceState("songcau", "Cổng", "https://a.example", "", "10m", None, None, 0, None, "")
    values = {name: getattr(state, name) for name in SourceState.__dataclass_fields__} | known
    return HealthStatus.of(SourceState(**values))


def test_a_well_source_has_no_line(cli: Context) -> None:
    assert health().line(cli, "songcau", NOW) == ""


def test_a_blind_source_says_since_when_why_how_often_and_what_is_next(cli: Context) -> None:
    since = NOW - timedelta(hours=2)
    blind = health(
        blind_since=since, troubled_since=since, blind_why="dns", bad_runs=4, told="blind"
    )
    line = blind.line(cli, "songcau", NOW)
    assert line.startswith("songcau: ")
    assert "\n" not in line
    for part in ("03/02/2026 06:30", "03/02/2026 08:30", "4"):
        assert part in line
    assert "dns" not in line
    assert blind.as_object(UTC) == {
        "tier": "blind",
        "since": "2026-02-02T23:30:00+00:00",
        "why": "dns",
        "bad_runs": 4,
    }


def test_an_unsteady_source_and_one_that_recovers_have_lines_of_their_own(cli: Context) -> None:
    shaky = health(troubled_since=NOW, blind_why="timeout", bad_runs=1)
    recovering = health(told="blind", told_since=NOW, good_since=NOW, good_runs=1)
    assert (shaky.tier, recovering.tier) == (Tier.UNSTEADY, Tier.UNSTEADY)
    lines = {one.line(cli, "songcau", NOW) for one in (shaky, recovering)}
    assert len(lines) == 2


def test_an_outage_of_everything_is_one_line_and_an_object(cli: Context) -> None:
    line = network_line(cli, Network(NOW, Fault.OFFLINE))
    assert "03/02/2026 08:30" in line
    assert "\n" not in line
    shown = network_object(Network(NOW, Fault.OFFLINE), UTC)
    assert shown == {"since": "2026-02-03T01:30:00+00:00", "why": "offline"}
    assert network_object(None, UTC) is None
