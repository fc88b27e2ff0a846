"""What the log says of crawls: one line when a source turns bad, one when it is good again."""

from collections import Counter
from collections.abc import Mapping

import structlog

from scheduler.jobs import CrawlReport
from sources.health import GOOD_OUTCOMES

log = structlog.get_logger()


class Tidings:
    """Remembers how each source was, so that nothing is said at every tick or for every address."""

    def __init__(self) -> None:
        self._bad: dict[str, str] = {}  # why, by source
        self._faults: dict[str, Mapping[str, int]] = {}
        self._offline = False

    def note(self, report: CrawlReport) -> None:
        """Say what is other than after the crawl before."""
        if report.noted.offline:
            self._note_offline(report)
            return
        if report.outcome not in GOOD_OUTCOMES:
            self._note_bad(report)
            return
        if self._offline:
            self._offline = False
            log.info("network back", source=report.source)
        if self._bad.pop(report.source, None) is not None:
            log.info("source readable again", source=report.source)
        self._note_faults(report)

    def _note_offline(self, report: CrawlReport) -> None:
        if not self._offline:
            log.warning("no source can be reached, the network is down", why=_sentence(report))
        self._offline = True

    def _note_bad(self, report: CrawlReport) -> None:
        why = report.noted.why or report.outcome.value
        if report.source not in self._bad:
            log.warning(
                "source can not be read",
                source=report.source,
                outcome=report.outcome.value,
                fault=why,
                why=_sentence(report),
            )
        self._bad[report.source] = why

    def _note_faults(self, report: CrawlReport) -> None:
        """What failed beside a listing that was read, where it is other than last time."""
        faults = Counter(error.fault.value for error in report.counts.errors)
        if faults and faults != self._faults.get(report.source):
            log.warning("crawl met faults", source=report.source, **faults)
        self._faults[report.source] = faults


def _sentence(report: CrawlReport) -> str:
    """The sentence of the fault that speaks for the run."""
    errors = report.counts.errors
    told = [error for error in errors if error.fault.value == report.noted.why]
    return (told or errors)[0].message if errors else ""
