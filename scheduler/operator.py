"""The way to the operator: through the outbox, and without the store straight over the channels."""

import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

import structlog

from alerts.affair_messages import compose_affair
from alerts.affairs import Affair
from alerts.model import Reason, ReasonKind
from delivery.channels import ChannelError, send
from delivery.deliver import SEND_TIMEOUT_S, Deliverer
from storage import forms, outbox
from storage.outbox import NewDelivery, NewEvent
from storage.session import Connection

log = structlog.get_logger()

TROUBLE, ALIVE = "service.trouble", "service.alive"  # how such events are filed
DIRECT_WITHIN_S = SEND_TIMEOUT_S + 10.0  # a try beyond this is left to itself

_REASON = forms.dump(Reason(ReasonKind.EVERYTHING))


@dataclass
class Operator:
    """Who hears of chidao itself: the name under which, on which channels, and what sends there."""

    name: str
    deliverer: Deliverer
    channels: tuple[str, ...]
    _stuck: "dict[str, Future[bool]]" = field(default_factory=dict, init=False)
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock, init=False)

    def besides(self, channel: str) -> tuple[str, ...]:
        """The channels without this one; all of them when there is no other."""
        others = tuple(name for name in self.channels if name != channel)
        return others or self.channels

    def queue(
        self, connection: Connection, key: str, affair: Affair, channels: Sequence[str]
    ) -> list[str]:
        """Write it into the outbox; `key` names it for ever, so that it is told once."""
        kind = ALIVE if affair.alive else TROUBLE
        row = NewEvent(key, None, "", kind, affair.at, forms.dump(affair))
        wanted = [NewDelivery(self.name, channel, _REASON) for channel in channels]
        return outbox.add(connection, row, wanted, affair.at)

    def send(self, key: str, affair: Affair, channels: Sequence[str]) -> bool:
        """Send it now, past the outbox; True when one channel took it. Blocks for half a minute."""
        with self._one_at_a_time:
            known = [name for name in channels if name in self.deliverer.channels]
            free = [name for name in known if name not in self._stuck or self._stuck[name].done()]
            if not free:
                return False
            threads = ThreadPoolExecutor(len(free), thread_name_prefix="operator")
            for name in free:
                self._stuck[name] = threads.submit(self._send_one, key, affair, name)
            threads.shutdown(wait=False)
            done, _ = wait([self._stuck[name] for name in free], timeout=DIRECT_WITHIN_S)
            return any(one.result() for one in done)

    def _send_one(self, key: str, affair: Affair, name: str) -> bool:
        sender = self.deliverer
        message = compose_affair(
            affair,
            delivery_id=outbox.delivery_id(key, self.name, name),
            language=sender.language,
            timezone=sender.timezone,
        )
        channel = sender.channels[name]
        try:
            result = send(channel, message, timeout_s=SEND_TIMEOUT_S, console=sender.console)
        except ChannelError:
            return False
        except Exception as error:  # of a library: what it says may name the address
            log.warning("operator not told", channel=name, error=type(error).__name__)
            return False
        log.info("operator told directly", channel=name, kind=result.kind, detail=result.detail)
        return result.ok
