"""Logs: one line an event, fields behind it, secrets nowhere, other libraries from WARNING on."""

import io
import json
import logging
import re
import warnings
from collections.abc import Iterator

import pytest
import structlog

from config.logs import configure


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(False)
    structlog.reset_defaults()


def lines(stream: io.StringIO) -> list[str]:
    return stream.getvalue().splitlines()


def without_time(line: str) -> str:
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z ", line)
    return line.partition(" ")[2]


def test_an_event_is_one_line_with_its_fields() -> None:
    stream = io.StringIO()
    configure(stream=stream)
    structlog.get_logger().info(
        "article recorded", outcome="changed", title="Chỉ đạo mới", version=3, lead=None, ok=True
    )
    (line,) = lines(stream)
    assert without_time(line) == (
        'info article recorded outcome=changed title="Chỉ đạo mới" version=3 lead=null ok=true'
    )


@pytest.mark.parametrize(
    "evil", ["a\nb", "a\rb", "a\u2028b", "a\x1b[31mb", 'a" level=error', "a=b", ""]
)
def test_no_value_can_forge_a_line_or_a_field(evil: str) -> None:
    stream = io.StringIO()
    configure(stream=stream)
    structlog.get_logger().warning("page refused", why=evil, n=1)
    assert stream.getvalue().count("\n") == 1
    assert stream.getvalue().strip().endswith("n=1")
    assert 'why="' in stream.getvalue()


def test_an_event_with_a_line_break_is_still_one_line() -> None:
    stream = io.StringIO()
    configure(stream=stream)
    structlog.get_logger().info("first\nsecond")
    assert len(lines(stream)) == 1


def test_json_is_one_object_a_line() -> None:
    stream = io.StringIO()
    configure(as_json=True, stream=stream)
    structlog.get_logger().info("alert sent", channel="nhóm", tries=[1, 2])
    record = json.loads(stream.getvalue())
    assert record.pop("timestamp").endswith("Z")
    assert record == {
        "event": "alert sent",
        "level": "info",
        "channel": "nhóm",
        "tries": [1, 2],
    }
    assert "nhóm" in stream.getvalue()


@pytest.mark.parametrize(
    ("level", "expected"),
    [("debug", 4), ("info", 3), ("WARNING", 2), ("error", 1)],
)
def test_events_below_the_level_are_left_out(level: str, expected: int) -> None:
    stream = io.StringIO()
    configure(level, stream=stream)
    log = structlog.get_logger()
    log.debug("a")
    log.info("b")
    log.warning("c")
    log.error("d")
    assert len(lines(stream)) == expected


def test_an_unknown_level_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="expected debug, info, warning or error"):
        configure("loud")


@pytest.mark.parametrize("as_json", [False, True])
def test_secrets_are_nowhere_not_even_in_exceptions(as_json: bool) -> None:
    stream = io.StringIO()
    configure(as_json=as_json, stream=stream)
    log = structlog.get_logger()
    try:
        raise ConnectionError("postgresql://u:geheim@db/n refused")
    except ConnectionError as error:
        log.exception("store lost", proxy="http://u:geheim@p:1", password="geheim", error=error)
        logging.getLogger("scrapy").exception("sent to json://u:geheim@h")
    assert len(lines(stream)) == 2
    assert "geheim" not in stream.getvalue()
    assert "postgresql://***@db" in stream.getvalue()
    assert "ConnectionError" in stream.getvalue()


def test_other_libraries_speak_from_warning_on_in_the_same_form() -> None:
    stream = io.StringIO()
    configure("debug", stream=stream)
    for name in ("scrapy.core.engine", "twisted", "alembic.runtime", "apscheduler", "asyncio"):
        logging.getLogger(name).info("chatter")
        logging.getLogger(name).warning("trouble with %s", "json://u:geheim@h/x")
    assert [without_time(line) for line in lines(stream)] == [
        f"warning trouble with json://***@h/*** logger={name}"
        for name in ("scrapy.core.engine", "twisted", "alembic.runtime", "apscheduler", "asyncio")
    ]


def test_setting_up_again_replaces_and_never_doubles() -> None:
    first, second = io.StringIO(), io.StringIO()
    configure(stream=first)
    configure(stream=second)
    logging.getLogger("scrapy").error("once")
    structlog.get_logger().info("once")
    assert first.getvalue() == ""
    assert len(lines(second)) == 2


def test_warnings_of_python_are_events_too() -> None:
    stream = io.StringIO()
    configure(stream=stream)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(True)
        warnings.warn("old way", stacklevel=1)
    assert "old way" in stream.getvalue()


def test_bound_fields_of_a_crawl_stand_in_every_line() -> None:
    stream = io.StringIO()
    configure(stream=stream)
    with structlog.contextvars.bound_contextvars(source="quangtri"):
        structlog.get_logger().info("listing read", items=20)
    assert "source=quangtri" in stream.getvalue()
