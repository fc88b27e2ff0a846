"""What became of one try to send: from an answer's status, or from what Apprise logged of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Literal

#: Longest wait taken from an answer; a server may not put a channel to sleep for longer.
LONGEST_WAIT = timedelta(days=1)

SendKind = Literal["sent", "wait", "refused", "down"]

_STATUS = re.compile(r"\berror=(\d{3})\b")
#: How Apprise begins the record of an answer's body, in which any words may stand.
_ANSWER = "Response Details"
_WAIT = re.compile(r"retry_after\W{1,5}(\d{1,9}(?:\.\d{1,9})?)")  # Telegram and Discord: seconds
_TIMED_OUT = re.compile(r"timed? ?out", re.IGNORECASE)
#: Client errors that a later try may not meet again.
_PASSING = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.LOCKED})


@dataclass(frozen=True, slots=True)
class SendResult:
    """What became of one try.

    `wait`: asked to come later (`retry_after` when the answer says when); `refused`: another try
    meets the same answer; `down`: not reached, or failing itself. `detail` holds no address.
    """

    ok: bool
    kind: SendKind
    retry_after: timedelta | None = None
    detail: str = ""


def classify(records: Sequence[str]) -> SendResult:
    """What a failed try means, by what Apprise logged of it."""
    told = [record for record in records if not record.startswith(_ANSWER)]
    statuses = [int(found[1]) for record in told if (found := _STATUS.search(record))]
    if not statuses:
        late = any(_TIMED_OUT.search(record) for record in records)
        return SendResult(False, "down", detail="no answer in time" if late else "not reached")
    return of_status(statuses[-1], _asked_wait(records))


def of_status(status: int, asked_wait: timedelta | None = None) -> SendResult:
    """What an HTTP status other than success means; `asked_wait` as the answer says."""
    detail = f"answered {status}"
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return SendResult(False, "wait", asked_wait, detail)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in _PASSING:
        return SendResult(False, "down", asked_wait, detail)
    return SendResult(False, "refused", detail=detail)


def _asked_wait(records: Sequence[str]) -> timedelta | None:
    for record in records:
        if found := _WAIT.search(record):
            return min(timedelta(seconds=float(found[1])), LONGEST_WAIT)
    return None
