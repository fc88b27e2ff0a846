"""A local receiver of alerts: takes what Apprise's `json://` posts, and can be told to fail."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Condition
from typing import Any, Self

from demo.items import LOCAL
from demo.wire import HOST, LocalServer, Manner, Request, Response

ANY_PATH = ""  # a rule for all paths
WAIT_SECONDS = 10.0  # how long wait_for() hopes unless told otherwise


@dataclass(frozen=True, slots=True)
class Message:
    """One POST as it came: `body` is its JSON object (empty when it was none), `raw` its bytes.

    `status` is what was answered, 0 when nothing was.
    """

    at: datetime
    path: str
    headers: dict[str, str]
    raw: bytes = field(repr=False)
    body: dict[str, Any] = field(repr=False)
    status: int

    @property
    def title(self) -> str:
        """The title of the alert."""
        return str(self.body.get("title", ""))

    @property
    def text(self) -> str:
        """The text of the alert."""
        return str(self.body.get("message", ""))


@dataclass(frozen=True, slots=True)
class Rule:
    """How posts to a path (or all) are answered, so many times or for ever."""

    path: str
    status: int
    manner: Manner
    headers: tuple[tuple[str, str], ...]
    times: int | None


class Receiver:
    """An alert endpoint on 127.0.0.1; every POST is recorded, whatever is answered."""

    def __init__(self, clock: Callable[[], datetime] = lambda: datetime.now(LOCAL)) -> None:
        self._clock = clock
        self._changed = Condition()
        self._messages: list[Message] = []
        self._rules: list[Rule] = []
        self._server = LocalServer(self._respond)

    @property
    def url(self) -> str:
        """`http://127.0.0.1:PORT/`."""
        return f"{self._server.url}/"

    @property
    def json_url(self) -> str:
        """`json://127.0.0.1:PORT/`; add a path to tell channels apart."""
        return f"json://{HOST}:{self._server.port}/"

    @property
    def messages(self) -> tuple[Message, ...]:
        """All that came, in order."""
        with self._changed:
            return tuple(self._messages)

    @property
    def accepted(self) -> tuple[Message, ...]:
        """Those that were answered with 2xx."""
        return tuple(each for each in self.messages if 200 <= each.status < 300)  # noqa: PLR2004

    def start(self, port: int = 0) -> Self:
        """Listens on any free port, or the given one."""
        self._server.start(port)
        return self

    def stop(self) -> None:
        """Closes everything."""
        self._server.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def answer(
        self,
        status: int,
        path: str = ANY_PATH,
        times: int | None = None,
        *,
        retry_after: str = "",
        delay: float = 0.0,
    ) -> None:
        """Answers posts with this status from now on, after `delay` seconds."""
        headers = (("Retry-After", retry_after),) if retry_after else ()
        self._add(Rule(path, status, Manner(delay=delay), headers, times))

    def hang(self, path: str = ANY_PATH, times: int | None = None) -> None:
        """Takes posts and never answers."""
        self._add(Rule(path, 0, Manner(hang=True), (), times))

    def drop_answer(self, path: str = ANY_PATH, times: int | None = None) -> None:
        """Takes posts and closes the connection without a word: accepted, but nobody knows."""
        self._add(Rule(path, 0, Manner(drop=True), (), times))

    def behave(self) -> None:
        """All is well again."""
        with self._changed:
            self._rules.clear()

    def clear(self) -> None:
        """Forgets what came."""
        with self._changed:
            self._messages.clear()

    def wait_for(self, count: int, timeout: float = WAIT_SECONDS) -> tuple[Message, ...]:
        """The messages as soon as there are `count`; those that came when the time is over."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._messages) >= count, timeout)
            return tuple(self._messages)

    def _add(self, rule: Rule) -> None:
        with self._changed:
            self._rules.append(rule)

    def _respond(self, request: Request) -> Response:
        if request.method != "POST":
            return Response(405, headers=(("Allow", "POST"),))
        with self._changed:
            rule = self._take(request.path)
            status = rule.status if rule else 200
            moment, body = self._clock(), _json_object(request.body)
            message = (moment, request.path, request.headers, request.body, body, status)
            self._messages.append(Message(*message))
            self._changed.notify_all()
        if rule is None:
            return Response(200, b"ok", "text/plain")
        return Response(rule.status or 200, b"", "text/plain", rule.headers, rule.manner)

    def _take(self, path: str) -> Rule | None:
        for rule in reversed(self._rules):
            if rule.path in {ANY_PATH, path}:
                self._count_down(rule)
                return rule
        return None

    def _count_down(self, rule: Rule) -> None:
        if rule.times is None:
            return
        at = self._rules.index(rule)
        left = Rule(rule.path, rule.status, rule.manner, rule.headers, rule.times - 1)
        self._rules[at : at + 1] = [left] if rule.times > 1 else []


def _json_object(raw: bytes) -> dict[str, Any]:
    try:
        body = json.loads(raw)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
