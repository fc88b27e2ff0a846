"""The entry: finds the command, prints what a user caused as one sentence, sets the exit code."""

import importlib
import os
import sys
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from cli.context import DONE, FAILED, WRONG_USAGE, CommandFailed, Context
from cli.later import LATER, LATER_OPTIONS, later
from cli.terminal import harmless
from config.mistakes import SettingsError

#: Command -> module and what it does; a module is imported when its command is used.
COMMANDS = {
    "init": ("init", "Write a commented chidao.toml; never overwrites one."),
    "doctor": (
        "doctor",
        "Settings, store, clock, network, space, programs: what works, what not, what to do.",
    ),
    "check": (
        "check",
        "Crawl these sources now (all), due or not; record, alert, deliver what is due.",
    ),
    "run": ("run", "Watch all sources until SIGTERM or Ctrl-C: schedule, crawls, alerts."),
    "explain": (
        "explain",
        "Show what is read from a page or text, and by which rule; stores nothing.",
    ),
    "why": ("why", "Was this told, to whom, when; if not, why not."),
    "list": ("listing", "The items met last, newest first."),
    "show": ("show", "Show an item: its text, files and instructions."),
    "diff": ("diff", "Compare two versions word by word."),
    "directives": ("directives", "Instructions found, with deadline and state."),
    "status": (
        "status",
        "Each source: last good run, health, next check; each channel: last success, what waits.",
    ),
    "subscriptions": ("subscriptions", "Who wants to hear what; what one would have told."),
    "channel": ("channel", "Places that can be told."),
    "deliver": ("deliver", "Deliver what is due, once."),
    "export": (
        "export",
        "Write every item with its versions and changes to stdout, one JSON object a line.",
    ),
    "verify": (
        "verify",
        "Recompute every hash and chain link; name the first broken one (exit 1).",
    ),
    "reread": (
        "reread",
        "Read stored captures again by today's rules; fetches nothing, tells nobody.",
    ),
    "backup": (
        "backup",
        "Copy the whole store into one file while the service runs, and read it back.",
    ),
    "restore": (
        "restore",
        "Bring a backup into the empty store of the settings, and verify all of it.",
    ),
    "service": ("service", "The service under systemd."),
    "db": ("db", "The store's schema."),
    "demo": ("demo", "The whole loop against a local portal that publishes, edits and withdraws."),
}

#: Options that may stand before or after the command.
ANYWHERE = {"--config": 1, "--plain": 0}
JSON = "--json"
KILLED = 128  # the shell's exit code of a process ended by a signal is this plus its number


class Commands(TyperGroup):
    """The group of all commands, loaded one by one."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names in the order of the handbook."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The name and summary of a command, as the help lists them; its module stays unread."""
        if cmd_name not in COMMANDS:
            return None
        return TyperCommand(cmd_name, help=COMMANDS[cmd_name][1])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command to run, from its own module; a later one says that it is not yet."""
        name = args[0] if args else ""
        if name in LATER:
            ctx.obj.config = ctx.params.get("config")
            raise later(name)
        if name not in COMMANDS:
            return super().resolve_command(ctx, args)
        return name, loaded(name), args[1:]


def loaded(name: str) -> Any:
    """The command of that name with its options."""
    module = importlib.import_module(f"cli.{COMMANDS[name][0]}")
    command = typer.main.get_command(module.app)
    command.name = name
    return command


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Watches Vietnamese provincial portals and tells people about new directives.",
    epilog=f"Not yet in this version: {', '.join(LATER)}.",
)


@app.callback()
def options(
    context: typer.Context,
    config: Path | None = typer.Option(
        None,
        "--config",
        metavar="FILE",
        help="The settings file (else CHIDAO_CONFIG, else ./chidao.toml).",
    ),
    plain: bool = typer.Option(False, "--plain", help="No boxes, colours or moving lines."),
) -> None:
    """Take the options that every command shares."""
    context.obj.config = config
    context.obj.plain = plain


def arranged(arguments: list[str]) -> list[str]:
    """Move the shared options to the front and a leading --json behind the command."""
    front: list[str] = []
    rest: list[str] = []
    tail: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        name = argument.partition("=")[0]
        if argument == "--":
            tail = [*tail, argument, *waiting]
        elif name in ANYWHERE and (argument == name or ANYWHERE[name]):
            front.append(argument)
            if argument == name:
                front += [value for _ in range(ANYWHERE[name]) if (value := next(waiting, None))]
        elif argument == JSON and not rest:
            tail = [JSON]
        else:
            rest.append(argument)
    return [*front, *rest, *tail]


def run(arguments: list[str]) -> int:
    """Run one command; returns the exit code. What a user caused is one sentence on stderr."""
    shared = Context(config=None, plain=False, env=os.environ)
    try:
        _refuse_later(arguments)
        return _invoke(arranged(arguments), shared)
    except SettingsError as error:
        return _say(str(error), WRONG_USAGE)
    except CommandFailed as error:
        return _say(shared.phrase(error.key, **error.values), error.code)
    except (typer.Abort, KeyboardInterrupt):
        return _say(shared.phrase("stopped"), FAILED)


def _invoke(arguments: list[str], shared: Context) -> int:
    if any(not _is_utf8(argument) for argument in arguments):
        raise CommandFailed("not_utf8_argument", WRONG_USAGE)
    command = typer.main.get_command(app)
    try:
        result: Any = command.main(arguments, prog_name="chidao", standalone_mode=False, obj=shared)
    except typer.Exit as ended:
        result = ended.exit_code
    except typer.TyperException as error:
        sentence = error.format_message()  # none where a group was called alone: its help is shown
        return _say(sentence, WRONG_USAGE) if sentence else WRONG_USAGE
    except SystemExit as ended:
        if isinstance(ended.__context__, BrokenPipeError):
            raise ended.__context__ from None
        result = ended.code
    if isinstance(result, int) and result > KILLED:
        raise KeyboardInterrupt
    return result if isinstance(result, int) else DONE


def _refuse_later(arguments: list[str]) -> None:
    for command, option in LATER_OPTIONS:
        given = any(argument.partition("=")[0] == option for argument in arguments)
        if given and command in arguments:
            raise later(f"{command} {option}")


def _is_utf8(argument: str) -> bool:
    try:
        argument.encode()
    except UnicodeEncodeError:
        return os.path.lexists(argument)  # a file may be called what it likes
    return True


def _say(sentence: str, code: int) -> int:
    sys.stderr.write(f"chidao: {harmless(sentence)}\n")
    return code


def main() -> None:
    """The `chidao` command."""
    _prepare_streams()
    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has enough (`chidao list | head`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = DONE
    sys.exit(code)


def _prepare_streams() -> None:
    """UTF-8 whatever the locale says; half a character pair is written as JSON escapes it."""
    nowhere = os.open(os.devnull, os.O_WRONLY) if None in {sys.stdout, sys.stderr} else -1
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started us
            setattr(sys, name, os.fdopen(nowhere, "w", encoding="utf-8", closefd=False))
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
