"""What `doctor` finds: one finding a line, and many questions asked side by side."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from config.redaction import redact


class Verdict(StrEnum):
    """Whether something works; unknown is what nobody can tell, or what is simply not there."""

    WORKS = "works"
    FAILS = "fails"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: the phrase of what was found, that of what to do, what fills both."""

    check: str
    verdict: Verdict
    found: str
    advice: str = ""
    subject: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checkup:
    """One question, which may take long or break; `check` names it where it gives no answer."""

    check: str
    look: Callable[[], Sequence[Finding]]


def works(check: str, found: str, **values: object) -> Finding:
    """A finding with nothing to do; `subject` among the values is its own."""
    return _finding(check, Verdict.WORKS, found, "", values)


def fails(check: str, found: str, advice: str, **values: object) -> Finding:
    """A finding that somebody has to do something about."""
    return _finding(check, Verdict.FAILS, found, advice, values)


def unknown(check: str, found: str, advice: str, **values: object) -> Finding:
    """A finding that is no fault by itself."""
    return _finding(check, Verdict.UNKNOWN, found, advice, values)


def _finding(
    check: str, verdict: Verdict, found: str, advice: str, values: Mapping[str, object]
) -> Finding:
    return Finding(check, verdict, found, advice, str(values.get("subject", "")), values)


class SideBySide:
    """Checkups under way, each in a thread of its own that the end of the process does not await."""

    def __init__(self, checkups: Sequence[Checkup], *, within_s: float) -> None:
        self._checkups = checkups
        self._within_s = within_s
        self._until = time.monotonic() + within_s
        self._answers: dict[int, Sequence[Finding]] = {}
        self._threads = [
            threading.Thread(target=self._look, args=(number,), daemon=True)
            for number in range(len(checkups))
        ]
        for thread in self._threads:
            thread.start()

    def findings(self) -> list[Finding]:
        """What was found, in the order of the checkups; waits `within_s` from the start at most."""
        found: list[Finding] = []
        for number, thread in enumerate(self._threads):
            thread.join(max(0.0, self._until - time.monotonic()))
            answer = self._answers.get(number)
            silent = [self._silent(self._checkups[number].check)]
            found += silent if answer is None else answer
        return found

    def _look(self, number: int) -> None:
        checkup = self._checkups[number]
        try:
            self._answers[number] = tuple(checkup.look())
        except Exception as error:  # whatever breaks is a finding, and no end
            reason = redact(f"{type(error).__name__}: {error}")
            self._answers[number] = (
                fails(checkup.check, "doctor.broke", "doctor.broke_advice", reason=reason),
            )

    def _silent(self, check: str) -> Finding:
        seconds = round(self._within_s)
        return fails(check, "doctor.silent", "doctor.silent_advice", seconds=seconds)
