"""Load, decide, write version, change, directives and outbox rows: ONE transaction."""

from collections.abc import Sequence
from datetime import date

from alerts.model import ChangeFacts, Event, EventKind, ItemFacts
from articles.model import Attachment, Content, Weight
from ingest import decide, telling
from ingest.addresses import note_address
from ingest.decide import Decision, Outcome
from ingest.desk import Desk, Fetched, Recorded, as_before, is_elsewhere, pause
from ingest.doubt import DOUBT_FOR, is_confirmed
from ingest.facts import item_facts
from ingest.reread import reread_version
from sources.faults import Fault
from storage import captures, changes, directives, files, items, versions
from storage.chain import sha256_hex
from storage.items import ItemState
from storage.session import Connection
from storage.versions import NewVersion, StoredVersion

#: How an outcome is called in the history of an item.
VERDICTS = {
    Outcome.CHANGED: "content",
    Outcome.COSMETIC: "cosmetic",
    Outcome.BASELINE: "reread",
}


def record(connection: Connection, fetched: Fetched, desk: Desk) -> Recorded:
    """Write everything that follows from one fetch; call it inside one write transaction."""
    return _Recording(connection, fetched, desk).run()


class _Recording:
    """One fetch being recorded: the steps share the connection and what was known before."""

    def __init__(self, connection: Connection, fetched: Fetched, desk: Desk) -> None:
        self.connection = connection
        self.fetched = fetched
        self.desk = desk
        self.item = items.by_id(connection, fetched.item.id) or fetched.item
        self.before = versions.current(connection, self.item)
        self.reading = desk.rules.understand(fetched.article)
        self.article_sha256 = sha256_hex(self.reading.article_text().encode())
        self.after = Content(fetched.article, self._attachments())

    def run(self) -> Recorded:
        """Decide and write."""
        decision = self._decide()
        if decision.outcome is Outcome.DOUBTFUL:
            self._doubt()
            return Recorded(Outcome.DOUBTFUL)
        restored = self.item.state is not ItemState.LIVE
        if decision.outcome is Outcome.UNCHANGED:
            self._note_unchanged()
        else:
            self._write_version(decision)
        if restored:
            items.update(self.connection, self.item.id, state=ItemState.LIVE, suspected_at=None)
        self.item = note_address(self.connection, self.item, self.fetched)
        queued = self._tell(decision.events, decision)
        if restored and self.before is not None:
            queued += self._restore()
        return Recorded(decision.outcome, restored, tuple(queued))

    def _note_unchanged(self) -> None:
        missing = self.fetched.files_missing
        seen = as_before(self.item, self.fetched.capture, self.desk, files_missing=missing)
        items.mark_unchanged(self.connection, [seen])
        if self.before is not None and self.before.read_by != self.desk.rules.name:
            extraction = self.reading.extraction  # the version is read by newer rules now
            directives.replace(self.connection, self.item.id, self.before.n, extraction)

    def _attachments(self) -> tuple[Attachment, ...]:
        for fetched in self.fetched.files:
            files.put(self.connection, self.item.id, fetched)
        for url in self.fetched.same_files:
            files.touch(self.connection, self.item.id, url, self.fetched.capture.fetched_at)
        stored = {file.url: file for file in files.of_item(self.connection, self.item.id)}
        return tuple(
            Attachment(link.url, link.name, file.media_type, file.size, file.sha256)
            if (file := stored.get(link.url))
            else Attachment(link.url, link.name, "", 0, "")
            for link in self.fetched.article.attachments
        )

    def _decide(self) -> Decision:
        after = decide.Reading(self.after, self.reading.extraction)
        if self.before is None:
            return decide.decide(None, after)
        before = reread_version(
            self.connection,
            self.before,
            self.desk.source.profile,
            rules=self.desk.rules,
            now=self.desk.now,
        )
        if before is None:
            return Decision(Outcome.BASELINE, decide.DecisionReason.READ_ANEW)
        elsewhere = self.fetched.moved or is_elsewhere(self.connection, self.fetched)
        return decide.decide(before, after, confirmed=self._confirmed(), elsewhere=elsewhere)

    def _confirmed(self) -> bool:
        doubted = items.doubted(self.connection, self.item.id)
        return is_confirmed(
            self.article_sha256,
            doubted.sha256,
            doubted.at,
            now=self.desk.now,
            shared=items.others_doubted(self.connection, self.item, self.article_sha256),
        )

    def _doubt(self) -> None:
        doubted = items.doubted(self.connection, self.item.id)
        since = doubted.at if doubted.sha256 == self.article_sha256 else self.desk.now
        captures.add_evidence(
            self.connection,
            self.item.source,
            self.fetched.capture,
            Fault.WHOLLY_OTHER,
            reasons=("Headline and text have nothing in common with the version before.",),
            item_id=self.item.id,
        )
        items.update(
            self.connection,
            self.item.id,
            doubted_sha256=self.article_sha256,
            doubted_at=since,
            next_check_at=self.desk.now + min(self.desk.every, DOUBT_FOR),
        )

    def _write_version(self, decision: Decision) -> None:
        capture, before = self.fetched.capture, self.before
        stored = captures.add(
            self.connection,
            self.item.source,
            capture,
            item_id=self.item.id,
            base=before.capture_sha256 if before else None,
        )
        new = NewVersion(
            item=self.item,
            fetched_at=capture.fetched_at,
            url=capture.url,
            capture_id=stored.id,
            capture_sha256=stored.sha256,
            status=stored.status,
            attachments=self.after.attachments,
            reading=self.reading,
        )
        n = versions.add(self.connection, new, before.hash if before else None)
        directives.replace(self.connection, self.item.id, n, self.reading.extraction)
        if before is not None:
            changes.add(self.connection, self.item.id, self._change(before, n, decision))
        self._write_item(n, decision)

    def _change(self, before: StoredVersion, n: int, decision: Decision) -> changes.Change:
        verdict = decision.verdict
        weight = verdict.weight if verdict else None
        return changes.Change(
            from_n=before.n,
            to_n=n,
            last_seen_old=self.item.last_seen,
            first_seen_new=self.fetched.capture.fetched_at,
            verdict=VERDICTS[decision.outcome],
            weight=weight.value if weight else None,
            reason=verdict.reason if verdict and verdict.reason else decision.reason.value,
            summary=decision.summary,
            fields=verdict.fields if verdict else (),
        )

    def _write_item(self, n: int, decision: Decision) -> None:
        headers = {} if self.fetched.files_missing else self.fetched.capture.headers
        document = self.reading.extraction.document
        streak = 0 if decision.outcome in {Outcome.NEW, Outcome.CHANGED} else 1
        wait = pause(self.item, self.desk, streak=streak, open_deadline=self._open_deadline())
        items.update(
            self.connection,
            self.item.id,
            version_count=n,
            kind="document" if self.fetched.is_document else "article",
            title=self.fetched.article.title,
            document_number=(document.number or "") if document else "",
            last_seen=self.fetched.capture.fetched_at,
            next_check_at=self.desk.now + wait,
            unchanged_streak=streak,
            failures=0,
            absence_checks=0,
            doubted_sha256="",
            doubted_at=None,
            etag=headers.get("etag", ""),
            last_modified=headers.get("last-modified", ""),
        )

    def _open_deadline(self) -> bool:
        today: date = self.desk.now.date()
        return any(
            directives.open_deadline(entry.deadline, today)
            for entry in self.reading.extraction.directives
        )

    def _tell(self, kinds: Sequence[EventKind], decision: Decision) -> list[str]:
        n = self.before.n + 1 if self.before else 1
        if not kinds:
            return []
        facts, change = self._facts(), self._change_facts(decision)
        events = [Event(kind, self.desk.now, item=facts, change=change) for kind in kinds]
        return self._write_events(f"{self.item.id}/{n}", events)

    def _restore(self) -> list[str]:
        seen = self.fetched.capture.fetched_at
        turn = changes.Change(None, None, self.item.last_seen, seen, "restored")
        changes.add(self.connection, self.item.id, turn)
        count = len(changes.history(self.connection, self.item.id))
        event = Event(EventKind.ARTICLE_RESTORED, self.desk.now, item=self._facts())
        return self._write_events(f"{self.item.id}/life/{count}", [event])

    def _write_events(self, key: str, events: Sequence[Event]) -> list[str]:
        if not events:
            return []
        withheld = self.desk.withheld
        occasion = telling.Occasion(key, self.item.id, self.item.source, self.desk.now, withheld)
        return telling.tell(self.connection, occasion, events, self.desk.subscriptions)

    def _facts(self) -> ItemFacts:
        return item_facts(
            self.connection,
            self.item,
            self.desk.source.profile.title,
            self.after,
            self.reading.extraction,
        )

    def _change_facts(self, decision: Decision) -> ChangeFacts | None:
        if decision.outcome is not Outcome.CHANGED or decision.verdict is None:
            return None
        return ChangeFacts(
            weight=decision.verdict.weight or Weight.NORMAL,
            summary=decision.summary,
            fields=decision.verdict.fields,
            last_seen_old=self.item.last_seen,
            first_seen_new=self.fetched.capture.fetched_at,
        )
