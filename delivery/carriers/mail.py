"""Mail by Apprise's address, login and transport, with our own headers, text part and files."""

import smtplib
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from apprise import NotifyFormat, NotifyType
from apprise.exception import AppriseImproperlyConfigured
from apprise.plugins.email.base import NotifyEmail, PGPMode
from apprise.plugins.email.smtp import AppriseSMTPController

from delivery.answers import SendResult
from delivery.letters import Letter

PERMANENT = 500  # SMTP answers from here on are for good (RFC 5321, 4.2.1)
_OWN_HEADERS = frozenset(
    {
        "subject", "from", "to", "cc", "bcc", "reply-to", "date", "message-id", "in-reply-to",
        "references", "auto-submitted", "mime-version", "content-type", "content-transfer-encoding",
    }
)  # fmt: skip


class Mail(NotifyEmail):  # type: ignore[misc] # of a library read without its types
    """`mailto://` and `mailtos://`: one message to all its receivers.

    `letter` is what to send, `outcome` how it went. Where the address asks for PGP, Apprise writes
    the mail: without threads and files.
    """

    letter: Letter | None = None
    outcome: SendResult | None = None

    def send(
        self,
        body: str,
        title: str = "",
        notify_type: NotifyType = NotifyType.INFO,
        attach: Any = None,
        body_format: NotifyFormat | None = None,
        **others: Any,
    ) -> bool:
        """Send the letter; True when at least one receiver's server took it."""
        if self.letter is None or self.pgp_mode != PGPMode.NONE:
            return bool(super().send(body, title, notify_type, attach, body_format, **others))
        self.outcome = self._posted(self.letter)
        return self.outcome.ok

    def _posted(self, letter: Letter) -> SendResult:
        everybody = [*(address for _, address in self.targets), *self.cc, *self.bcc]
        try:
            with _Post(
                host=self.smtp_host,
                port=self.port,
                secure_mode=self.secure_mode,
                user=self.user,
                password=self.password,
                verify_certificate=self.verify_certificate,
                socket_connect_timeout=self.socket_read_timeout,
            ) as post:
                refused = post.deliver(self.from_addr[1], everybody, self.written(letter))
        except smtplib.SMTPRecipientsRefused as error:
            return _refusal([code for code, _ in error.recipients.values()])
        except smtplib.SMTPAuthenticationError as error:
            return SendResult(False, "down", detail=f"login answered {error.smtp_code}")
        except smtplib.SMTPResponseException as error:
            return _refusal([error.smtp_code])
        except TimeoutError:
            return SendResult(False, "down", detail="no answer in time")
        except (OSError, smtplib.SMTPException, RuntimeError, AppriseImproperlyConfigured):
            return SendResult(False, "down", detail="not reached")
        detail = f"{len(refused)} of {len(everybody)} receivers refused" if refused else ""
        return SendResult(True, "sent", detail=detail)

    def written(self, letter: Letter) -> EmailMessage:
        """The letter as a mail: text, the same in HTML where it has one, files, headers."""
        mail = EmailMessage(policy=SMTP)
        self._address(mail)
        mail["Subject"] = letter.message.title
        if letter.at is not None:
            mail["Date"] = format_datetime(letter.at)
        self._thread(mail, letter)
        mail.set_content(letter.message.text or letter.message.body)
        if letter.message.text:
            mail.add_alternative(letter.message.body, subtype="html")
        for file in letter.files:
            main, _, sub = file.media_type.partition("/")
            mail.add_attachment(file.body, maintype=main, subtype=sub, filename=file.name)
        return mail

    def _address(self, mail: EmailMessage) -> None:
        mail["From"] = _address(*self.from_addr)
        mail["To"] = [_address(name, address) for name, address in self.targets]
        for header, addresses in (("Cc", self.cc), ("Reply-To", self.reply_to)):
            if addresses:
                mail[header] = [_address(self.names.get(one), one) for one in sorted(addresses)]
        mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no absence notes in return
        for name, value in self.headers.items():
            if name.strip().lower() not in _OWN_HEADERS:
                mail[name.strip()] = " ".join(value.split())

    def _thread(self, mail: EmailMessage, letter: Letter) -> None:
        domain = self.from_addr[1].rpartition("@")[2]
        if letter.id:
            mail["Message-ID"] = f"<{letter.id}@{domain}>"
        if letter.thread:
            for header in ("In-Reply-To", "References"):
                mail[header] = f"<{letter.thread}@{domain}>"


class _Post(AppriseSMTPController):  # type: ignore[misc] # of a library read without its types
    """Apprise's connection, which tells what the server answered."""

    def deliver(self, sender: str, everybody: list[str], mail: EmailMessage) -> dict[str, Any]:
        """Hand over one mail for all; returns who was refused. Raises smtplib's errors."""
        refused: dict[str, Any] = self._socket.sendmail(sender, everybody, mail.as_bytes())
        return refused


def _address(name: str | bool | None, address: str) -> Address:
    return Address(display_name=name if isinstance(name, str) else "", addr_spec=address)


def _refusal(codes: list[int]) -> SendResult:
    """Refused for good where every answer is; greylisting and full boxes pass."""
    for_good = bool(codes) and all(code >= PERMANENT for code in codes)
    detail = f"answered {max(codes, default=0)}"
    return SendResult(False, "refused" if for_good else "down", detail=detail)
