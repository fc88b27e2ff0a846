"""Every fault, everywhere it can show: nothing false is told, nothing is missed when it ends."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawler.certificates import self_signed, server_context
from tests.crawler.site import serving
from tests.journeys.fault_matrix import Cell, Ground, Trial, cells, ground, new_portal


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
def test_a_fault_tells_nothing_false_and_nothing_is_missed(
    laid: Ground, cell: Cell, tmp_path: Path
) -> None:
    with laid.watch(tmp_path, cell) as watch:
        seen = Trial(laid, cell, watch).run()
    print(
        "SEEN",
        cell.fault,
        cell.where,
        cell.visit,
        seen.ticks,
        seen.requests,
        sorted(seen.names),
        seen.suspected,
    )
