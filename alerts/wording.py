"""An alert's facts in words of one language: the view that templates lay out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from alerts import changes, tasks
from alerts.model import (
    Alert,
    ChangeFacts,
    FillFacts,
    ItemFacts,
    Language,
    ReasonKind,
)
from alerts.outages import Words, outage_heading, outage_view, service_view
from alerts.papers import NAME_LIMIT, amendment_view, item_view, paper_words
from alerts.phrases import (
    day_of,
    day_words,
    deadline_words,
    is_open,
    last_day,
    moment_words,
    short_day_words,
    short_deadline_words,
    span_words,
)
from alerts.places import place_of
from alerts.plain import address, harmless
from alerts.reasons import because
from alerts.views import (
    ChangeView,
    FillView,
    OpenView,
    OthersView,
    TaskView,
    View,
)
from directives.model import Document, Instruction
from directives.receivers import receives

OTHERS_SHOWN = 4  # lines for the other receivers
TASKS_IN_LINE = 2
SHORT_TASK_LIMIT = 90

_STOCK_HEADING = {"vi": "Tin đã có từ trước", "en": "What was there before"}
_BY_RECEIVER = (ReasonKind.RECEIVER, ReasonKind.GROUP, ReasonKind.COOPERATING)
_SEE = {"vi": "xem văn bản", "en": "see the paper"}  # where a task has no words to show
_DUE = {"vi": "hạn {}", "en": "due {}"}
_FILE_READ_LATER = {"vi": "tệp {}", "en": "the file {}"}
_SCAN_READ_LATER = {"vi": "tệp đính kèm", "en": "an attached file"}


@dataclass(frozen=True, slots=True)
class Teller:
    """In which language, at what time and for which zone is told; `public_url` leads to our pages."""

    language: Language
    now: datetime
    timezone: tzinfo
    public_url: str = ""

    def view(self, alert: Alert, delivery_id: str) -> View:
        """The facts of `alert` in words."""
        event = alert.event
        told = _moved_first(self._mine_first(alert), event.change)
        words = Words(self.language, event.at, self._moment)
        place = event.item or event.fill or event.outage
        url = place.url if place else ""
        lines, more = self._others(told[0], told[1:]) if told else ((), 0)
        return View(
            kind=event.kind.value,
            at=self._moment(event.at),
            item=item_view(event.item, self.language, self.timezone) if event.item else None,
            task=self._task(told[0], event.change, event.item) if told else None,
            others=lines,
            more=more,
            change=self._change(alert, told) if event.change else None,
            fill=self._fill(event.fill) if event.fill else None,
            outage=outage_view(event, words),
            service=service_view(event, words, self._open_line),
            heading=outage_heading(event, self.language) or self._stock_heading(event.fill),
            address=address(url),
            because=because(alert.reason, told, self.language),
            id=delivery_id,
            own_address=self._own_address(event.item),
            supplement=self._supplement(alert),
            amendment=amendment_view(event.amendment, self.language) if event.amendment else None,
        )

    def _own_address(self, item: ItemFacts | None) -> str:
        if not self.public_url or item is None:
            return ""
        return address(f"{self.public_url.rstrip('/')}/articles/{item.item_id}")

    def _supplement(self, alert: Alert) -> str:
        """The file that could be read only after the item was told."""
        if all(part.kind is not ReasonKind.READ_FROM_SCAN for part in alert.reason.parts):
            return ""
        files = alert.event.item.files if alert.event.item else ()
        names = [harmless(file.name, NAME_LIMIT) for file in files if file.text]
        name = next((name for name in names if name), "")
        if not name:
            return _SCAN_READ_LATER[self.language]
        return _FILE_READ_LATER[self.language].format(name)

    def _mine_first(self, alert: Alert) -> tuple[Instruction, ...]:
        """The instructions of the receiver that decided, then the others; earliest open first."""
        item = alert.event.item
        told = item.extraction.directives if item else ()
        decided = (part.detail for part in alert.reason.parts if part.kind in _BY_RECEIVER)
        body = next(decided, "")
        mine = [entry for entry in told if body and _is_for(entry, body)]
        rest = [entry for entry in told if entry not in mine]
        today = self._local(self.now).date()
        return (*tasks.in_order(mine, today), *tasks.in_order(rest, today))

    def _task(
        self, told: Instruction, change: ChangeFacts | None, item: ItemFacts | None
    ) -> TaskView:
        what, quote = self._what(told), tasks.quote(told)
        whole = what == quote.rstrip(" .,;:")
        today = self._local(self.now).date()
        return TaskView(
            issuer=harmless(told.issuer or told.issuer_body, NAME_LIMIT),
            deadline=self._deadline(told),
            who=tasks.names(told.addressees),
            with_whom=tasks.names(told.cooperating),
            task=f'"{what}"' if whole else what,
            quote="" if whole else quote,
            moved=self._moved(told, change),
            place=place_of(told.span, item, self.language) if item else "",
            short_deadline=short_deadline_words(told.deadline, today=today, language=self.language)
            if told.deadline
            else "",
            day=day_of(told.deadline, self.language) if told.deadline else "",
        )

    def _moved(self, told: Instruction, change: ChangeFacts | None) -> str:
        if change is None or not changes.has_moved(told, change.fields):
            return ""
        return self._way(change, (told,))

    def _way(self, change: ChangeFacts, told: Sequence[Instruction]) -> str:
        """Which way the deadline went that now stands in one of `told`."""
        days = (last_day(entry.deadline) for entry in told if entry.deadline)
        stands = next((day for day in days if day is not None), None)
        return changes.moved(change.fields, self.language, stands)

    def _deadline(self, told: Instruction) -> str:
        if told.deadline is None:
            return ""
        now = self._local(self.now)
        return deadline_words(
            told.deadline, today=now.date(), language=self.language, hour=now.time()
        )

    def _others(
        self, lead: Instruction, told: Sequence[Instruction]
    ) -> tuple[tuple[OthersView, ...], int]:
        """Lines of what is `told` beside `lead`, by receiver, and how many are in no line."""
        groups: dict[str, list[Instruction]] = {}
        for entry in told:
            groups.setdefault(tasks.names(entry.addressees), []).append(entry)
        shown = [(who, group[:TASKS_IN_LINE]) for who, group in groups.items()]
        if list(groups) == [tasks.names(lead.addressees)]:  # all for one receiver: a line each
            shown = [("", [entry]) for entry in told]
        shown = shown[:OTHERS_SHOWN]
        lines = tuple(
            OthersView(
                (f"{who}: " if who else "") + "; ".join(self._short(entry) for entry in group),
                len(group),
            )
            for who, group in shown
        )
        return lines, len(told) - sum(len(group) for _, group in shown)

    def _what(self, told: Instruction, limit: int = tasks.TASK_LIMIT) -> str:
        return tasks.task(told, limit) or _SEE[self.language]

    def _short(self, told: Instruction) -> str:
        what = self._what(told, SHORT_TASK_LIMIT)
        day = last_day(told.deadline) if told.deadline else None
        if told.deadline is None or day is None:
            return what
        if is_open(told.deadline, self._local(self.now).date()):
            safe = told.deadline.safe_by or day
            return f"{what} ({_DUE[self.language].format(short_day_words(safe, self.language))})"
        return f"{what} ({_DUE[self.language].format(day_words(day, self.language))})"

    def paper(self, paper: Document) -> str:
        """Urgency, type, number, date and issuer of a paper."""
        return paper_words(paper, self.language)

    def _change(self, alert: Alert, told: Sequence[Instruction]) -> ChangeView | None:
        event, change = alert.event, alert.event.change
        if change is None:
            return None
        fields = changes.deadlines_first(change.fields)
        old, new = self._local(change.last_seen_old), self._local(change.first_seen_new)
        read = event.item.extraction if event.item else None
        binds = read is not None and (read.is_directive or read.document is not None)
        return ChangeView(
            rows=changes.rows(fields, self.language),
            more=max(0, len(fields) - changes.ROWS_SHOWN),
            moved=self._way(change, told),
            during=span_words(old, new, self.language),
            uncorrected=binds and event.amendment is None,
        )

    def _stock_heading(self, fill: FillFacts | None) -> str:
        return _STOCK_HEADING[self.language] if fill and fill.stock else ""

    def _fill(self, fill: FillFacts) -> FillView:
        today = self._local(self.now).date()
        by_day = sorted(fill.open, key=lambda entry: tasks.rank(entry[2], today))
        return FillView(
            source=harmless(fill.source_title or fill.source, NAME_LIMIT),
            items=fill.items,
            directives=fill.directives,
            open=tuple(self._open_line(*entry) for entry in by_day),
            stock=fill.stock,
        )

    def _open_line(self, url: str, paper: Document | None, told: Instruction) -> OpenView:
        who, what = tasks.names(told.addressees), self._what(told)
        parts = [self._deadline(told), f"{who}: {what}" if who else what]
        line = ". ".join(part for part in (*parts, self.paper(paper) if paper else "") if part)
        return OpenView(line, address(url))

    def _moment(self, moment: datetime) -> str:
        return moment_words(self._local(moment), self.language)

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.timezone)


def _is_for(told: Instruction, body: str) -> bool:
    names = (*told.addressees, *told.cooperating)
    return body in names or any(receives(body, name) for name in names)


def _moved_first(
    told: tuple[Instruction, ...], change: ChangeFacts | None
) -> tuple[Instruction, ...]:
    """`told`, led by those whose deadline changed."""
    fields = change.fields if change else ()
    return tuple(sorted(told, key=lambda entry: not changes.has_moved(entry, fields)))
