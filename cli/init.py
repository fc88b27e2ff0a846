"""`chidao init`: a commented settings file that works at once."""

from pathlib import Path

import typer

from cli.context import DONE, WRONG_USAGE, CommandFailed, Context
from config.example import write_example
from config.settings import settings_path

app = typer.Typer()


@app.command()
def init(
    context: typer.Context,
    language: str = typer.Option("vi", "--language", help="Of the comments: vi or en."),
    file: Path | None = typer.Argument(
        None, help="Where to (default: --config, else ./chidao.toml)."
    ),
) -> int:
    """Write a commented chidao.toml; never overwrites one."""
    cli: Context = context.obj
    if language not in {"vi", "en"}:
        raise CommandFailed(f'--language "{language}" is unknown; expected vi or en', WRONG_USAGE)
    path = file or settings_path(cli.config, cli.env)
    write_example(path, "vi" if language == "vi" else "en")
    typer.echo(str(path))
    return DONE
