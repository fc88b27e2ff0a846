"""What must never reach a log: passwords, tokens and the addresses that hold them."""

import re
from collections.abc import Mapping

HIDDEN = "***"
_SECRET_KEYS = re.compile(r"password|passwd|token|secret|authorization|cookie|api_?key", re.I)
_ADDRESS = re.compile(r"\b([a-z][a-z0-9+.-]*)://([^\s<>]*)", re.I)
_SECRET_PARAMETER = re.compile(r"([?&;][^=&\s]*(?:pass|token|secret|key)[^=&\s]*=)[^&\s\"']+", re.I)
# Telegram's own addresses carry the token in their path, and libraries quote them in errors.
_HOST = re.compile(r"(?:\[[^\]]*\]?|[^:]*)(?::\d*)?[.,;:)'\"]*")
_TELEGRAM_TOKEN = re.compile(r"/bot\d+:[\w-]+")
_WEB = frozenset({"http", "https"})
_PLAIN = frozenset({"sqlite", "file"})  # hold a path and nothing else
# Schemes whose host is a host; with the others (tgram://TOKEN/…) even that may be the secret.
_HOSTED = frozenset(
    {"json", "jsons", "xml", "xmls", "form", "forms", "mailto", "mailtos"}
    | {"postgresql", "postgresql+psycopg", "ntfy", "ntfys", "gotify", "gotifys"}
)


def redact(text: str) -> str:
    """The text without user names, passwords and tokens; scheme and host of addresses stay."""
    text = _ADDRESS.sub(_address, text)
    text = _SECRET_PARAMETER.sub(rf"\g<1>{HIDDEN}", text)
    return _TELEGRAM_TOKEN.sub(f"/bot{HIDDEN}", text)


def redact_value(key: str, value: object) -> object:
    """A value ready for a log: numbers as they are, everything else as redacted text or lists."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if key and _SECRET_KEYS.search(key):
        return HIDDEN
    if isinstance(value, Mapping):
        return {str(name): redact_value(str(name), entry) for name, entry in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [redact_value("", entry) for entry in value]
    return redact(str(value))


def _address(found: re.Match[str]) -> str:
    scheme, rest = found[1].lower(), found[2]
    if scheme in _PLAIN:
        return found[0]
    if scheme in _WEB:
        host, slash, path = rest.partition("/")
        return f"{scheme}://{_without_user(host)}{slash}{path}"
    if scheme not in _HOSTED:
        return f"{scheme}://{HIDDEN}"
    # a password may hold an unescaped slash: everything up to the last @ goes
    user, mark, after = rest.rpartition("@")
    host, slash, path = (after if mark else rest).partition("/")
    hidden = f"{HIDDEN}@" if user else ""
    return f"{scheme}://{hidden}{host.partition('?')[0]}{slash}{HIDDEN if path else ''}"


def _without_user(host: str) -> str:
    _, mark, bare = host.rpartition("@")
    if not _HOST.fullmatch(bare):  # half of a password that holds an unescaped slash
        return HIDDEN
    return f"{HIDDEN}@{bare}" if mark else bare
