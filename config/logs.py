"""Logs: one line an event on stderr, past tense, with fields; other libraries from WARNING on."""

import json
import logging
import re
import sys
from collections.abc import Mapping
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from config.redaction import redact_value

# What needs no quotes in key=value: no blank, quote, equals sign or control character.
_BARE = re.compile(r"[^\s\"=\x00-\x1f\x7f\x85\u2028\u2029]+")
_LEADING = ("timestamp", "level", "event")


class _Bridge(logging.StreamHandler[TextIO]):
    """Our handler on the root logger, known by its class when logs are set up again."""


def configure(level: str = "info", *, as_json: bool = False, stream: TextIO | None = None) -> None:
    """Send events from `level` on to `stream` (stderr); may be called again.

    `level`: debug, info, warning or error. Raises ValueError for another.
    """
    number = logging.getLevelNamesMapping().get(level.upper())
    if number is None:
        raise ValueError(f'"{level}" is no level; expected debug, info, warning or error')
    target = stream or sys.stderr
    last: list[Processor] = [structlog.processors.format_exc_info, _redacted]
    last.append(_as_json if as_json else _as_line)
    structlog.configure(
        processors=[structlog.contextvars.merge_contextvars, *_stamps(), *last],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(target),
        cache_logger_on_first_use=False,
    )
    _bridge(target, last, max(number, logging.WARNING))


def _stamps() -> list[Processor]:
    return [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _bridge(stream: TextIO, last: list[Processor], level: int) -> None:
    """Lead the logging of scrapy, twisted, alembic and apscheduler the same way.

    Apprise names addresses with their credentials: `delivery.channels` keeps its log inside.
    """
    root = logging.getLogger()
    for handler in [known for known in root.handlers if isinstance(known, _Bridge)]:
        root.removeHandler(handler)
    handler = _Bridge(stream)
    handler.setLevel(level)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *_stamps()],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    root.addHandler(handler)
    root.setLevel(level)
    logging.captureWarnings(True)


def _redacted(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return {key: redact_value(key, value) for key, value in event.items()}


def _as_json(_logger: WrappedLogger, _method: str, event: Mapping[str, Any]) -> str:
    return json.dumps(event, ensure_ascii=False)


def _as_line(_logger: WrappedLogger, _method: str, event: Mapping[str, Any]) -> str:
    """`2026-02-03T04:05:06Z info article recorded outcome=changed version=3`, always one line."""
    leading = " ".join(_on_one_line(str(event[key])) for key in _LEADING if key in event)
    fields = [f"{key}={_field(value)}" for key, value in event.items() if key not in _LEADING]
    return " ".join([leading, *fields])


def _on_one_line(text: str) -> str:
    return text if text.isprintable() else json.dumps(text, ensure_ascii=False)


def _field(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if _BARE.fullmatch(text) else json.dumps(text, ensure_ascii=False)
