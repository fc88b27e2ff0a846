"""The demo portal itself: the desk, its pages, its faults and its journal behind one address."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from email.utils import format_datetime, parsedate_to_datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Self

from demo import admin
from demo.bad_lists import spoilt_listing
from demo.controls import Controls
from demo.faults import OF_LISTS, Fault, FaultName
from demo.items import LOCAL, NEWS, Item
from demo.journal import NO_ANSWER, Visit
from demo.pages import Furniture, View, bytes_tag, etag, furniture_at, render, render_bare
from demo.site import (
    Bare,
    File,
    Redirect,
    ViewPage,
    answer,
    place_of,
)
from demo.spoiling import spoiled
from demo.wire import LocalServer, Request, Response

PAGE_SIZE = 10  # items on one page of a list: 60 items are seven pages
CONDITIONS = ("if-none-match", "if-modified-since")
FIXED_TAG = '"3cms"'  # what a lying portal says of every page


class Validators(StrEnum):
    """How the portal answers conditional requests: truly, not at all, or always "unchanged"."""

    HONEST = "honest"
    OFF = "off"
    LYING = "lying"


class DemoPortal(Controls):
    """A portal of a province on 127.0.0.1; use it as a context manager, or start() and stop().

    `items` of the first stock lie before `today`; the same `seed` gives the same items.
    `clock` moves only the furniture of the pages.
    """

    def __init__(
        self,
        items: int = 60,
        *,
        today: date,
        seed: int = 1,
        validators: Validators | str = Validators.HONEST,
        page_size: int = PAGE_SIZE,
        clock: Callable[[], datetime] = lambda: datetime.now(LOCAL),
    ) -> None:
        self._views: Counter[str] = Counter()
        super().__init__(items, today=today, seed=seed)
        self.validators = Validators(validators)
        self.page_size = page_size
        self._clock = clock
        self._server = LocalServer(self.respond)

    @property
    def url(self) -> str:
        """`http://127.0.0.1:PORT` without a slash at the end."""
        return self._server.url

    def start(self, port: int = 0) -> Self:
        """Serves from a thread of its own; port 0 takes any free one."""
        self._server.start(port)
        return self

    def stop(self) -> None:
        """Ends the thread and closes all connections."""
        self._server.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def url_of(self, which: Item | int) -> str:
        """The full address of an item as it stands now."""
        return self.url + self.item(which).path

    def reset(self) -> None:
        """As it was at the very beginning, the counters on its pages too."""
        with self.lock:
            super().reset()
            self._views.clear()

    def respond(self, request: Request) -> Response:
        """The answer to one request, noted in the journal; commands under /admin/ are not."""
        with self.lock:
            if request.path.startswith(admin.PREFIX):
                return admin.respond(self, request)
            response = self._answered(request)
        silent = response.manner.hang or response.manner.drop
        status = NO_ANSWER if silent else response.status
        asked = any(name in request.headers for name in CONDITIONS)
        visit = (request.method, request.target, request.path, status, asked)
        self.journal.note(Visit(self._clock(), *visit))
        return response

    def _answered(self, request: Request) -> Response:
        if request.method not in {"GET", "HEAD"}:
            return Response(405, headers=(("Allow", "GET, HEAD"),))
        path = request.path
        self._views[path] += 1
        fault = self.board.take(place_of(path), path)
        if fault is None:
            return self._well(request)
        plain = request if fault.name is FaultName.SLOW else Request(request.method, request.target)
        return self._spoiled(fault, plain)

    def _spoiled(self, fault: Fault, request: Request) -> Response:
        path = request.path
        if fault.name in OF_LISTS:
            view = spoilt_listing(fault, self, request, self.page_size)
            return Response(200, render(view, self._furniture(path)))
        if fault.name is FaultName.LIST_INSTEAD:
            return self._well(Request(request.method, f"/{NEWS.slug}"))
        if fault.name is FaultName.FLAPPING and self._views[path] % 2:
            return self._well(request)
        return spoiled(fault, path, lambda: self._well(request))

    def _well(self, request: Request) -> Response:
        match answer(self, request, self.page_size):
            case Redirect(path):
                return Response(301, headers=(("Location", path),))
            case Bare(name):
                return Response(200, render_bare(name))
            case File() as file:
                return self._file(request, file)
            case ViewPage(view, status):
                return self._page(request, view, status)

    def _page(self, request: Request, view: View, status: int) -> Response:
        furniture = self._furniture(request.path)
        if status != HTTPStatus.OK:
            return Response(status, render(view, furniture))
        tag = etag(view)
        if self._unchanged(request, tag):
            return Response(304, headers=self._promises(tag))
        return Response(200, render(view, furniture), headers=self._promises(tag))

    def _file(self, request: Request, file: File) -> Response:
        tag = bytes_tag(file.data)
        if self._unchanged(request, tag):
            return Response(304, headers=self._promises(tag))
        return Response(200, file.data, file.content_type, self._promises(tag))

    def _furniture(self, path: str) -> Furniture:
        return furniture_at(self._clock(), self._views.total(), self._views[path])

    def _promises(self, tag: str) -> tuple[tuple[str, str], ...]:
        match self.validators:
            case Validators.OFF:
                return ()
            case Validators.LYING:
                return (("ETag", FIXED_TAG),)
            case Validators.HONEST:
                moment = self.changed_at.astimezone(UTC)
                return (("ETag", tag), ("Last-Modified", format_datetime(moment, usegmt=True)))

    def _unchanged(self, request: Request, tag: str) -> bool:
        tags, since = (request.headers.get(name) for name in CONDITIONS)
        match self.validators:
            case Validators.OFF:
                return False
            case Validators.LYING:
                return tags is not None or since is not None
            case Validators.HONEST:
                if tags is not None:
                    known = {each.strip().removeprefix("W/") for each in tags.split(",")}
                    return "*" in known or tag in known
                return since is not None and _is_since(since, self.changed_at)


def _is_since(text: str, changed_at: datetime) -> bool:
    try:
        return changed_at <= parsedate_to_datetime(text)
    except (ValueError, TypeError):  # no date, or one without a zone
        return False
