"""Whether the service can work: each part is asked in a thread, one question at a time."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog

log = structlog.get_logger()

ANSWER_WITHIN_S = 5.0  # those who ask (an orchestrator, a balancer) give up after about ten


@dataclass(frozen=True, slots=True)
class Part:
    """Something that must work; `works` may take long, and whatever it raises means no."""

    name: str
    works: Callable[[], bool]


class Readiness:
    """Asks the parts. One that has not answered yet is not asked again: threads never pile up."""

    def __init__(self, parts: Sequence[Part], *, within_s: float = ANSWER_WITHIN_S) -> None:
        self._parts = parts
        self._within_s = within_s
        self._asking: dict[str, asyncio.Future[bool]] = {}

    async def failed(self) -> frozenset[str]:
        """The names of the parts that do not work, or did not answer in time."""
        asked = {part.name: self._ask(part) for part in self._parts}
        if asked:
            await asyncio.wait(asked.values(), timeout=self._within_s)
        return frozenset(name for name, answer in asked.items() if not _is_yes(name, answer))

    def _ask(self, part: Part) -> asyncio.Future[bool]:
        pending = self._asking.get(part.name)
        if pending is None or pending.done():
            pending = asyncio.ensure_future(asyncio.to_thread(part.works))
            self._asking[part.name] = pending
        return pending


def _is_yes(name: str, answer: asyncio.Future[bool]) -> bool:
    if not answer.done() or answer.cancelled():
        return False
    if error := answer.exception():
        log.warning("service not ready", part=name, error=str(error))
        return False
    return answer.result()
