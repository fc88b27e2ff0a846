"""The entry: finds the command, prints what a user caused as one sentence, sets the exit code."""

import importlib
import os
import sys
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from cli.context import DONE, FAILED, WRONG_USAGE, CommandFailed, Context
from config.mistakes import SettingsError
from storage.session import StoreError

#: Command -> module; a module is imported when its command is used, for a quick start.
COMMANDS = {
    "init": "init",
    "check": "check",
    "run": "run",
    "explain": "explain",
    "why": "why",
    "list": "listing",
    "show": "show",
    "diff": "diff",
    "directives": "directives",
    "status": "status",
    "channel": "channel",
    "deliver": "deliver",
    "export": "export",
    "verify": "verify",
    "reread": "reread",
    "db": "db",
    "demo": "demo",
}

#: Options that may stand before or after the command.
ANYWHERE = {"--config": 1, "--plain": 0}


class Commands(TyperGroup):
    """The group of all commands, loaded one by one."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names in the order of the handbook."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, from its own module."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"cli.{COMMANDS[cmd_name]}")
        command = typer.main.get_command(module.app)
        command.name = cmd_name
        return command


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Watches Vietnamese provincial portals and tells people about new directives.",
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
    context.obj = Context(config=config, plain=plain, env=os.environ)


def _hoisted(arguments: list[str]) -> list[str]:
    """Move the shared options to the front, wherever they were written."""
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        name = argument.partition("=")[0]
        if argument == "--":
            rest += [argument, *waiting]
        elif name in ANYWHERE and (argument == name or ANYWHERE[name]):
            front.append(argument)
            if argument == name:
                front += [value for _ in range(ANYWHERE[name]) if (value := next(waiting, None))]
        else:
            rest.append(argument)
    return front + rest


def run(arguments: list[str]) -> int:
    """Run one command; returns the exit code. What a user caused is one sentence on stderr."""
    command = typer.main.get_command(app)
    try:
        result: Any = command.main(_hoisted(arguments), prog_name="chidao", standalone_mode=False)
    except typer.Exit as ended:
        return ended.exit_code
    except typer.TyperException as error:
        return _say(error.format_message(), WRONG_USAGE)
    except SettingsError as error:
        return _say(str(error), WRONG_USAGE)
    except CommandFailed as error:
        return _say(str(error), error.code)
    except StoreError as error:
        return _say(str(error), FAILED)
    except (typer.Abort, KeyboardInterrupt):
        return _say("stopped", FAILED)
    return result if isinstance(result, int) else DONE


def _say(sentence: str, code: int) -> int:
    sys.stderr.write(f"chidao: {sentence}\n")
    return code


def main() -> None:
    """The `chidao` command."""
    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has enough (`chidao list | head`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = DONE
    sys.exit(code)
