"""Every command of the contract is there or says that it is not yet."""

import pytest

from cli.later import LATER, LATER_IN_GROUPS, LATER_OPTIONS
from cli.main import COMMANDS, loaded
from tests.cli.conftest import Call

#: The table of CONTRACT, by the first word (and the second where there is one).
CONTRACT = """
init; doctor; run; check; explain; why; source add; portal record; portal test; list; show; diff;
search; directives; ack; subscriptions try; mute; channel add; channel test; deliver; demo;
service install; coverage; status; reread; verify; evidence; export; backup; restore; worker;
db upgrade
"""
COMMAND_LINES = [tuple(line.split()) for line in CONTRACT.replace("\n", " ").split(";")]
LATER_LINES = [
    line
    for line in COMMAND_LINES
    if line[0] in LATER or (line[1:] and line[1] in LATER_IN_GROUPS.get(line[0], ()))
]


@pytest.mark.parametrize("line", [line for line in COMMAND_LINES if line not in LATER_LINES])
def test_a_command_of_the_contract_has_help(bare: Call, line: tuple[str, ...]) -> None:
    ended = bare(*line, "--help")
    assert ended.code == 0
    assert f"chidao {' '.join(line)}" in " ".join(ended.out.split())


@pytest.mark.parametrize("line", LATER_LINES)
def test_a_later_command_says_that_it_is_not_yet(bare: Call, line: tuple[str, ...]) -> None:
    ended = bare(*line, "anything", "--with", "options")
    assert ended.code == 2
    assert ended.out == ""
    assert "not yet in this version" in ended.err
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize(("command", "option"), LATER_OPTIONS)
def test_a_later_option_says_that_it_is_not_yet(bare: Call, command: str, option: str) -> None:
    ended = bare(command, option)
    assert ended.code == 2
    assert f'"{command} {option}"' in ended.err
    assert "not yet in this version" in ended.err


def test_a_later_command_speaks_the_language_of_the_settings(english: Call) -> None:
    assert english("coverage").err == 'chidao: "coverage" is not yet in this version\n'


def test_no_command_is_both_there_and_later() -> None:
    assert not set(COMMANDS) & set(LATER)


def test_help_lists_what_works_and_names_what_comes_later(bare: Call) -> None:
    ended = bare("--help")
    assert ended.code == 0
    for name in (*COMMANDS, *LATER):
        assert name in ended.out


def test_no_command_at_all_shows_the_help(bare: Call) -> None:
    ended = bare()
    assert "Usage: chidao" in ended.out + ended.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("fly",),
        ("list", "--wings"),
        ("list", "--limit", "many"),
        ("list", "--limit", "0"),
        ("list", "--limit", "9" * 30),
        ("show",),
        ("diff", "1", "one"),
        ("channel",),
        ("channel", "fly"),
        ("--config",),
        ("why", "1", "2", "3"),
    ],
)
def test_wrong_usage_is_a_sentence_and_exit_2(bare: Call, arguments: tuple[str, ...]) -> None:
    ended = bare(*arguments)
    assert ended.code == 2
    assert "Traceback" not in ended.err
    assert "chidao" in ended.err + ended.out


def test_shared_options_may_stand_anywhere(chidao: Call, bare: Call, world: object) -> None:
    first = chidao("--plain", "status")
    assert first == chidao("status", "--plain")
    assert first.code == 0


def test_what_follows_two_dashes_is_no_option(chidao: Call) -> None:
    ended = chidao("show", "--", "--plain")
    assert ended.code == 2
    assert '"--plain"' in ended.err


@pytest.mark.parametrize("name", COMMANDS)
def test_the_summary_in_the_help_is_that_of_the_command(name: str) -> None:
    assert loaded(name).help.splitlines()[0] == COMMANDS[name][1]
