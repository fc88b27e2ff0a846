"""Every fault, everywhere it can show: nothing false is told, nothing is missed when it ends."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.faults import FaultName
from tests.crawler.certificates import self_signed, server_context
from tests.crawler.site import serving
from tests.journeys.fault_matrix import Cell, Ground, cells, ground, new_portal
from tests.journeys.fault_table import HANDBOOK, HEAD, stated, ticks_text, try_cell
from tests.journeys.fault_words import WORDS

AGAIN = "the handbook says otherwise: python -m tests.journeys.fault_table writes it anew"


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    folder: Path = tmp_path_factory.mktemp("matrix")
    with (
        new_portal() as portal,
        serving(server_context(folder, self_signed())) as untrusted,
    ):
        yield ground(portal, untrusted, folder)


@pytest.mark.parametrize(
    "cell", list(cells()), ids=lambda cell: f"{cell.fault}-{cell.where}-{cell.visit}"
)
def test_a_fault_tells_nothing_false_and_nothing_is_missed(laid: Ground, cell: Cell) -> None:
    seen = try_cell(laid, cell)

    names, ticks = stated(cell)
    assert ticks == ticks_text(cell.fault, seen), AGAIN
    assert all(f"`{name.value}`" in names for name in seen.names), AGAIN


def test_every_fault_of_the_portal_has_its_words_and_its_line() -> None:
    assert set(WORDS) == set(FaultName)
    text = HANDBOOK.read_text("utf-8")
    assert text.startswith(HEAD), AGAIN
    assert text.removeprefix(HEAD).count("\n") == len(FaultName), AGAIN
