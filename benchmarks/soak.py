"""`make soak`: long stories one after another, and one table; ARGS chooses one of them.

`make soak ARGS="month --days 3 --items 500"`; exit 1 when anything was not as it should be.
"""

import argparse
import sys
from types import ModuleType

from rich.console import Console
from rich.table import Table

from benchmarks import anything, month
from benchmarks.figures import Figure

STORIES: dict[str, ModuleType] = {"anything": anything, "month": month}
DETAILS_SHOWN = 20


def main(arguments: list[str]) -> int:
    """Play the stories that were asked for (all), print the table."""
    options = argparse.ArgumentParser(prog="make soak ARGS=…", description=__doc__)
    chosen = options.add_subparsers(dest="story")
    for name, story in STORIES.items():
        story.add_options(chosen.add_parser(name, help=story.__doc__))
    given = options.parse_args(arguments)
    asked = [given] if given.story else [options.parse_args([name]) for name in STORIES]
    found = {one.story: STORIES[one.story].run(one) for one in asked}
    _print(found)
    return 0 if all(figure.well for figures in found.values() for figure in figures) else 1


def _print(found: dict[str, list[Figure]]) -> None:
    table = Table(box=None, header_style="bold")
    for column in ("story", "what", "figure", "expected", ""):
        table.add_column(column)
    for story, figures in found.items():
        for figure in figures:
            mark = "" if figure.well else "WRONG"
            table.add_row(story, figure.name, figure.value, figure.expected, mark)
    Console(soft_wrap=True).print(table)
    for story, figures in found.items():
        for figure in figures:
            for detail in figure.details[:DETAILS_SHOWN]:
                print(f"{story}, {figure.name}: {detail}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
