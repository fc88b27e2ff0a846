"""The heartbeat: an address elsewhere that is asked after each good round, so that silence is noticed."""

import threading
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

import structlog

log = structlog.get_logger()

ASK_WITHIN_S = 10.0  # for each wait on the network; the next round is not held up by it
AGENT = "chidao"


class Heartbeat:
    """Asks one address, in a thread of its own; what comes of it changes nothing here."""

    def __init__(self, url: str, proxy: str = "") -> None:
        """Both may hold secrets. Proxies of the environment are not used; `proxy` "" is none."""
        self._url = url
        proxies = {"http": proxy, "https": proxy} if proxy else {}
        self._opener = build_opener(ProxyHandler(proxies), _StayThere)
        self._asking: threading.Thread | None = None
        self._failing = False

    def ask(self) -> None:
        """Ask once, without waiting for it; not while the last one is still under way."""
        if not self._url or (self._asking is not None and self._asking.is_alive()):
            return
        self._asking = threading.Thread(target=self._ask, name="heartbeat", daemon=True)
        self._asking.start()

    def _ask(self) -> None:
        try:
            request = Request(self._url, headers={"User-Agent": AGENT})  # noqa: S310 (http or https, as the settings made sure)
            with self._opener.open(request, timeout=ASK_WITHIN_S):
                self._say(failed="")
        except HTTPError as error:
            self._say(failed=f"answered {error.code}")
            error.close()
        except (OSError, HTTPException, ValueError) as error:
            self._say(failed=type(error).__name__)

    def _say(self, *, failed: str) -> None:
        """One line when it begins to fail and one when it works again; never the address's path."""
        host = urlsplit(self._url).hostname
        if failed and not self._failing:
            log.warning("heartbeat not taken", host=host, reason=failed)
        elif self._failing and not failed:
            log.info("heartbeat taken again", host=host)
        self._failing = bool(failed)


class _StayThere(HTTPRedirectHandler):
    """Follows nobody elsewhere: the address is a secret between two."""

    def redirect_request(self, *_: Any) -> None:
        """No new request: the answer counts as it is, as one that is not good."""
