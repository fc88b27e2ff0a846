"""Shared options stand anywhere, --json before or behind; what follows `--` is left alone."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cli.main import ANYWHERE, JSON, arranged


@pytest.mark.parametrize(
    ("given_as", "moved"),
    [
        ("", ""),
        ("list", "list"),
        ("list --plain", "--plain list"),
        ("list --config a.toml --limit 3", "--config a.toml list --limit 3"),
        ("list --config=a.toml", "--config=a.toml list"),
        ("--json list", "list --json"),
        ("--json --plain list", "--plain list --json"),
        ("--config a.toml --json list --limit 3", "--config a.toml list --limit 3 --json"),
        ("list --json", "list --json"),
        ("--json --json list", "list --json"),
        ("--json list --json", "list --json --json"),
        ("show -- --plain", "show -- --plain"),
        ("show -- --json", "show -- --json"),
        ("--json show -- --plain", "show --json -- --plain"),
        ("--json channel test console", "channel test console --json"),
        ("list --config", "--config list"),
        ("list --plain=yes", "list --plain=yes"),
        ("list --configure x", "list --configure x"),
        ("--config --plain list", "--config --plain list"),
    ],
)
def test_arguments_are_moved_to_where_they_are_understood(given_as: str, moved: str) -> None:
    assert arranged(given_as.split()) == moved.split()


WORDS = st.sampled_from(["list", "show", "5", "--plain", "--config", "f", JSON, "--", "-x", "a=b"])


@given(st.lists(WORDS, max_size=8))
def test_no_argument_is_lost_or_made_up(arguments: list[str]) -> None:
    moved = arranged(arguments)
    assert set(moved) == set(arguments)
    if "--config" not in arguments:  # its value moves with it
        others = [one for one in arguments if one not in {JSON, *ANYWHERE}]
        assert [one for one in moved if one not in {JSON, *ANYWHERE}] == others


@given(st.lists(WORDS, max_size=8))
def test_arguments_once_arranged_stay_so(arguments: list[str]) -> None:
    assume(arguments[-1:] != ["--config"])  # without its value it is a mistake, and told as one
    once = arranged(arguments)
    if JSON not in once[:1]:
        assert arranged(once) == once


@given(st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=4))
def test_what_follows_two_dashes_keeps_its_place(before: list[str], after: list[str]) -> None:
    front = [one for one in before if one not in {"--", "--config"}]
    moved = arranged([*front, "--", *after])
    assert moved[moved.index("--") + 1 :] == after
