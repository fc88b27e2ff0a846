"""What goes to a terminal: harmless text, and tables that fit."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.context import Context
from cli.readable import day_words, deadline_words
from cli.terminal import Column, harmless, shortened, show_table
from directives.model import Deadline


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("bình thường\n\ttab", "bình thường\n\ttab"),
        ("\x1b[31mđỏ\x1b[0m", "[31mđỏ[0m"),
        ("\x1b]0;title\x07", "]0;title"),
        ("a\rb", "ab"),
        ("a\u202eb\u2066c", "abc"),
        ("\x9b2J", "2J"),
        ("no\u00a0break", "no\u00a0break"),
    ],
)
def test_text_of_a_portal_can_not_move_the_cursor(text: str, left: str) -> None:
    assert harmless(text) == left


@given(st.text(max_size=60), st.integers(min_value=2, max_value=30))
def test_shortened_text_is_one_line_of_that_length(text: str, length: int) -> None:
    short = shortened(text, length)
    assert len(short) <= length + 1
    assert len(short.splitlines()) <= 1
    assert short.endswith("…") or short == " ".join(text.split())


def test_text_is_cut_between_words() -> None:
    assert shortened("một hai ba bốn", 10) == "một hai…"
    assert shortened("nghiêng" * 5, 10) == ("nghiêng" * 5)[:9] + "…"


def test_markup_of_a_portal_is_shown_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    cli = Context(config=None, plain=False, env={})
    show_table(cli, [Column("title")], [["[bold]x[/bold] [red] \\["]])
    assert "[bold]x[/bold] [red] \\[" in capsys.readouterr().out


def test_a_plain_row_stays_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    cli = Context(config=None, plain=True, env={})
    show_table(cli, [Column("title"), Column("#")], [["a\nb\tc", "1"]])
    assert capsys.readouterr().out.splitlines()[1] == "a b c\t1"


def test_days_and_minutes_are_written_as_people_do() -> None:
    assert day_words(None) == "–"
    assert day_words(date(2026, 2, 3)) == "03/02/2026"
    assert day_words(datetime(2026, 2, 3, 16, 5)) == "03/02/2026 16:05"


def test_a_deadline_names_the_day_one_is_safe_by() -> None:
    cli = Context(config=None, plain=True, env={})
    due = date(2026, 2, 10)
    assert deadline_words(cli, None) == "–"
    assert deadline_words(cli, Deadline("hằng tháng", "recurring")) == "hằng tháng"
    assert deadline_words(cli, Deadline("ngày 10/02", "date", due, due)) == "10/02/2026"
    safe = Deadline("trước ngày 10/02", "date", due, date(2026, 2, 9))
    assert deadline_words(cli, safe) == "10/02/2026 (nên xong hết 09/02/2026)"
