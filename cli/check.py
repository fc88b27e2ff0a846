"""`chidao check`: crawl now, record, alert, deliver; due or not."""

import sys
from dataclasses import dataclass
from datetime import datetime

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from cli.context import DONE, FAILED, WRONG_USAGE, CommandFailed, Context, iso, now, print_json
from cli.words import words
from crawler.order import order_for, settings_for
from delivery.deliver import DeliveryCounts
from scheduler.jobs import CrawlReport, crawl
from scheduler.reactor import run_in_reactor
from sources.model import Source
from sources.runs import RunOutcome
from storage.session import Store

app = typer.Typer()

SHOWN_ERRORS = 10  # of one source on the screen; all of them are in --json and the store


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check did, over all its sources."""

    started_at: datetime
    finished_at: datetime
    reports: tuple[CrawlReport, ...]
    delivered: DeliveryCounts

    @property
    def queued(self) -> int:
        """How many deliveries the crawls queued."""
        return sum(len(report.queued) for report in self.reports)


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
    with cli.store(sync=True) as store:
        started = now()
        reports = _crawl_all(cli, store, chosen, full=full, no_alerts=no_alerts, quiet=as_json)
        console = sys.stderr if as_json else sys.stdout
        delivered = cli.deliverer(store, console=console).deliver_due()
        checked = Checked(started, now(), tuple(reports), delivered)
    if as_json:
        print_json(as_object(cli, checked))
    else:
        _show(cli, checked)
    bad = delivered.failed or any(report.counts.errors for report in checked.reports)
    bad = bad or any(report.outcome is not RunOutcome.OK for report in checked.reports)
    return FAILED if bad else DONE


def _chosen(cli: Context, names: list[str]) -> list[Source]:
    known = {source.name: source for source in cli.settings.sources_resolved()}
    for name in names:
        if name not in known:
            expected = ", ".join(known) or "a [[sources]] table in the settings"
            sentence = f'no source is called "{name}"; expected one of: {expected}'
            raise CommandFailed(sentence, WRONG_USAGE)
    return [known[name] for name in names] if names else list(known.values())


def _crawl_all(
    cli: Context,
    store: Store,
    chosen: list[Source],
    *,
    full: bool,
    no_alerts: bool,
    quiet: bool,
) -> list[CrawlReport]:
    crawler = cli.settings.crawler

    async def crawls(progress: Progress) -> list[CrawlReport]:
        reports = []
        for source in chosen:
            progress.add_task(source.profile.title or source.name, total=None)
            order = order_for(
                source,
                crawler,
                cli.settings.absence,
                clock=now,
                full=full,
                no_alerts=no_alerts,
            )
            reports.append(await crawl(store, order, settings_for(source, crawler)))
        return reports

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    hidden = quiet or cli.plain or not cli.console.is_terminal
    with Progress(*columns, console=cli.console, transient=True, disable=hidden) as progress:
        return run_in_reactor(lambda: crawls(progress))


def as_object(cli: Context, checked: Checked) -> dict[str, object]:
    """The shape of CONTRACT for `chidao check --json`."""
    return {
        "started_at": iso(checked.started_at, cli.timezone),
        "finished_at": iso(checked.finished_at, cli.timezone),
        "sources": [_source_object(report) for report in checked.reports],
        "alerts": {
            "queued": checked.queued,
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
    columns = words(
        "source outcome requests listed new changed unchanged gone errors", cli.language
    )
    rows = []
    for report in checked.reports:
        counts = report.counts
        numbers = (counts.requests, counts.listed, counts.new, counts.changed, counts.unchanged)
        gone = f"{counts.suspected} / {counts.withdrawn}"
        rows.append(
            [report.source, report.outcome.value, *map(str, numbers), gone, str(len(counts.errors))]
        )
    cli.table(columns, rows)
    for report in checked.reports:
        for error in report.counts.errors[:SHOWN_ERRORS]:
            cli.complain(f"{report.source}: {error.fault.value}: {error.message} ({error.url})")
