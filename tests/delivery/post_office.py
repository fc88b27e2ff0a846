"""A local mail server with TLS and login that keeps what it took, as Python's parser reads it."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any
from urllib.parse import quote

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from tests.crawler.certificates import server, server_context

USER, PASSWORD = "thong.bao", "s3cret/&?"


@dataclass
class PostOffice:
    """What came, and how to answer: by receiver (`refuse`), or to every mail (`answer`)."""

    refuse: dict[str, str] = field(default_factory=dict)
    answer: str = "250 OK"
    largest: int = 0
    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    receivers: list[list[str]] = field(default_factory=list)

    def url(self, to: str = "phong@example.gov.vn", **more: str) -> str:
        """The Apprise address of this server, with login, for these receivers."""
        login = f"{quote(USER, safe='')}:{quote(PASSWORD, safe='')}"
        options = {"from": "chidao <bao@chidao.example.vn>", "to": to, **more}
        asked = "&".join(f"{key}={quote(value)}" for key, value in options.items())
        return f"mailtos://{login}@127.0.0.1:{self.port}/?{asked}&verify=no"

    async def handle_RCPT(self, _: Any, __: Any, envelope: Any, address: str, ___: Any) -> str:  # noqa: N802
        refusal = self.refuse.get(address, "")
        if not refusal:
            envelope.rcpt_tos.append(address)
        return refusal or "250 OK"

    async def handle_DATA(self, _: Any, __: Any, envelope: Any) -> str:  # noqa: N802
        if self.largest and len(envelope.content) > self.largest:
            return "552 too large"
        if self.answer.startswith("250"):
            mail = BytesParser(policy=default).parsebytes(envelope.content)
            assert isinstance(mail, EmailMessage)
            self.mails.append(mail)
            self.receivers.append(list(envelope.rcpt_tos))
        return self.answer


def _login(_: Any, __: Any, ___: Any, kind: str, given: Any) -> AuthResult:
    known = isinstance(given, LoginPassword) and (given.login, given.password) == (
        USER.encode(),
        PASSWORD.encode(),
    )
    return AuthResult(success=known and kind in {"PLAIN", "LOGIN"}, handled=False)


@contextmanager
def post_office(folder: Path, **settings: Any) -> Iterator[PostOffice]:
    """A mail server on a free port, until the block ends: STARTTLS and login are needed."""
    office = PostOffice(**settings)
    context: ssl.SSLContext = server_context(folder, server())
    controller = Controller(
        office, hostname="127.0.0.1", port=0, tls_context=context, require_starttls=True,
        auth_required=True, authenticator=_login, enable_SMTPUTF8=True,
    )  # fmt: skip
    controller.port = _free_port()
    controller.start()
    office.port = controller.port
    try:
        yield office
    finally:
        controller.stop()


def _free_port() -> int:

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
