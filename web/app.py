"""The web app: its routes, and the gates that every request passes before them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from web.gate import Gate
from web.guesses import Guesses
from web.headers import SafeHeaders
from web.readiness import Part, Readiness

#: Answered without a password: whether the process lives, and whether it can work.
OPEN = frozenset({"/healthz", "/readyz"})
MOST_BODY_BYTES = 65_536  # no route reads a body; a form of ours would need a hundredth
_NOT_READY = 503


class Unavailable(Exception):  # noqa: N818 (it is what happened, not an error of the program)
    """What was asked for can not be told now; str() is one sentence without secrets."""


@dataclass(frozen=True, slots=True)
class Pages:
    """What the routes show; everything in it is called in a thread.

    `status` gives the JSON text that `chidao status --json` prints, or raises Unavailable.
    """

    parts: Sequence[Part]
    status: Callable[[], str]


def make_app(pages: Pages, *, password: str, guesses: Guesses | None = None) -> ASGIApp:
    """The whole web app, for a server without lifespan.

    `password` "" opens it to this machine alone: to requests that come from a loopback address,
    name a loopback host and came through no proxy.
    """
    app = Starlette(routes=routes(pages), max_body_size=MOST_BODY_BYTES)
    app.router.redirect_slashes = False  # it would lead to a host that the request named itself
    return SafeHeaders(Gate(app, OPEN, password, guesses or Guesses()))


def routes(pages: Pages) -> list[Route]:
    """Every route there is; those not in OPEN are reached through the gate only."""
    readiness = Readiness(pages.parts)

    async def ready(_request: Request) -> Response:
        failed = await readiness.failed()
        parts = [part.name for part in pages.parts]
        report = {name: "failed" if name in failed else "ok" for name in parts}
        code = _NOT_READY if failed else 200
        return JSONResponse({"ready": not failed, "parts": report}, status_code=code)

    async def status(_request: Request) -> Response:
        try:
            text = await run_in_threadpool(pages.status)
        except Unavailable as error:
            return JSONResponse({"error": str(error)}, status_code=_NOT_READY)
        return Response(text, media_type="application/json")

    return [
        Route("/healthz", alive),
        Route("/readyz", ready),
        Route("/api/v1/status", status),
    ]


async def alive(_request: Request) -> Response:
    """The process answers; what it stands on is not asked."""
    return PlainTextResponse("ok\n")
