"""Types of single settings: each reads what people write, or says what was expected."""

import unicodedata
from collections.abc import Callable
from datetime import timedelta
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, SecretStr

from alerts.model import EventKind
from config.endpoints import parse_endpoint
from config.mistakes import shown
from sources.every import parse_every
from sources.profile import host_of
from sources.units import UnitError, parse_duration, parse_size, parse_span
from sources.weekly import parse_weekly

ALL_EVENTS = "*"
_STORES = ("sqlite", "postgresql", "postgresql+psycopg")
_EXPECTED_STORE = '"sqlite:///chidao.db" or "postgresql+psycopg://user@host/name"'
_EXPECTED_HEARTBEAT = 'one such as "https://checks.example/ping/…", or "" for none'
_EXPECTED_PROXY = 'an address such as "http://proxy.example:3128", or "" for none'


def _text_of(kind: str, example: str) -> Callable[[object], str]:
    """A reader that accepts text only, so that a bare number is told to need its unit."""

    def read(value: object) -> str:
        if not isinstance(value, str):
            raise UnitError(f"{shown(value)} is no {kind}", f"a text such as {example}")
        return value

    return read


def _duration(value: object) -> timedelta:
    return parse_duration(_text_of("length of time", '"60s" or "24h"')(value))


def _positive_duration(value: object) -> timedelta:
    duration = _duration(value)
    if not duration:
        raise UnitError(f'"{value}" is no time at all', 'more than nothing, such as "60s"')
    return duration


def _positive_size(value: object) -> int:
    size = parse_size(_text_of("size", '"8MiB"')(value))
    if not size:
        raise UnitError(f'"{value}" would allow nothing', 'more than nothing, such as "8MiB"')
    return size


def _zone(value: object) -> ZoneInfo:
    text = _text_of("time zone", '"Asia/Ho_Chi_Minh"')(value)
    try:
        return ZoneInfo(text)
    except (ValueError, OSError, LookupError):
        raise UnitError(
            f'"{text}" is no time zone', 'a name such as "Asia/Ho_Chi_Minh" or "UTC"'
        ) from None


def _every(value: object) -> str:
    text = _text_of("interval", '"10m"')(value)
    parse_every(text)
    return text


def _alive(value: object) -> str:
    text = _text_of("days and time", '"mon 08:00"')(value).strip()
    if text:
        parse_weekly(text)
    return text


def _silence(value: object) -> str:
    text = _text_of("length of time", '"5d" or "5wd"')(value)
    if text:
        parse_span(text)
    return text


def _without_controls(text: str) -> str:
    if any(unicodedata.category(letter) == "Cc" for letter in text):
        raise UnitError("it holds a line break or another control character", "one line of text")
    return text


def _one_line(text: str) -> str:
    _without_controls(text)
    return unicodedata.normalize("NFC", text.strip())


def _name(text: str) -> str:
    line = _one_line(text)
    if not line:
        raise UnitError("it is empty", "a text in quotes")
    return line


def _event(text: str) -> str:
    known = [ALL_EVENTS, *(kind.value for kind in EventKind)]
    if text not in known:
        raise UnitError(f'"{text}" is no event', "one of: " + ", ".join(known))
    return text


def _web_address(text: str) -> str:
    if text:
        host_of(text)
    return text


def _store_url(secret: SecretStr) -> SecretStr:
    url = _without_controls(secret.get_secret_value())
    try:
        parts = urlsplit(url)
        known = parts.scheme in _STORES and parts.port != 0
    except ValueError:
        known = False
    if not known or "://" not in url:
        raise UnitError("it is no address of a store", _EXPECTED_STORE)
    if parts.scheme == "sqlite" and (parts.netloc or parts.path.strip("/") in {"", ":memory:"}):
        raise UnitError("it names no file, so nothing would be kept", _EXPECTED_STORE)
    return secret


def _channel_url(secret: SecretStr) -> SecretStr:
    scheme, mark, rest = _without_controls(secret.get_secret_value()).partition("://")
    if not mark or not scheme.isascii() or not scheme.isalnum() or not rest.strip():
        raise UnitError("it is no Apprise URL", 'something like "json://127.0.0.1:9000/hook"')
    return secret


def _proxy(secret: SecretStr) -> SecretStr:
    url = _without_controls(secret.get_secret_value())
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if url and not usable:
        raise UnitError("it is no address of a proxy", _EXPECTED_PROXY)
    return secret


def _heartbeat_url(secret: SecretStr) -> SecretStr:
    url = _without_controls(secret.get_secret_value()).strip()
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if url and not (usable and url.isascii() and " " not in url):
        raise UnitError("it is no address to ask", _EXPECTED_HEARTBEAT)
    return SecretStr(url)


def _listen(text: str) -> str:
    return str(parse_endpoint(text)) if text.strip() else ""


def _password(secret: SecretStr) -> SecretStr:
    return SecretStr(_without_controls(secret.get_secret_value()).strip())


Duration = Annotated[timedelta, BeforeValidator(_duration)]
PositiveDuration = Annotated[timedelta, BeforeValidator(_positive_duration)]
PositiveSize = Annotated[int, BeforeValidator(_positive_size)]
Zone = Annotated[ZoneInfo, BeforeValidator(_zone)]
Every = Annotated[str, BeforeValidator(_every)]
Alive = Annotated[str, BeforeValidator(_alive)]
Silence = Annotated[str, BeforeValidator(_silence)]
Line = Annotated[str, AfterValidator(_one_line)]
Name = Annotated[str, AfterValidator(_name)]
EventName = Annotated[str, AfterValidator(_event)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
StoreUrl = Annotated[SecretStr, AfterValidator(_store_url)]
ChannelUrl = Annotated[SecretStr, AfterValidator(_channel_url)]
Proxy = Annotated[SecretStr, AfterValidator(_proxy)]
HeartbeatUrl = Annotated[SecretStr, AfterValidator(_heartbeat_url)]
Listen = Annotated[str, AfterValidator(_listen)]
Password = Annotated[SecretStr, AfterValidator(_password)]
