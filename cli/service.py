"""`chidao service`: the service under systemd."""

import getpass
import pwd
from pathlib import Path

import typer

from cli.context import DONE, FAILED, WRONG_USAGE, CommandFailed, Context, print_json
from cli.systemd import START_WITHIN_S, Manager, UnitState
from cli.unit_facts import facts_of
from cli.unit_file import OLD, Kept, kept_at, remove, unit_path, write
from cli.unit_text import NAME, UnfitPathError, UnitFacts, unit_text
from cli.words import value_word
from config.raw import PREFIX
from config.settings import CONFIG_VARIABLE

app = typer.Typer(add_completion=False, help="The service under systemd.", no_args_is_help=True)

USER = typer.Option(False, "--user", help="Of your own manager instead of the system's.")
FORCE = typer.Option(False, "--force", help="Also where the unit there is not as chidao wrote it.")


@app.callback()
def group() -> None:
    """The service under systemd."""


@app.command()
def install(
    context: typer.Context,
    user: bool = USER,
    run_as: str = typer.Option(
        "", "--run-as", metavar="NAME", help="Whom it runs as (else the owner of the settings)."
    ),
    force: bool = FORCE,
    show: bool = typer.Option(False, "--print", help="Only print the unit; nothing is changed."),
) -> int:
    """Write the systemd unit, enable and start it, and check that it runs."""
    cli: Context = context.obj
    facts = facts_of(cli, own=user, run_as=run_as)
    text = _text(facts)
    if show:
        cli.print(text.rstrip("\n"))
        return DONE
    manager = _manager(cli, own=user)
    path = unit_path(cli.env, own=user)
    over = kept_at(path)
    if over is Kept.OTHER and not force:
        raise CommandFailed("unit_not_ours", path=path)
    write(path, text, over=over)
    _start(manager)
    cli.say("unit_runs", path=path, logs=_logs(own=user))
    if over is Kept.OTHER:
        cli.say("unit_kept_old", path=path.with_name(NAME + OLD))
    _advise(cli, facts)
    return DONE


@app.command()
def uninstall(context: typer.Context, user: bool = USER, force: bool = FORCE) -> int:
    """Stop the service and take its unit away; settings and data stay."""
    cli: Context = context.obj
    path = unit_path(cli.env, own=user)
    kept = kept_at(path)
    if kept is Kept.NOTHING:
        cli.say("unit_nothing", path=path)
        return DONE
    if kept is Kept.OTHER and not force:
        raise CommandFailed("unit_not_ours", path=path)
    manager = _manager(cli, own=user)
    manager.demand("disable", "--now", NAME, limit_s=START_WITHIN_S)
    remove(path)
    manager.demand("daemon-reload")
    cli.say("unit_removed", path=path)
    return DONE


@app.command()
def status(
    context: typer.Context,
    user: bool = USER,
    as_json: bool = typer.Option(False, "--json", help="One JSON object on stdout."),
) -> int:
    """Say whether the service is installed and runs; exit 1 when it does not."""
    cli: Context = context.obj
    state = _manager(cli, own=user).state()
    if as_json:
        print_json(_object(state))
    elif not state.known:
        cli.say("unit_nothing", path=unit_path(cli.env, own=user))
    else:
        word = value_word("unit", state.active, cli.language)
        cli.print(f"{NAME}: {word} ({state.active}/{state.sub}, {state.enabled or '–'})")
        cli.print(f"{cli.word('since')}: {state.since or '–'}")
        cli.print(f"{cli.word('restarts')}: {state.restarts}")
        cli.print(f"{cli.word('unit_file')}: {state.path or '–'}")
    return DONE if state.runs else FAILED


def _manager(cli: Context, *, own: bool) -> Manager:
    manager = Manager(cli.env, own)
    if not manager.is_there():
        raise CommandFailed("no_systemd")
    return manager


def _text(facts: UnitFacts) -> str:
    try:
        return unit_text(facts)
    except UnfitPathError as error:
        raise CommandFailed("unit_bad_path", WRONG_USAGE, path=ascii(str(error))) from None


def _start(manager: Manager) -> None:
    """Enable and start what was written; a service that ran already is started anew."""
    manager.demand("daemon-reload")
    ran = manager.state().runs
    try:
        manager.demand("enable", "--now", NAME, limit_s=START_WITHIN_S)
        if ran:
            manager.demand("restart", NAME, limit_s=START_WITHIN_S)
    except CommandFailed as error:
        if manager.state().runs:
            raise
        raise _not_running(manager, str(error.values.get("reason", ""))) from error
    if not manager.state().runs:
        raise _not_running(manager, "")


def _not_running(manager: Manager, reason: str) -> CommandFailed:
    state = manager.state()
    told = ", ".join(part for part in (state.active, state.sub, state.result, reason) if part)
    return CommandFailed("unit_not_running", state=told or "–", logs=_logs(own=manager.own))


def _logs(*, own: bool) -> str:
    return f"journalctl {'--user ' if own else ''}-u {NAME.removesuffix('.service')}"


def _advise(cli: Context, facts: UnitFacts) -> None:
    """What the service will not see or may not do, though it runs."""
    names = sorted(n for n in cli.env if n.startswith(PREFIX) and n != CONFIG_VARIABLE)
    if names:
        told = facts.settings.with_suffix(".env")
        cli.say("unit_variables", names=", ".join(names), path=told)
    if not facts.user:
        cli.say("unit_linger", name=getpass.getuser())
        return
    if facts.user == "root":
        cli.say("unit_as_root")
    for path in facts.written:
        if _owner(path) not in {"", facts.user}:
            cli.say("unit_not_its_own", path=path, name=facts.user)


def _owner(path: Path) -> str:
    try:
        return pwd.getpwuid(path.stat().st_uid).pw_name
    except (OSError, KeyError):
        return ""


def _object(state: UnitState) -> dict[str, object]:
    return {
        "installed": state.known,
        "enabled": state.enabled == "enabled",
        "active": state.runs,
        "state": state.active or None,
        "sub_state": state.sub or None,
        "pid": state.pid or None,
        "restarts": state.restarts,
        "result": state.result or None,
        "since": state.since or None,
        "unit": state.path or None,
    }
