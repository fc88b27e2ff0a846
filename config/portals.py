"""From a `[[sources]]` stanza to a Source: its profile's file, with the stanza's keys on top."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import unquote, urlsplit

from config.files import read_toml
from config.mistakes import Mistake, SettingsError
from config.raw import Raw
from config.sections import SourceStanza
from reading.platforms import NAMES
from sources.every import Interval, parse_every
from sources.model import Profile, Source
from sources.profile import PROFILE_KEYS, host_of, parse_profile
from sources.tables import ProfileError, nearest

SHIPPED = Path(__file__).parent.parent / "crawler" / "portals"
# A provincial server is not asked more often; only machines of one's own are.
SHORTEST = timedelta(minutes=1)

_Values = Mapping[str, object]


def resolve(stanza: SourceStanza, key: str, raw: Raw, *, private: bool) -> Source:
    """The source that a stanza at `key` describes; raises SettingsError.

    `private`: addresses of one's own network are allowed, and with them a shorter interval.
    """
    own = dict(stanza.model_extra or {})
    _refuse_unknown(own, key, raw)
    path = _profile_path(stanza, key, raw)
    merged = _merged(_base(path), _with_addresses(stanza, own))
    if path is None and not stanza.url and not stanza.section_urls:
        problem = "a source needs a profile, a url or section_urls"
        raise SettingsError(raw.mistake(key, problem, 'profile = "quangtri" or url = "https://…"'))
    try:
        profile = parse_profile(stanza.profile or stanza.name, merged)
    except ProfileError as error:
        raise _placed(error, _with_addresses(stanza, own), key, path, raw) from None
    profile = _usable(profile, own, key, path, raw)
    _check_pace(stanza, profile, key, raw, private=private)
    return Source(stanza.name, profile, stanza.every, stanza.silence_after)


def _refuse_unknown(own: _Values, key: str, raw: Raw) -> None:
    known = (*SourceStanza.model_fields, *PROFILE_KEYS)
    wrong = [
        raw.mistake(f"{key}.{name}", "unknown key", nearest(name, known))
        for name in own
        if name not in known
    ]
    if wrong:
        raise SettingsError(*wrong)


def _profile_path(stanza: SourceStanza, key: str, raw: Raw) -> Path | None:
    name = stanza.profile
    if not name:
        return None
    if name.endswith(".toml"):
        return _own_profile(name, key, raw)
    shipped = sorted(path.stem for path in SHIPPED.glob("*.toml"))
    if name not in shipped:
        expected = f"one of: {', '.join(shipped)}; or a path to a .toml"
        mistake = raw.mistake(f"{key}.profile", f'no profile "{name}" is shipped', expected)
        raise SettingsError(mistake)
    return SHIPPED / f"{name}.toml"


def _own_profile(name: str, key: str, raw: Raw) -> Path:
    path = raw.file.parent / name
    if not _is_there(path):
        problem = f"there is no file {path}"
        raise SettingsError(raw.mistake(f"{key}.profile", problem, "the path of a profile"))
    return path


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name no file can have, or a folder one may not look into
        return False


def _base(path: Path | None) -> dict[str, object]:
    return {} if path is None else read_toml(path, expected="the path of a profile")


def _with_addresses(stanza: SourceStanza, own: _Values) -> dict[str, object]:
    """The stanza's keys of a profile, its url and section_urls among them."""
    merged = dict(own)
    if stanza.url:
        merged["url"] = stanza.url
    if stanza.section_urls:
        merged["sections"] = _sections(stanza.section_urls)
    return merged


def _sections(urls: tuple[str, ...]) -> list[dict[str, object]]:
    """Sections named by the last part of their addresses, numbered where that is not enough."""
    sections: dict[str, dict[str, object]] = {}
    for number, url in enumerate(urls, start=1):
        last = unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])
        name = last if last and last not in sections else f"{last or 'section'}-{number}"
        sections[name] = {"name": name, "url": url}
    return list(sections.values())


def _merged(base: _Values, own: _Values) -> dict[str, object]:
    """Key by key, one level of tables deep; addresses written in the stanza open their hosts."""
    merged = dict(base)
    for key, value in own.items():
        former = merged.get(key)
        both = isinstance(former, Mapping) and isinstance(value, Mapping)
        merged[key] = {**former, **value} if both else value  # type: ignore[dict-item] # see `both`
    hosts = base.get("hosts")
    if "hosts" not in own and isinstance(hosts, list):
        merged["hosts"] = [*hosts, *_hosts_of(own)]
    return merged


def _hosts_of(own: _Values) -> list[str]:
    sections = own.get("sections")
    entries = sections if isinstance(sections, list) else []
    urls = [own.get("url"), *(entry.get("url") for entry in entries if isinstance(entry, dict))]
    hosts = []
    for url in urls:
        try:
            hosts.append(host_of(str(url or "")))
        except ValueError:
            continue  # parse_profile names what is wrong with it
    return hosts


def _placed(
    error: ProfileError, own: _Values, key: str, path: Path | None, raw: Raw
) -> SettingsError:
    """The profile's error as a mistake in the stanza or in the profile's file."""
    top, _, rest = error.key.replace("[", ".[").partition(".")
    value = own.get(top)
    inner = rest.partition(".")[0]
    in_stanza = top in own and (not isinstance(value, Mapping) or inner in value or not inner)
    if path is not None and not in_stanza:
        return SettingsError(Mistake(str(path), error.key, error.problem, error.expected))
    return SettingsError(raw.mistake(f"{key}.{error.key}", error.problem, error.expected))


def _usable(profile: Profile, own: _Values, key: str, path: Path | None, raw: Raw) -> Profile:
    """The profile with its ca_file found; raises for what this version can not do."""
    if profile.platform and profile.platform not in NAMES:
        problem = f'no platform is called "{profile.platform}"'
        error = ProfileError("platform", problem, f"one of: {', '.join(sorted(NAMES))}")
        raise _placed(error, own, key, path, raw)
    if profile.render:
        error = ProfileError(
            "render", "not yet: pages are not rendered in this version", "render = false"
        )
        raise _placed(error, own, key, path, raw)
    if not profile.ca_file:
        return profile
    beside = raw.file if "ca_file" in own or path is None else path
    certificates = beside.parent / profile.ca_file
    if not _is_there(certificates) or certificates.is_dir():
        problem = f"there is no file {certificates}"
        error = ProfileError("ca_file", problem, "a file of certificates (PEM)")
        raise _placed(error, own, key, path, raw)
    return replace(profile, ca_file=str(certificates))


def _check_pace(
    stanza: SourceStanza, profile: Profile, key: str, raw: Raw, *, private: bool
) -> None:
    every = parse_every(stanza.every)
    if private or not isinstance(every, Interval) or every.every >= SHORTEST:
        return
    if not all(map(_is_loopback, profile.hosts)):
        problem = f'"{stanza.every}" is too often for a public portal'
        raise SettingsError(raw.mistake(f"{key}.every", problem, "at least 1m"))


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
