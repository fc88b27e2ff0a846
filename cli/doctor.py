"""`chidao doctor`: what works, what does not, and what to do."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import typer

from cli.checkup import Checkup, Finding, SideBySide, Verdict, fails
from cli.context import DONE, CommandFailed, Context, now, print_json
from cli.doctor_machine import (
    look_at_channels,
    look_at_clock,
    look_at_programs,
    look_at_settings,
    look_at_systemd,
    look_at_web,
)
from cli.doctor_network import look_at_names, look_at_sources
from cli.doctor_store import look_at_backups, look_at_space, look_at_store
from cli.words import value_word
from config.mistakes import SettingsError
from config.settings import Settings

app = typer.Typer(add_completion=False)

WITHIN_S = 25.0  # a store that is locked or far away says so itself after 10 s
WORD_LENGTH = 7  # of the longest word for a verdict: what follows stands in one column
ORDER = (
    *("settings", "store", "space", "backup", "clock", "names", "source"),
    *("channel", "program", "systemd", "web"),
)


@app.command()
def doctor(
    context: typer.Context,
    as_json: bool = typer.Option(False, "--json", help="One JSON object on stdout."),
) -> int:
    """Settings, store, clock, network, space, programs: what works, what not, what to do."""
    cli: Context = context.obj
    cli.start_logs("error")
    found = sorted(_findings(cli), key=_place)
    broken = [finding for finding in found if finding.verdict is Verdict.FAILS]
    if as_json:
        print_json({"ok": not broken, "checks": [_object(cli, finding) for finding in found]})
    else:
        for finding in found:
            _show(cli, finding)
        if not broken:
            cli.say("doctor.healthy")
    if broken:
        names = dict.fromkeys(_what(cli, finding) for finding in broken)
        raise CommandFailed("doctor.failed", names=", ".join(names))
    return DONE


def _findings(cli: Context) -> list[Finding]:
    """Everything that can be looked at; the sources in this thread, for the reactor lives in it."""
    try:
        settings = cli.settings
    except SettingsError as error:
        mistakes = [_mistake(str(mistake)) for mistake in error.mistakes]
        return [*mistakes, *SideBySide(_of_machine(cli), within_s=WITHIN_S).findings()]
    asked = SideBySide([*_of_machine(cli), *_of_settings(settings)], within_s=WITHIN_S)
    try:
        reached = look_at_sources(settings.sources, settings.crawler)
    except Exception as error:  # whatever breaks is a finding, and no end
        reason = type(error).__name__
        reached = [fails("source", "doctor.broke", "doctor.broke_advice", reason=reason)]
    return [*asked.findings(), *reached]


def _mistake(told: str) -> Finding:
    return fails("settings", "doctor.mistake", "doctor.mistake_advice", told=told)


def _of_machine(cli: Context) -> list[Checkup]:
    return [
        Checkup("program", lambda: list(look_at_programs(cli.env))),
        Checkup("systemd", lambda: [look_at_systemd(cli.env)]),
    ]


def _of_settings(settings: Settings) -> Iterator[Checkup]:
    at, storage = now(), settings.storage
    looks: Sequence[tuple[str, Callable[[], Finding | Sequence[Finding] | Iterator[Finding]]]] = (
        ("settings", partial(look_at_settings, settings)),
        ("store", partial(look_at_store, storage, at)),
        ("space", partial(look_at_space, storage)),
        ("backup", partial(look_at_backups, storage, settings.timezone, at)),
        ("clock", partial(look_at_clock, settings, at)),
        ("names", partial(look_at_names, settings.sources, settings.crawler)),
        ("channel", partial(look_at_channels, settings)),
        ("web", partial(look_at_web, settings.web)),
    )
    for check, look in looks:
        yield Checkup(check, partial(_listed, look))


def _listed(look: Callable[[], Finding | Sequence[Finding] | Iterator[Finding]]) -> list[Finding]:
    found = look()
    return [found] if isinstance(found, Finding) else list(found)


def _place(finding: Finding) -> int:
    return ORDER.index(finding.check)


def _what(cli: Context, finding: Finding) -> str:
    name = value_word("check", finding.check, cli.language)
    return f"{name} {finding.subject}".strip()


def _told(cli: Context, finding: Finding) -> tuple[str, str]:
    """What was found, and what to do ("" = nothing)."""
    found = cli.phrase(finding.found, **finding.values)
    return found, cli.phrase(finding.advice, **finding.values) if finding.advice else ""


def _show(cli: Context, finding: Finding) -> None:
    found, advice = _told(cli, finding)
    verdict = value_word("verdict", finding.verdict, cli.language)
    if cli.plain:
        cells = (verdict, _what(cli, finding), found, advice)
        cli.print("\t".join(" ".join(cell.split()) for cell in cells))
        return
    line = cli.phrase("doctor.line", what=_what(cli, finding), found=found)
    cli.print(f"{verdict.ljust(WORD_LENGTH)}  {line}")
    if advice:
        cli.print(f"    {cli.phrase('doctor.to_do', advice=advice)}")


def _object(cli: Context, finding: Finding) -> dict[str, object]:
    found, advice = _told(cli, finding)
    return {
        "check": finding.check,
        "subject": finding.subject or None,
        "verdict": finding.verdict.value,
        "finding": found,
        "advice": advice or None,
    }
