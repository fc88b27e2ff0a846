"""Articles, papers and instructions as lines for people."""

from collections.abc import Iterator
from datetime import date, datetime

from articles.model import Article
from cli.context import Context
from directives.model import Deadline, Document, Instruction

NOTHING = "–"


def day_words(value: date | datetime | None) -> str:
    """A day or minute as people here write it."""
    if value is None:
        return NOTHING
    return value.strftime("%d/%m/%Y %H:%M" if isinstance(value, datetime) else "%d/%m/%Y")


def published_words(article: Article) -> str:
    """When an article was published, as precise as the page says."""
    moment = article.published_at
    if moment is not None and article.published_precision == "day":
        return day_words(moment.date())
    return day_words(moment)


def deadline_words(cli: Context, value: Deadline | None) -> str:
    """A deadline: the day with the day one is safe by, or the phrase where no day follows."""
    if value is None:
        return NOTHING
    if value.due is None:
        return value.phrase
    due = day_words(value.due)
    last = value.due.date() if isinstance(value.due, datetime) else value.due
    if value.safe_by is None or value.safe_by == last:
        return due
    return cli.phrase("due_safe", due=due, safe_by=day_words(value.safe_by))


def document_lines(cli: Context, value: Document | None) -> Iterator[str]:
    """What is known of a paper, a line each."""
    if value is None:
        return
    words = {
        "number": value.number_as_written or value.number,
        "type": value.type,
        "issuer": value.issuer,
        "issued_on": day_words(value.issued_on) if value.issued_on else None,
        "effective_on": day_words(value.effective_on) if value.effective_on else None,
        "signer": value.signer,
        "urgency": value.urgency,
        "subject": value.subject,
    }
    for name, text in words.items():
        if text:
            yield f"{cli.word('body' if name == 'issuer' else name)}: {text}"


def instruction_lines(cli: Context, value: Instruction, *, rule: bool = False) -> Iterator[str]:
    """An instruction: who, until when, what; with `rule` also by which rule it was read."""
    yield f"→ {', '.join(value.addressees) or '?'}"
    words = {
        "cooperating": ", ".join(value.cooperating),
        "deadline": deadline_words(cli, value.deadline) if value.deadline else "",
        "targets": "; ".join(value.targets),
        "cites": ", ".join(value.cites),
        "issuer": value.issuer,
        "rule": value.rule if rule else "",
        "task": " ".join(value.span.split()),
    }
    for name, text in words.items():
        if text:
            yield f"  {cli.word(name)}: {text}"
