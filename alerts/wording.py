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
from alerts.outages import outage_view
from alerts.phrases import (
    day_words,
    deadline_words,
    is_open,
    last_day,
    moment_words,
    short_day_words,
)
from alerts.plain import address, harmless
from alerts.reasons import because
from alerts.views import ChangeView, FillView, ItemView, TaskView, View
from directives.model import Document, Instruction
from directives.receivers import receives

TITLE_LIMIT = 200  # signs
LEAD_LIMIT = 300
NAME_LIMIT = 100
OTHERS_SHOWN = 4  # lines for the other receivers
TASKS_IN_LINE = 2
SHORT_TASK_LIMIT = 90

_URGENT = {"vi": "{}. ", "en": "URGENT ({}). "}
_OF_DAY = {"vi": " ngày {}", "en": " of {}"}
_SEE = {"vi": "xem văn bản", "en": "see the paper"}  # where a task has no words to show
_DUE = {"vi": "hạn {}", "en": "due {}"}


@dataclass(frozen=True, slots=True)
class Teller:
    """In which language, at what time and for which zone is told."""

    language: Language
    now: datetime
    timezone: tzinfo

    def view(self, alert: Alert, delivery_id: str) -> View:
        """The facts of `alert` in words."""
        event = alert.event
        told = _moved_first(self._mine_first(alert), event.change)
        place = event.item or event.fill or event.outage
        url = place.url if place else ""
        lines, more = self._others(told[0], told[1:]) if told else ((), 0)
        return View(
            kind=event.kind.value,
            at=self._moment(event.at),
            item=self._item(event.item) if event.item else None,
            task=self._task(told[0], event.change) if told else None,
            others=lines,
            more=more,
            change=self._change(event.change, told) if event.change else None,
            fill=self._fill(event.fill) if event.fill else None,
            outage=outage_view(event.outage, self.language, self._moment) if event.outage else None,
            address=address(url),
            because=because(alert.reason, told, self.language),
            id=delivery_id,
        )

    def _mine_first(self, alert: Alert) -> tuple[Instruction, ...]:
        """The instructions of the receiver that decided, then the others; earliest open first."""
        item = alert.event.item
        told = item.extraction.directives if item else ()
        by_receiver = alert.reason.kind in (ReasonKind.RECEIVER, ReasonKind.COOPERATING)
        body = alert.reason.detail if by_receiver else ""
        mine = [entry for entry in told if body and _is_for(entry, body)]
        rest = [entry for entry in told if entry not in mine]
        today = self._local(self.now).date()
        return (*tasks.in_order(mine, today), *tasks.in_order(rest, today))

    def _task(self, told: Instruction, change: ChangeFacts | None) -> TaskView:
        what, quote = self._what(told), tasks.quote(told)
        whole = what == quote.rstrip(" .,;:")
        return TaskView(
            issuer=harmless(told.issuer or told.issuer_body, NAME_LIMIT),
            deadline=self._deadline(told),
            who=tasks.names(told.addressees),
            with_whom=tasks.names(told.cooperating),
            task=f'"{what}"' if whole else what,
            quote="" if whole else quote,
            moved=self._moved(told, change),
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
    ) -> tuple[tuple[str, ...], int]:
        """Lines of what is `told` beside `lead`, by receiver, and how many are in no line."""
        groups: dict[str, list[Instruction]] = {}
        for entry in told:
            groups.setdefault(tasks.names(entry.addressees), []).append(entry)
        shown = [(who, group[:TASKS_IN_LINE]) for who, group in groups.items()]
        if list(groups) == [tasks.names(lead.addressees)]:  # all for one receiver: a line each
            shown = [("", [entry]) for entry in told]
        shown = shown[:OTHERS_SHOWN]
        lines = tuple(
            (f"{who}: " if who else "") + "; ".join(self._short(entry) for entry in group)
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

    def _item(self, item: ItemFacts) -> ItemView:
        article = item.article
        paper = item.extraction.document
        numbered = paper is not None and bool(paper.number or paper.number_as_written)
        return ItemView(
            title=harmless(article.title, TITLE_LIMIT),
            published=self._published(item),
            source=harmless(item.source_title or item.source, NAME_LIMIT),
            lead=harmless(article.lead, LEAD_LIMIT),
            paper=self.paper(paper) if paper and numbered else "",
            urgent=self._urgent(paper) if paper and not numbered else "",
        )

    def paper(self, paper: Document) -> str:
        """Urgency, type, number, date and issuer of a paper: `KHẨN. Công văn 412/… ngày …, …`."""
        number = paper.number or paper.number_as_written or ""
        name = harmless(f"{(paper.type or '').capitalize()} {number}", NAME_LIMIT)
        day = day_words(paper.issued_on, self.language) if paper.issued_on else ""
        dated = _OF_DAY[self.language].format(day) if day else ""
        issuer = harmless(paper.issuer or "", NAME_LIMIT)
        parts = (self._urgent(paper), name, dated, f", {issuer}" if issuer else "")
        return "".join(parts).strip(" ,")

    def _urgent(self, paper: Document) -> str:
        return _URGENT[self.language].format(paper.urgency) if paper.urgency else ""

    def _published(self, item: ItemFacts) -> str:
        at, precision = item.article.published_at, item.article.published_precision
        if at is None or precision == "unknown":
            return ""
        try:
            local = self._local(at) if at.tzinfo else at
        except OverflowError:  # "01/01/0001" is how portals write that they do not know
            return ""
        if precision == "day":
            return day_words(local.date(), self.language)
        return moment_words(local, self.language)

    def _change(self, change: ChangeFacts, told: Sequence[Instruction]) -> ChangeView:
        fields = changes.deadlines_first(change.fields)
        return ChangeView(
            rows=changes.rows(fields, self.language),
            more=max(0, len(fields) - changes.ROWS_SHOWN),
            moved=self._way(change, told),
            since=self._moment(change.last_seen_old),
            until=self._moment(change.first_seen_new),
        )

    def _fill(self, fill: FillFacts) -> FillView:
        today = self._local(self.now).date()
        by_day = sorted(fill.open, key=lambda entry: tasks.rank(entry[2], today))
        return FillView(
            source=harmless(fill.source_title or fill.source, NAME_LIMIT),
            items=fill.items,
            directives=fill.directives,
            open=tuple(self._open_line(*entry) for entry in by_day),
        )

    def _open_line(self, url: str, paper: Document | None, told: Instruction) -> str:
        who, what = tasks.names(told.addressees), self._what(told)
        parts = [self._deadline(told), f"{who}: {what}" if who else what]
        line = ". ".join(part for part in (*parts, self.paper(paper) if paper else "") if part)
        return f"{line}  {address(url)}".rstrip()

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
