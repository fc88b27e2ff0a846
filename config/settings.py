"""The settings as the doors use them: the file, the environment and the secrets, all understood."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import SecretStr, ValidationError

from alerts.model import OPERATOR, Language, Subscription
from config.endpoints import is_loopback, parse_endpoint
from config.files import read_toml
from config.mistakes import Mistake, SettingsError
from config.portals import resolve
from config.raw import Raw, fetch_secrets, lay_environment
from config.sections import (
    Absence,
    Alerts,
    Channel,
    Crawler,
    Operator,
    SettingsFile,
    Storage,
    SubscriptionStanza,
    Web,
)
from config.wording import mistakes_of
from sources.model import Source
from sources.profile import host_of

CONSOLE = "console"  # the channel that needs no stanza
OPERATOR_EVENTS = ("source.blind", "source.back", "service.back")
DEFAULT_FILE = Path("chidao.toml")
CONFIG_VARIABLE = "CHIDAO_CONFIG"
#: What is heard of watched papers where `on` does not say: all that can happen to an item.
EVENTS_OF_WATCHED = (
    "document.revoked", "document.replaced", "document.corrected", "directive.new",
    "directive.changed", "article.new", "article.changed", "article.suspected",
    "article.withdrawn", "article.restored",
)  # fmt: skip
BUILT_IN = {("channels", CONSOLE), ("subscriptions", OPERATOR)}
_SQLITE = "sqlite:///"
OURS = Alerts()  # no templates of the user's own


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that was set; addresses that may hold passwords are SecretStr."""

    path: Path
    timezone: ZoneInfo
    language: Language
    storage: Storage
    operator: Operator
    crawler: Crawler
    web: Web
    absence: Absence
    channels: tuple[Channel, ...]
    sources: tuple[Source, ...]
    subscriptions: tuple[Subscription, ...]
    alerts: Alerts = OURS

    def everyone(self) -> tuple[Subscription, ...]:
        """The subscriptions, and the operator's own: who is told when a source goes blind."""
        operator = Subscription(OPERATOR, self.operator.channels, OPERATOR_EVENTS)
        return (*self.subscriptions, operator) if operator.channels else self.subscriptions

    def sources_resolved(self) -> tuple[Source, ...]:
        """The sources, each with its profile's file and the keys of its stanza merged."""
        return self.sources


def settings_path(given: Path | None, env: Mapping[str, str]) -> Path:
    """Where the settings are: as given, else CHIDAO_CONFIG, else ./chidao.toml."""
    return given or Path(env.get(CONFIG_VARIABLE) or DEFAULT_FILE)


def load(path: Path | None, env: Mapping[str, str]) -> Settings:
    """Read and check all settings; raises SettingsError with every mistake found.

    Relative paths in the file are relative to its folder.
    """
    file = settings_path(path, env)
    raw = Raw(file, read_toml(file, expected="the file that `chidao init` makes"))
    mistakes = [*lay_environment(raw, env), *fetch_secrets(raw, env)]
    try:
        parsed = SettingsFile.model_validate(raw.values)
    except ValidationError as error:
        found = mistakes_of(error, raw)
        raise SettingsError(*mistakes, *_without(found, mistakes)) from None
    mistakes += [*_doubled(parsed, raw), *_strangers(parsed, raw), *_open_to_all(parsed, raw)]
    sources = _sources(parsed, raw, mistakes)
    if mistakes:
        raise SettingsError(*mistakes)
    return _settings(parsed, file, sources)


def _settings(parsed: SettingsFile, file: Path, sources: tuple[Source, ...]) -> Settings:
    return Settings(
        path=file,
        timezone=parsed.timezone,
        language=parsed.language,
        storage=_beside(parsed.storage, file),
        operator=parsed.operator,
        crawler=parsed.crawler,
        web=parsed.web,
        alerts=_from(parsed.alerts, file),
        absence=parsed.absence,
        channels=parsed.channels,
        sources=sources,
        subscriptions=tuple(map(_subscription, parsed.subscriptions)),
    )


def _without(found: list[Mistake], told: list[Mistake]) -> list[Mistake]:
    """A secret that could not be fetched is not also "missing"."""
    keys = {mistake.key.removesuffix("_file").removesuffix("_env") for mistake in told}
    return [mistake for mistake in found if mistake.key not in keys]


def _from(alerts: Alerts, file: Path) -> Alerts:
    """A relative folder of templates lies in the folder of the settings."""
    folder = alerts.templates and str((file.parent / alerts.templates).absolute())
    return Alerts(templates=folder)


def _beside(storage: Storage, file: Path) -> Storage:
    """A relative SQLite file, and a relative folder of backups, lie in the folder of the settings."""
    folder = storage.backup_to and str((file.parent / storage.backup_to).absolute())
    url = storage.url.get_secret_value()
    if url.startswith(_SQLITE):
        name, mark, options = url.removeprefix(_SQLITE).partition("?")
        url = f"{_SQLITE}{(file.parent / name).absolute()}{mark}{options}"
    return storage.model_copy(update={"url": SecretStr(url), "backup_to": folder})


def _subscription(stanza: SubscriptionStanza) -> Subscription:
    """A subscription of the file. One that watches papers hears all that happens to them."""
    given = {name: getattr(stanza, name) for name in SubscriptionStanza.model_fields}
    named = "on" in stanza.model_fields_set or not stanza.watch
    given["on"] = tuple(dict.fromkeys(stanza.on)) if named else EVENTS_OF_WATCHED
    return Subscription(**{**given, "channels": tuple(dict.fromkeys(stanza.channels))})


def _doubled(parsed: SettingsFile, raw: Raw) -> list[Mistake]:
    """Two sources, channels or subscriptions of one name."""
    mistakes = []
    tables = {
        "sources": [entry.name for entry in parsed.sources],
        "channels": [entry.name for entry in parsed.channels],
        "subscriptions": [entry.name for entry in parsed.subscriptions],
    }
    for table, names in tables.items():
        for index, name in enumerate(names):
            key = f"{table}[{index}].name"
            if name in names[:index]:
                mistakes.append(
                    raw.mistake(key, f'two {table} are called "{name}"', "a name of its own")
                )
            elif (table, name) in BUILT_IN:
                mistakes.append(raw.mistake(key, f'"{name}" is built in', "another name"))
    return mistakes


def _strangers(parsed: SettingsFile, raw: Raw) -> list[Mistake]:
    """Names of channels and sources that nobody defined."""
    channels = [CONSOLE, *(channel.name for channel in parsed.channels)]
    sources = [source.name for source in parsed.sources]
    mistakes = _unknown_names("operator.channels", parsed.operator.channels, channels, raw)
    for index, stanza in enumerate(parsed.subscriptions):
        key = f"subscriptions[{index}]"
        mistakes += _unknown_names(f"{key}.channels", stanza.channels, channels, raw)
        mistakes += _unknown_names(f"{key}.sources", stanza.sources, sources, raw)
    return mistakes


def _open_to_all(parsed: SettingsFile, raw: Raw) -> list[Mistake]:
    """Web pages that others than this machine reach, without a password."""
    web = parsed.web
    if not web.listen or web.password.get_secret_value():
        return []
    expected = "password_file: a file that holds a password"
    mistakes = []
    if not parse_endpoint(web.listen).loopback:
        problem = f"the web pages on {web.listen} would be open to everybody"
        mistakes.append(raw.mistake("web.password", problem, expected))
    if web.public_url and not is_loopback(host_of(web.public_url)):
        problem = f"the web pages at {web.public_url} would be open to everybody"
        mistakes.append(raw.mistake("web.password", problem, expected))
    return mistakes[:1]


def _unknown_names(key: str, names: tuple[str, ...], known: list[str], raw: Raw) -> list[Mistake]:
    kind = key.rpartition(".")[2].removesuffix("s")
    expected = "one of: " + ", ".join(known) if known else f"a [[{kind}s]] table of that name"
    return [
        raw.mistake(key, f'no {kind} is called "{name}"', expected)
        for name in names
        if name not in known
    ]


def _sources(parsed: SettingsFile, raw: Raw, mistakes: list[Mistake]) -> tuple[Source, ...]:
    sources = []
    private = parsed.crawler.allow_private_addresses
    for index, stanza in enumerate(parsed.sources):
        try:
            sources.append(resolve(stanza, f"sources[{index}]", raw, private=private))
        except SettingsError as error:
            mistakes.extend(error.mistakes)
    return tuple(sources)


__all__ = ["CONSOLE", "Settings", "SettingsError", "load", "settings_path"]
