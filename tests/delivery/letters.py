"""Letters of the invented alerts, for any channel."""

from dataclasses import replace

from alerts.model import Alert, EventKind, ReasonKind
from delivery.channels import Channel
from delivery.letters import File, Letter
from delivery.writing import Writer
from tests.alerts import samples
from tests.alerts.samples import alert, change, event, item

NEW = alert(event(EventKind.DIRECTIVE_NEW, item()), ReasonKind.RECEIVER, "Sở KH&CN")
CHANGED = alert(
    event(EventKind.DIRECTIVE_CHANGED, item(), change(samples.MOVED)),
    ReasonKind.RECEIVER,
    "Sở KH&CN",
)
OTHER = alert(event(EventKind.DIRECTIVE_NEW, replace(item(), item_id=8)))
PDF = File("Công văn 412 (ký số).pdf", "application/pdf", b"%PDF-1.7 \x00\xff" * 50)
WRITER = Writer("vi", samples.HANOI)
OTHER_ID = "fedcba9876543210"


def letter(
    channel: Channel, told: Alert = NEW, *files: File, delivery_id: str = samples.DELIVERY
) -> Letter:
    """The letter of `told` for one delivery on `channel`."""
    return WRITER.letter(
        told, channel, delivery_id=delivery_id, now=samples.NOW, files=tuple(files)
    )
