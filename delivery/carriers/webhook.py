"""Our own signed webhook: an alert as JSON, with an HMAC over time and body."""

import hashlib
import hmac
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

import requests
from apprise import NotifyBase
from apprise.exception import AppriseImproperlyConfigured

from delivery.answers import LONGEST_WAIT, SendResult, of_status
from delivery.letters import Letter

SCHEMES = ("chidao", "chidaos")
LEAST_SECRET = 16  # signs; a shorter one can be guessed
MOST_DIGITS = 9  # of a wait in seconds: thirty years are long enough
VERSION = "v1"  # of the signature; another way to sign would get another
SIGNATURE, TIMESTAMP, EVENT = "Chidao-Signature", "Chidao-Timestamp", "Chidao-Event"
IDEMPOTENCY = "Idempotency-Key"


class Webhook(NotifyBase):  # type: ignore[misc] # of a library read without its types
    """`chidao://host/path?secret=…` by HTTP, `chidaos://…` by HTTPS.

    `letter` is what to send, `outcome` how it went.
    """

    service_name = "chidao webhook"
    protocol, secure_protocol = SCHEMES
    title_maxlen = 120
    request_rate_per_sec = 0  # the outbox sets the pace
    templates = ("{schema}://{host}", "{schema}://{host}:{port}")

    letter: Letter | None = None
    outcome: SendResult | None = None

    def __init__(self, secret: str = "", **kwargs: Any) -> None:
        """Raises AppriseImproperlyConfigured without a secret that is long enough."""
        super().__init__(**kwargs)
        if len(secret) < LEAST_SECRET:
            raise AppriseImproperlyConfigured(f"its secret has less than {LEAST_SECRET} signs")
        self.secret = secret
        self.path = str(kwargs.get("fullpath") or "/")

    @staticmethod
    def parse_url(url: str, **others: Any) -> dict[str, Any] | None:
        """The parts of an address; None for what is none."""
        parts: dict[str, Any] | None = NotifyBase.parse_url(url, **others)
        if parts:
            parts["secret"] = parts["qsd"].get("secret", "")
        return parts

    def url(self, privacy: bool = False, **_: Any) -> str:
        """The address without its secret: nothing that logs it may show that."""
        scheme = self.secure_protocol if self.secure else self.protocol
        return f"{scheme}://{self.host}/?secret=****"

    def send(self, body: str, title: str = "", **_: Any) -> bool:
        """Send the letter; True when the receiver answered with success."""
        letter = self.letter
        if letter is None or letter.at is None:
            raise ValueError("only a letter with its time can be sent")
        self.outcome = self._posted(letter, letter.at)
        return self.outcome.ok

    def _posted(self, letter: Letter, at: datetime) -> SendResult:
        body = letter.event.encode()
        try:
            # The answer's body is not read: nothing in it matters, and it may have no end.
            with requests.post(
                self._target(),
                data=body,
                headers=self._headers(letter, body, at),
                auth=(self.user, self.password or "") if self.user else None,
                verify=self.verify_certificate,
                timeout=self.request_timeout,
                allow_redirects=False,
                stream=True,
            ) as answer:
                status, asked = answer.status_code, answer.headers.get("Retry-After", "")
        except requests.Timeout:
            return SendResult(False, "down", detail="no answer in time")
        except requests.RequestException:
            return SendResult(False, "down", detail="not reached")
        if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            return SendResult(True, "sent")
        return of_status(status, _wait(asked))

    def _target(self) -> str:
        scheme, port = "https" if self.secure else "http", f":{self.port}" if self.port else ""
        host = f"[{self.host}]" if ":" in str(self.host) else self.host
        return f"{scheme}://{host}{port}{NotifyBase.quote(self.path, safe='/%')}"

    def _headers(self, letter: Letter, body: bytes, at: datetime) -> dict[str, str]:
        seconds = str(int(at.timestamp()))
        return {
            "User-Agent": "chidao",
            "Content-Type": "application/json; charset=utf-8",
            IDEMPOTENCY: letter.id,
            EVENT: next(iter(letter.message.tags), ""),
            TIMESTAMP: seconds,
            SIGNATURE: f"{VERSION}={signature(self.secret, seconds, body)}",
        }


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """HMAC-SHA256 in hex over `timestamp`, a full stop and the body."""
    message = timestamp.encode() + b"." + body
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()


def _wait(asked: str) -> timedelta | None:
    """A Retry-After in seconds; dates are not waited for."""
    if not asked.isdecimal() or len(asked) > MOST_DIGITS:
        return None
    return min(timedelta(seconds=int(asked)), LONGEST_WAIT)
