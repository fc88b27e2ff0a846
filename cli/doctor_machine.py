"""What `doctor` looks at around the service: settings, channels, programs, systemd, the web port."""

import errno
import http.client
import shutil
from collections.abc import Iterator, Mapping
from datetime import datetime

from cli.checkup import Finding, fails, unknown, works
from cli.delivering import EXPECTED_URL
from cli.failures import CommandFailed
from cli.systemd import Manager
from config.endpoints import Endpoint, parse_endpoint
from config.sections import Web
from config.settings import Settings
from delivery.channels import Channel, ChannelError, check_url
from scheduler.hosting import PortTakenError, bind

ASK_WITHIN_S = 3.0
_OK = 200
#: Programs by what they would be for; any of the names will do.
PROGRAMS = {
    "scans": ("tesseract",),
    "scans_pdf": ("ocrmypdf",),
    "doc": ("antiword",),
    "render": ("chromium", "chromium-browser", "google-chrome"),
}


def look_at_settings(settings: Settings) -> Finding:
    """How much there is to watch and to tell."""
    told = {
        "path": settings.path,
        "sources": len(settings.sources),
        "channels": len(settings.channels),
        "subscriptions": len(settings.subscriptions),
    }
    if not settings.sources:
        return unknown("settings", "doctor.settings", "doctor.no_sources_advice", **told)
    if not settings.subscriptions:
        return unknown("settings", "doctor.settings", "doctor.no_subscriptions_advice", **told)
    return works("settings", "doctor.settings", **told)


def look_at_clock(settings: Settings, now: datetime) -> Finding:
    """The zone and the time we believe it is."""
    local = now.astimezone(settings.timezone)
    told = {"zone": settings.timezone.key, "at": local.strftime("%d/%m/%Y %H:%M:%S")}
    return works("clock", "doctor.zone", **told)


def look_at_channels(settings: Settings) -> Iterator[Finding]:
    """Whether each channel's address is one that can be sent to; nothing is sent."""
    for entry in settings.channels:
        try:
            check_url(Channel(entry.name, entry.url.get_secret_value()))
        except ChannelError as error:
            told = {"reason": str(error), "expected": EXPECTED_URL}
            yield fails(
                "channel", "doctor.bad_channel", "doctor.bad_channel_advice",
                subject=entry.name, **told,
            )  # fmt: skip
        else:
            yield works("channel", "doctor.channel", subject=entry.name)
    if not settings.operator.channels:
        yield unknown("channel", "doctor.no_operator", "doctor.no_operator_advice")


def look_at_programs(env: Mapping[str, str]) -> Iterator[Finding]:
    """Whether the optional programs are there; nothing stops without them."""
    for use, names in PROGRAMS.items():
        places = [shutil.which(name, path=env.get("PATH")) for name in names]
        place = next((found for found in places if found), None)
        if place:
            yield works("program", "doctor.program", subject=names[0], path=place)
        else:
            yield unknown("program", "doctor.no_program", f"doctor.for_{use}", subject=names[0])


def look_at_systemd(env: Mapping[str, str]) -> Finding:
    """Whether the service is installed and runs, under the system's manager or one's own."""
    managers = [Manager(env, own) for own in (False, True)]
    there = [manager for manager in managers if manager.is_there()]
    try:
        states = [manager.state() for manager in there]
    except CommandFailed:
        return unknown("systemd", "doctor.no_systemd", "doctor.no_systemd_advice")
    if not states:
        return unknown("systemd", "doctor.no_systemd", "doctor.no_systemd_advice")
    known = [state for state in states if state.known]
    if not known:
        return unknown("systemd", "doctor.no_unit", "doctor.no_unit_advice")
    running = next((state for state in known if state.runs), None)
    if running is None:
        told = {"path": known[0].path, "state": f"{known[0].active}/{known[0].sub}"}
        return fails("systemd", "doctor.unit_down", "doctor.unit_down_advice", **told)
    return works("systemd", "doctor.unit_runs", path=running.path, since=running.since)


def look_at_web(web: Web) -> Finding:
    """Whether the port of the web pages is free, or held by a service of ours."""
    if not web.listen:
        return works("web", "doctor.web_off")
    endpoint = parse_endpoint(web.listen)
    try:
        bind(endpoint.host, endpoint.port).close()
    except PortTakenError as error:
        taken = isinstance(error.__cause__, OSError) and error.__cause__.errno == errno.EADDRINUSE
        if taken and _is_ours(endpoint):
            return _ready(endpoint)
        told = {"listen": web.listen, "reason": str(error)}
        return fails("web", "doctor.web_taken", "doctor.web_taken_advice", **told)
    return works("web", "doctor.web_free", listen=web.listen)


def _ready(endpoint: Endpoint) -> Finding:
    code, text = _asked(endpoint, "/readyz")
    if code == _OK:
        return works("web", "doctor.web_ours", listen=endpoint)
    return fails("web", "doctor.web_unready", "doctor.web_unready_advice", told=text[:200])


def _is_ours(endpoint: Endpoint) -> bool:
    return _asked(endpoint, "/healthz") == (_OK, "ok\n")


def _asked(endpoint: Endpoint, path: str) -> tuple[int, str]:
    """What is answered there: status and the beginning of the text; 0 when nothing is."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(endpoint.host, endpoint.host)  # noqa: S104
    line = http.client.HTTPConnection(host, endpoint.port, timeout=ASK_WITHIN_S)
    try:
        line.request("GET", path)
        answer = line.getresponse()
        return answer.status, answer.read(1000).decode(errors="replace")
    except (OSError, http.client.HTTPException):
        return 0, ""
    finally:
        line.close()
