"""The forms of digest, quiet hours, reminders, bursts and attachments, read alone."""

from datetime import time

import pytest
from pydantic import TypeAdapter, ValidationError

from config.wishes import Attach, Burst, Digest, Quiet, Reminder

FORMS = {
    "digest": TypeAdapter(Digest),
    "quiet": TypeAdapter(Quiet),
    "remind": TypeAdapter(Reminder),
    "burst": TypeAdapter(Burst),
    "attach": TypeAdapter(Attach),
}


@pytest.mark.parametrize(
    ("form", "given", "value"),
    [
        ("digest", "", ""),
        ("digest", " 07:30 ", "07:30"),
        ("digest", "30 7,16 * * mon-fri", "30 7,16 * * mon-fri"),
        ("quiet", "", None),
        ("quiet", "21:00-06:00", (time(21), time(6))),
        ("quiet", " 0:00 - 5:30 ", (time(0), time(5, 30))),
        ("remind", "3wd", "3wd"),
        ("remind", "1d", "1d"),
        ("burst", 1, 1),
        ("attach", "0", 0),
        ("attach", "5MiB", 5 * 1024**2),
    ],
)
def test_a_form_is_understood(form: str, given: object, value: object) -> None:
    assert FORMS[form].validate_python(given) == value


@pytest.mark.parametrize(
    ("form", "given"),
    [
        ("digest", "7"),
        ("digest", "10m"),
        ("digest", "25:00"),
        ("digest", "30 7 * * 1"),
        ("digest", "every morning"),
        ("quiet", "21:00"),
        ("quiet", "21:00-21:00"),
        ("quiet", "21:00-24:30"),
        ("quiet", "21-6"),
        ("quiet", 21),
        ("remind", "3"),
        ("remind", "0d"),
        ("remind", "12h"),
        ("remind", "0wd"),
        ("remind", "0"),
        ("remind", "soon"),
        ("burst", 0),
        ("burst", 10_001),
        ("attach", "5"),
        ("attach", 5),
        ("attach", "5 parsecs"),
    ],
)
def test_a_form_that_means_nothing_is_refused(form: str, given: object) -> None:
    with pytest.raises(ValidationError):
        FORMS[form].validate_python(given)
