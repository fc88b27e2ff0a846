"""A running portal and a running receiver for each test that asks for one."""

from collections.abc import Iterator
from datetime import date

import pytest

from demo.portal import DemoPortal
from demo.receiver import Receiver

TODAY = date(2026, 2, 4)


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def portal() -> Iterator[DemoPortal]:
    with DemoPortal(60, today=TODAY) as running:
        yield running


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        yield running
