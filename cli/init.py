"""`chidao init`: a commented settings file that works at once."""

import os
from pathlib import Path

import typer

from alerts.model import Language
from cli.context import DONE, WRONG_USAGE, CommandFailed, Context
from cli.phrases import phrase
from config.example import write_example

app = typer.Typer(add_completion=False)

DEFAULT_FILE = "chidao.toml"


@app.command()
def init(
    context: typer.Context,
    language: str = typer.Option("vi", "--language", help="Of the file: vi or en."),
    file: Path | None = typer.Argument(
        None, help="Where to (default: --config, else CHIDAO_CONFIG, else ./chidao.toml)."
    ),
) -> int:
    """Write a commented chidao.toml; never overwrites one."""
    cli: Context = context.obj
    if language not in {"vi", "en"}:
        told = {"option": "--language", "given": language, "expected": "vi, en"}
        raise CommandFailed("unknown_choice", WRONG_USAGE, **told)
    path = file or cli.config or Path(cli.env.get("CHIDAO_CONFIG") or DEFAULT_FILE)
    chosen: Language = "vi" if language == "vi" else "en"
    write_example(path, chosen)
    cli.print(phrase("written", chosen, path=os.fspath(path)))
    return DONE
