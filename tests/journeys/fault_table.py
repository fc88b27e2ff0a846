"""The table of the handbook: written by trying every cell, compared with what each test sees.

`python -m tests.journeys.fault_table` tries all cells and writes it anew.
"""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from demo.faults import FaultName
from tests.crawler.certificates import self_signed, server_context
from tests.crawler.site import serving
from tests.journeys.fault_matrix import (
    MOST_VARYING,
    PLACES,
    VARYING,
    Cell,
    Ground,
    Seen,
    cells,
    ground,
    new_portal,
)
from tests.journeys.fault_trial import Trial
from tests.journeys.fault_words import WORDS

HANDBOOK = Path(__file__).parents[2] / "docs" / "handbook" / "faults.md"
HEAD = """# What a portal can do wrong, and what comes of it

Written by `tests/journeys/fault_table.py`, which crawls a local portal through every fault; the tests try
each cell again and fail where this table is no longer true.

In every cell, under the fault an item is published and (where the source was known before) another one is
edited. Always: no false change, nothing said to be gone that is there, nothing missed when the fault ends,
nothing told twice.

The columns *news*, *papers* (with their files), *files* (their files alone) and *lists* say where the fault shows. A cell gives, for a
**first visit** and for a **recheck**, after how many ticks (`every`, 10 minutes) all is caught up once the
fault has ended, and in brackets how many requests one crawl under the fault took (6 items, all of them
asked for). *Files* are those of a known paper and of one that is new. 0: nothing was left to catch up. "–": it can not show there, or is the same everywhere.

What the user sees: `chidao status` and `chidao check` show the name of the fault; a source that can not
be read for three crawls is told as `source.blind`, and as `source.back` afterwards. No news of single items
comes of a fault, but for *suspected* and *restored* where it is said.

| the portal | its name | what chidao does | news | papers | files | lists |
|---|---|---|---|---|---|---|
"""
Results = Mapping[Cell, Seen]


def cell_text(fault: FaultName, *visits: Seen | None) -> str:
    """What one cell of the table says."""
    shown = [f"{ticks_text(fault, seen)} ({seen.requests})" if seen else "–" for seen in visits]
    return " / ".join(shown) if any(visits) else "–"


def ticks_text(fault: FaultName, seen: Seen) -> str:
    """The ticks as the table has them: counted, or the most there may be."""
    if fault in VARYING:
        assert seen.ticks <= MOST_VARYING
        return f"≤ {MOST_VARYING}"
    return str(seen.ticks)


def row(fault: FaultName, results: Results) -> str:
    """One line of the table."""
    does, done = WORDS[fault]
    mine = [cell for cell in results if cell.fault is fault]
    names = sorted({name.value for cell in mine for name in results[cell].names})
    shown = []
    for where in PLACES:
        first, recheck = (Cell(fault, where, "first"), Cell(fault, where, "recheck"))
        shown.append(cell_text(fault, results.get(first), results.get(recheck)))
    called = ", ".join(f"`{name}`" for name in names) or "–"
    return f"| {does} | {called} | {done} | {' | '.join(shown)} |"


def table(results: Results) -> str:
    """The whole page."""
    return HEAD + "\n".join(row(fault, results) for fault in FaultName) + "\n"


def stated(cell: Cell) -> tuple[str, str]:
    """What the handbook says of a cell: the names of its fault, and the ticks."""
    begin = f"| {WORDS[cell.fault][0]} |"
    lines = HANDBOOK.read_text("utf-8").splitlines()
    line = next(line for line in lines if line.startswith(begin))
    _, _, names, done, *places, _ = (part.strip() for part in line.split("|"))
    assert done == WORDS[cell.fault][1]
    both = places[list(PLACES).index(cell.where)].split(" / ")
    return names, both[cell.visit == "recheck"].partition(" (")[0]


def try_cell(laid: Ground, cell: Cell) -> Seen:
    """Try one cell in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder, laid.watch(Path(folder), cell) as watch:
        return Trial(laid, cell, watch).run()


def main() -> None:
    """Try everything and write the page."""
    with tempfile.TemporaryDirectory() as name, new_portal() as portal:
        folder = Path(name)
        with serving(server_context(folder, self_signed())) as untrusted:
            laid = ground(portal, untrusted, folder)
            results = {cell: try_cell(laid, cell) for cell in cells()}
    HANDBOOK.write_text(table(results), encoding="utf-8")


if __name__ == "__main__":
    main()
