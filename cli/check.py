"""`chidao check`: crawl now, record, alert, deliver; due or not."""

import sys
from dataclasses import dataclass
from datetime import datetime

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from cli.context import DONE, FAILED, WRONG_USAGE, CommandFailed, Context, iso, now, print_json
from cli.delivering import name_failures
from cli.terminal import Column, show_table
from cli.words import value_word
from crawler.order import order_for, settings_for
from delivery.deliver import DeliveryCounts
from scheduler.jobs import CrawlReport, crawl
from scheduler.reactor import run_in_reactor
from sources.model import Source
from sources.runs import RunOutcome
from storage.session import Store

app = typer.Typer(add_completion=False)

SHOWN_ERRORS = 10  # of one source on the screen; all of them are in --json and the store

COLUMNS = (
    Column("source"),
    Column("outcome", whole=True),
    Column("requests", right=True),
    Column("listed", right=True),
    Column("new", right=True),
    Column("changed", right=True),
    Column("unchanged", right=True),
    Column("gone", right=True),
    Column("errors", right=True),
)


@dataclass(frozen=True, slots=True)
class Wish:
    """How to crawl: everything again; told to nobody; with moving lines while it goes on."""

    full: bool
    no_alerts: bool
    moving: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check did, over all its sources."""

    started_at: datetime
    finished_at: datetime
    reports: tuple[CrawlReport, ...]
    delivered: DeliveryCounts

    @property
    def failed(self) -> bool:
        """Whether anything was not as it should be."""
        crawls = any(
            report.counts.errors or report.outcome is not RunOutcome.OK for report in self.reports
        )
        return crawls or self.delivered.failed > 0


@app.command()
def check(
    context: typer.Context,
    names: list[str] = typer.Argument(None, metavar="[SOURCE]…", help="All when none is named."),
    full: bool = typer.Option(False, "--full", help="Recheck every known item."),
    no_alerts: bool = typer.Option(
        False, "--no-alerts", help="What this pass finds is never told later either."
    ),
    as_json: bool = typer.Option(False, "--json", help="One JSON object on stdout."),
) -> int:
    """Crawl these sources now (all), due or not; record, alert, deliver what is due."""
    cli: Context = context.obj
    chosen = _chosen(cli, names or [])
    cli.channels()  # a wrong address is a mistake in the settings, to be told before the crawl
    cli.start_logs()
    moving = not as_json and not cli.plain and cli.console.is_terminal
    with cli.store(sync=True) as store:
        checked = _checked(cli, store, chosen, Wish(full, no_alerts, moving), as_json=as_json)
    if as_json:
        print_json(as_object(cli, checked))
    else:
        _show(cli, checked)
    _name_faults(cli, checked)
    return FAILED if checked.failed else DONE


def _chosen(cli: Context, names: list[str]) -> list[Source]:
    known = {source.name: source for source in cli.settings.sources_resolved()}
    for name in names:
        if name not in known:
            expected = ", ".join(known) or "[[sources]]"
            raise CommandFailed("unknown_source", WRONG_USAGE, name=name, expected=expected)
    return [known[name] for name in dict.fromkeys(names)] if names else list(known.values())


def _checked(
    cli: Context, store: Store, chosen: list[Source], wish: Wish, *, as_json: bool
) -> Checked:
    started = now()
    reports = run_in_reactor(lambda: _crawl_all(cli, store, chosen, wish)) if chosen else []
    console = sys.stderr if as_json else sys.stdout
    delivered = cli.deliverer(store, console=console).deliver_due()
    if delivered.failed:
        name_failures(cli, store)
    return Checked(started, now(), tuple(reports), delivered)


async def _crawl_all(
    cli: Context, store: Store, chosen: list[Source], wish: Wish
) -> list[CrawlReport]:
    crawler = cli.settings.crawler
    columns = (SpinnerColumn(finished_text="✓"), TextColumn("{task.description}"))
    reports = []
    with Progress(
        *columns, TimeElapsedColumn(), console=cli.console, transient=True, disable=not wish.moving
    ) as progress:
        for source in chosen:
            title = source.profile.title or source.name
            task = progress.add_task(title, total=None)
            order = order_for(
                source,
                crawler,
                cli.settings.absence,
                clock=now,
                full=wish.full,
                no_alerts=wish.no_alerts,
            )
            report = await crawl(store, order, settings_for(source, crawler))
            counts = report.counts
            done = cli.phrase("checked", title=title, new=counts.new, changed=counts.changed)
            progress.update(task, total=1, completed=1, description=done)
            reports.append(report)
    return reports


def as_object(cli: Context, checked: Checked) -> dict[str, object]:
    """The shape of CONTRACT for `chidao check --json`."""
    return {
        "started_at": iso(checked.started_at, cli.timezone),
        "finished_at": iso(checked.finished_at, cli.timezone),
        "sources": [_source_object(report) for report in checked.reports],
        "alerts": {
            "queued": sum(len(report.queued) for report in checked.reports),
            "sent": checked.delivered.sent,
            "failed": checked.delivered.failed,
            "held": checked.delivered.held,
        },
    }


def _source_object(report: CrawlReport) -> dict[str, object]:
    counts = report.counts
    numbers = (
        *("requests", "bytes", "listed", "new", "changed", "unchanged"),
        *("suspected", "withdrawn", "restored"),
    )
    return {
        "source": report.source,
        "outcome": report.outcome.value,
        **{name: getattr(counts, name) for name in numbers},
        "errors": [
            {"url": error.url, "kind": error.fault.value, "message": error.message}
            for error in counts.errors
        ],
        "seconds": round(report.seconds, 3),
    }


def _show(cli: Context, checked: Checked) -> None:
    if not checked.reports:
        cli.say("no_sources")
        return
    rows = []
    for report in checked.reports:
        counts = report.counts
        numbers = (counts.requests, counts.listed, counts.new, counts.changed, counts.unchanged)
        outcome = value_word("outcome", report.outcome.value, cli.language)
        gone = f"{counts.suspected}/{counts.withdrawn}"
        rows.append([report.source, outcome, *map(str, numbers), gone, str(len(counts.errors))])
    show_table(cli, COLUMNS, rows)
    if checked.delivered != DeliveryCounts():
        delivered = checked.delivered
        cli.say("delivered", sent=delivered.sent, failed=delivered.failed, held=delivered.held)


def _name_faults(cli: Context, checked: Checked) -> None:
    for report in checked.reports:
        errors = report.counts.errors
        for error in errors[:SHOWN_ERRORS]:
            named = {"kind": error.fault.value, "message": error.message, "url": error.url}
            cli.complain("chidao: " + cli.phrase("fault", source=report.source, **named))
        left = len(errors) - SHOWN_ERRORS
        if left > 0:
            cli.complain("chidao: " + cli.phrase("more_errors", source=report.source, count=left))
        if not errors and report.outcome is not RunOutcome.OK:
            cli.complain(f"chidao: {report.source}: {report.outcome.value}")
