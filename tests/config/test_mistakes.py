"""Every mistake is answered with file, key and what was expected."""

import pytest

from config.sections import NOT_YET
from tests.config.folder import Folder

SOURCE = '[[sources]]\nname = "a"\nurl = "https://a.example/"\n'
CHANNEL = '[[channels]]\nname = "team"\nurl = "json://127.0.0.1:9000/hook"\n'
SUBSCRIPTION = '[[subscriptions]]\nname = "s"\nchannels = ["console"]\n'


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ('langauge = "vi"', "langauge", '"language"'),
        ('language = "fr"', "language", '"vi" or "en"'),
        ("language = 5", "language", '"vi" or "en"'),
        ('timezone = "Asia/Hanoi"', "timezone", '"Asia/Ho_Chi_Minh"'),
        ('timezone = "../../etc/passwd"', "timezone", '"UTC"'),
        ('timezone = "Asia"', "timezone", '"UTC"'),
        ('timezone = ""', "timezone", '"UTC"'),
        ("timezone = 7", "timezone", "Asia/Ho_Chi_Minh"),
        ("storage = 2", "storage", "a table [storage]"),
        ("sources = 2", "sources", "tables [[sources]]"),
        ("[sources]", "sources", "tables [[sources]]"),
        ("sources = [1]", "sources[0]", "tables [[sources]]"),
        ('[storage]\nurl = "mysql://h/n"', "storage.url", '"sqlite:///chidao.db"'),
        ('[storage]\nurl = "chidao.db"', "storage.url", '"sqlite:///chidao.db"'),
        ('[storage]\nurl = "sqlite://"', "storage.url", "sqlite:///chidao.db"),
        ('[storage]\nurl = "sqlite:///:memory:"', "storage.url", "sqlite:///chidao.db"),
        ('[storage]\nurl = "sqlite://chidao.db"', "storage.url", "sqlite:///chidao.db"),
        ('[storage]\nurl = "postgresql://h:port/n"', "storage.url", "postgresql+psycopg://"),
        ("[storage]\nurl = 5", "storage.url", "a text in quotes"),
        ('[storage]\nulr = "x"', "storage.ulr", '"url"'),
        ('[operator]\nchannels = "console"', "operator.channels", "a list"),
        ('[operator]\nchannels = ["nobody"]', "operator.channels", "one of: console"),
        ('[crawler]\nobey_robots = "maybe"', "crawler.obey_robots", "true or false"),
        ('[crawler]\ncontact = "a\\nX-Evil: b"', "crawler.contact", "one line"),
        ('[crawler]\nproxy = "socks5://h:1"', "crawler.proxy", "http://proxy.example:3128"),
        ('[crawler]\nproxy = "proxy:3128"', "crawler.proxy", "http://proxy.example:3128"),
        ('[crawler]\nmax_page_bytes = "8"', "crawler.max_page_bytes", '"8MiB"'),
        ("[crawler]\nmax_page_bytes = 8", "crawler.max_page_bytes", '"8MiB"'),
        ('[crawler]\nmax_page_bytes = "0"', "crawler.max_page_bytes", "more than nothing"),
        ('[crawler]\ntimeout = "0s"', "crawler.timeout", "more than nothing"),
        ("[crawler]\ntimeout = 60", "crawler.timeout", '"60s"'),
        ('[web]\nlisten = "8765"', "web.listen", '"127.0.0.1:8765"'),
        ('[web]\nlisten = "0.0.0.0:8765"', "web.password", "password_file"),
        ('[web]\npublic_url = "ftp://h/"', "web.public_url", "https://"),
        ("[absence]\nchecks = 0", "absence.checks", "at least 1"),
        ("[absence]\nchecks = 2.5", "absence.checks", "a whole number"),
        ("[absence]\nmax_share = 1.5", "absence.max_share", "at most 1"),
        ("[absence]\nmax_share = nan", "absence.max_share", "a number"),
        ('[absence]\nconfirm_after = "1 day"', "absence.confirm_after", '"24h"'),
        ('[[channels]]\nurl = "json://h"', "channels[0].name", "a text in quotes"),
        ('[[channels]]\nname = "x"', "channels[0].url", "a text in quotes"),
        ('[[channels]]\nname = "x"\nurl = "nonsense"', "channels[0].url", "json://"),
        ('[[channels]]\nname = " "\nurl = "json://h"', "channels[0].name", "a text in quotes"),
        ('[[channels]]\nname = "console"\nurl = "json://h"', "channels[0].name", "another name"),
        (CHANNEL + CHANNEL, "channels[1].name", "a name of its own"),
        (SOURCE + SOURCE, "sources[1].name", "a name of its own"),
        (SUBSCRIPTION + SUBSCRIPTION, "subscriptions[1].name", "a name of its own"),
        ('[[subscriptions]]\nname = "s"', "subscriptions[0].channels", "a list"),
        (
            '[[subscriptions]]\nname = "s"\nchannels = []',
            "subscriptions[0].channels",
            "at least one entry",
        ),
        (SUBSCRIPTION + "on = []", "subscriptions[0].on", "at least one entry"),
        (SUBSCRIPTION + 'on = ["directive.newest"]', "subscriptions[0].on[0]", "directive.new,"),
        (SUBSCRIPTION + 'on = "*"', "subscriptions[0].on", "a list"),
        (SUBSCRIPTION + 'min_weight = "big"', "subscriptions[0].min_weight", '"minor", "normal"'),
        (SUBSCRIPTION + 'sources = ["b"]', "subscriptions[0].sources", "[[sources]] table"),
        (SOURCE + SUBSCRIPTION + 'sources = ["b"]', "subscriptions[0].sources", "one of: a"),
        (SUBSCRIPTION + 'any = ["", "x"]', "subscriptions[0].any[0]", "a text in quotes"),
        (SUBSCRIPTION + "to = [3]", "subscriptions[0].to[0]", "a text in quotes"),
        (
            '[[subscriptions]]\nname = "s"\nchannels = ["nobody"]\n' + CHANNEL,
            "subscriptions[0].channels",
            "one of: console, team",
        ),
    ],
)
def test_a_mistake_names_file_key_and_what_was_expected(
    folder: Folder, text: str, key: str, expected: str
) -> None:
    error = folder.refused(text)
    assert error.file == str(folder.file)
    assert error.key == key
    assert expected in error.expected
    assert len(error.mistakes) == 1
    assert str(error).startswith(f"{error.file}: {key}: ")
    assert str(error).endswith(f"; expected {error.expected}")


def test_the_sentence_about_an_interval_reads_as_a_person_would_say_it(folder: Folder) -> None:
    error = folder.refused(SOURCE + 'every = "10 minuts"')
    assert str(error) == (
        f'{folder.file}: sources[0].every: "10 minuts" is not an interval; expected something '
        'like "10m", "1h" or a cron line with names such as "*/10 7-18 * * mon-fri"'
    )


@pytest.mark.parametrize("key", sorted(NOT_YET))
def test_keys_of_later_versions_are_told_to_be_not_yet(folder: Folder, key: str) -> None:
    table, _, name = key.rpartition(".")
    before = {"channels[]": CHANNEL, "subscriptions[]": SUBSCRIPTION}.get(table, f"[{table}]\n")
    error = folder.refused(f'{before}{name} = "x"')
    assert error.key == key.replace("[]", "[0]")
    assert "not yet" in str(error)
    assert len(error.mistakes) == 1


def test_all_mistakes_are_told_at_once_one_a_line(folder: Folder) -> None:
    error = folder.refused(
        'language = "fr"\n[storage]\nulr = "x"\n'
        + SUBSCRIPTION
        + 'on = ["x"]\ndigest = "07:30"\nmin_wieght = "minor"'
    )
    assert [mistake.key for mistake in error.mistakes] == [
        "language",
        "storage.ulr",
        "subscriptions[0].on[0]",
        "subscriptions[0].digest",
        "subscriptions[0].min_wieght",
    ]
    assert len(str(error).splitlines()) == 5


def test_names_that_fit_nothing_are_told_together(folder: Folder) -> None:
    error = folder.refused(
        '[operator]\nchannels = ["x"]\n'
        + SUBSCRIPTION.replace("console", "y")
        + 'sources = ["z"]\n[[sources]]\nname = "a"\nprofile = "nowhere"\n'
    )
    assert [mistake.key for mistake in error.mistakes] == [
        "operator.channels",
        "subscriptions[0].channels",
        "subscriptions[0].sources",
        "sources[0].profile",
    ]
