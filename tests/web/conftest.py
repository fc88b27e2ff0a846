"""The app with a password and without, served once for all tests that only ask."""

from collections.abc import Iterator

import pytest

from tests.web.house import House, locked, unlocked


@pytest.fixture(scope="session")
def closed() -> Iterator[House]:
    with locked() as house:
        yield house


@pytest.fixture(scope="session")
def local() -> Iterator[House]:
    with unlocked() as house:
        yield house
