"""Types of papers and their abbreviations in symbols (Decree 30/2020 annex III)."""

import re
from functools import cache
from importlib.resources import files

from directives.normal import level


@cache
def type_by_abbreviation() -> dict[str, str]:
    """Abbreviation as in symbols -> type in capitals."""
    rows = (row.split("\t") for row in table("types.tsv"))
    return {row[0]: row[1] for row in rows}


@cache
def abbreviation_by_type() -> dict[str, str]:
    """Type in lower case -> abbreviation as in symbols."""
    turned = {name.lower(): short for short, name in type_by_abbreviation().items()}
    return {level(name): short for name, short in turned.items()}


@cache
def type_names() -> tuple[str, ...]:
    """All types in lower case, the longest first, so that an alternation of them finds most."""
    names = {name.lower() for name in type_by_abbreviation().values()}
    return tuple(sorted(map(level, names), key=lambda n: (-len(n), n)))


def table(name: str) -> tuple[str, ...]:
    """Rows of a tab-separated file of directives/data without comments and blank lines."""
    text = files("directives.data").joinpath(name).read_text(encoding="utf-8")
    return tuple(row for row in text.splitlines() if row.strip() and not row.startswith("#"))


@cache
def heading() -> re.Pattern[str]:
    """A type standing at the start of a line of level text."""
    return re.compile(rf"(?P<type>{'|'.join(map(re.escape, type_names()))})(?!\w)")
