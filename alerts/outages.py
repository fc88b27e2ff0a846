"""A source that went blind or came back, in words."""

from collections.abc import Callable
from datetime import datetime

from alerts.model import Language, SourceFacts
from alerts.plain import harmless
from alerts.views import OutageView

NAME_LIMIT = 100

_WHY_BLIND = {
    "vi": {
        "failed": "không tải được danh mục nào của cổng",
        "blocked": "cổng từ chối chúng tôi",
        "empty": "danh mục của cổng không có mục nào",
        "silence": "lâu quá mức đã đặt không có tin mới",
    },
    "en": {
        "failed": "no listing of the portal could be read",
        "blocked": "the portal refuses us",
        "empty": "the portal's listings hold nothing",
        "silence": "nothing new came for longer than was set",
    },
}


def outage_view(
    outage: SourceFacts, language: Language, moment: Callable[[datetime], str]
) -> OutageView:
    """What a template shows of an outage; `moment` words a time."""
    return OutageView(
        source=harmless(outage.source_title or outage.source, NAME_LIMIT),
        why=_WHY_BLIND[language].get(outage.why, harmless(outage.why, NAME_LIMIT)),
        since=moment(outage.blind_since),
        last_good=moment(outage.last_good) if outage.last_good else "",
        last_new=moment(outage.last_new) if outage.last_new else "",
    )
