"""Addresses: what of them identifies an item, and which of them lead nowhere."""

import re
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from sources.model import Profile

#: Parameters that say how, when or from where a page is shown, never which page it is.
_NOISE = re.compile(
    r"utm_\w+|fbclid|gclid|zarsrc|_ga|mc_[ce]id|t|_|ts|timestamp|rand|rnd|nocache|cache|"
    r"jsessionid|phpsessid|sid|sessionid|aspsessionid\w*|cfid|cftoken|"
    r"p_p_(?:state|mode|lifecycle|col_id|col_pos|col_count|auth|cacheability)|p_auth|"
    r"p_r_p_\w*resetcur|redirect|_\w+_redirect|_101_(?:viewmode|delta|keywords|advancedsearch|"
    r"andoperator)|doasuserid|font_?size|print_?mode",
    re.IGNORECASE,
)
#: A bare "t" or "ts" is a stamp only when its value looks like one.
_STAMP_NAMES = frozenset({"t", "_", "ts", "sid", "cache"})
_STAMP = re.compile(r"\d{6,}|[0-9a-f]{16,}|0\.\d+", re.IGNORECASE)
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#]*", re.IGNORECASE)
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
_HOME_PATH = re.compile(
    r"/?(?:(?:web/[\w-]+/|vi/|en/|pages/)?(?:home|trang-?chu|index|default|main)(?:\.\w{2,5})?/?|"
    r"web/[\w-]+/?|vi/?|portal/?)?",
    re.IGNORECASE,
)

_TRAP_PATHS = re.compile(
    r"/(?:c/portal/(?:login|logout|update_language|layout)|dang-?nhap|dang-?ky|log-?in|log-?out|"
    r"sign-?in|register|wp-login\.php|user/login|calendar|lich|print|in-trang|sitemap|so-do-\w+|"
    r"rss|feed)(?:[/.?]|$)|/(?:vi/en|en/vi|vi/vi|en/en)(?:/|$)|print\.aspx|/login\b",
    re.IGNORECASE,
)
_TRAP_QUERY = re.compile(
    r"(?:^|&)(?:p_p_state=(?:pop_?up|maximized|exclusive)|p_p_id=(?:58|82)(?:&|$)|print=|in=1|"
    r"languageid=|lang(?:uage)?=|tmpl=component|collapse=\d|expand=\d|task=login|action=login|doaslanguage)",
    re.IGNORECASE,
)


def canonical(url: str) -> str:
    """The address without what does not identify: fragment, session, stamp and view parameters.

    The order of the remaining parameters stays; a relative address stays relative.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    host = parts.netloc.lower().removesuffix(_DEFAULT_PORTS.get(parts.scheme.lower(), ":"))
    path = _PATH_SESSION.sub("", parts.path) or ("/" if parts.netloc else "")
    return urlunsplit((parts.scheme.lower(), host, path, _kept_query(parts.query), "")).strip()


def split(url: str) -> SplitResult:
    """The parts of an address; what is no address is all path."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", url, "", "")


def _kept_query(query: str) -> str:
    if "=" not in query:
        return query
    pieces = [piece for piece in query.split("&") if piece and not _is_noise(piece)]
    return "&".join(pieces)


def _is_noise(piece: str) -> bool:
    name, _, value = piece.partition("=")
    name = unquote(name).lower()
    if name in _STAMP_NAMES:
        return bool(_STAMP.fullmatch(value)) or not value
    return bool(_NOISE.fullmatch(name))


def item_key(url: str, profile: Profile) -> str:
    """What identifies an item: the group of the profile's `key`, else its canonical address.

    Scheme, a leading "www." and a closing slash do not tell two items apart.
    """
    if profile.article.key and (found := re.search(profile.article.key, url)):
        return found[1] if found.groups() and found[1] else found[0]
    parts = split(canonical(url))
    host = parts.netloc.removeprefix("www.")
    return urlunsplit(("", host, parts.path.rstrip("/") or "/", parts.query, "")).removeprefix("//")


def is_trap(url: str) -> bool:
    """Whether following it leads in circles: language, login, calendar, print, pop-up states."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return True
    if parts.scheme and parts.scheme not in ("http", "https"):
        return True
    return bool(_TRAP_PATHS.search(parts.path) or _TRAP_QUERY.search(parts.query))


def is_home(url: str, home_url: str = "") -> bool:
    """Whether this is the front page of its host, or the given home page."""
    parts = split(canonical(url))
    if home_url and item_key(url, _NO_PROFILE) == item_key(home_url, _NO_PROFILE):
        return True
    return bool(parts.netloc) and not parts.query and bool(_HOME_PATH.fullmatch(parts.path))


_NO_PROFILE = Profile(name="")


def same_host(url: str, other: str) -> bool:
    """Whether two addresses are of one host, "www." aside."""
    first, second = split(url).netloc.lower(), split(other).netloc.lower()
    return first.removeprefix("www.") == second.removeprefix("www.")


def page_number_url(url: str, name: str, number: int) -> str:
    """The same address with the parameter `name` set to a page number."""
    parts = urlsplit(url)
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if k != name]
    return urlunsplit(parts._replace(query=urlencode([*query, (name, str(number))])))
