"""All of Scrapy's settings for one crawl of one source."""

from copy import deepcopy
from types import MappingProxyType

from crawler.hosts import ALLOW_PRIVATE, HOSTS, PROXY
from crawler.middlewares import LONGEST_WAIT
from crawler.tls import CA_FILE, LEGACY_TLS
from sources.model import Profile

_PRODUCT = "chidao"
_VERSION = "0.1"

_RETRIES = 2  # three requests at most; the next check is the retry after that
_RETRIED_STATUSES = (500, 502, 503, 504, 522, 524)  # 429 is retried only with a Retry-After
_REDIRECTS = 5  # http → https → www → language → page; more is a circle
# Longer refreshes are pages that reload themselves (tickers), not pages that moved.
_LONGEST_META_REFRESH_SECONDS = 3
_LONGEST_WAIT_SECONDS = 30.0  # a longer Retry-After delays the next check instead of this crawl

_HTTPCOMPRESSION = "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware"
_ROBOTS = "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware"
_OFFSITE = "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware"

# Places among Scrapy's own: the guard first of all; ours in the place of those they refine;
# RetryAfter sees answers before RetryMiddleware (550), Conditional after redirects (600).
_MIDDLEWARES = MappingProxyType(
    {
        _OFFSITE: None,  # it lets subdomains pass; the guard pins hosts exactly
        "crawler.hosts.HostGuard": 50,
        _ROBOTS: None,
        "crawler.middlewares.Robots": 100,
        "crawler.middlewares.RetryAfter": 560,
        _HTTPCOMPRESSION: None,
        "crawler.middlewares.Unpack": 590,
        "crawler.middlewares.Conditional": 845,
    }
)

# The rest stay out by not being named: Scrapy imports even what is switched off by name, and with
# its remote control come a web server and 10 MB.
_EXTENSIONS = (
    "scrapy.extensions.corestats.CoreStats",  # the reason why a crawl ended
    "scrapy.extensions.closespider.CloseSpider",  # for `scrapy crawl`, as its users expect
    "scrapy.extensions.feedexport.FeedExporter",
)
_HANDLER = "crawler.handlers.GuardedHandler"

# The same for every crawl, each with what Scrapy does without it.
_ALWAYS = MappingProxyType(
    {
        "REMOTE_CONTROL_ENABLED": False,  # on: a port per crawl that runs Python for a token
        "TELNETCONSOLE_ENABLED": False,
        "MEMUSAGE_ENABLED": False,
        "EXTENSIONS_BASE": dict.fromkeys(_EXTENSIONS, 0),
        "LOG_VERSIONS": [],
        "LOGSTATS_INTERVAL": 0,
        "STATS_DUMP": False,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,  # off
        "DOWNLOAD_WARNSIZE": 0,  # the limit speaks for itself
        "DOWNLOAD_DELAY_JITTER": 0,  # a random half to one and a half: shorter than promised
        "HTTPERROR_ALLOW_ALL": True,  # every status reaches the callback: error pages are evidence
        "METAREFRESH_MAXDELAY": _LONGEST_META_REFRESH_SECONDS,
        "REDIRECT_MAX_TIMES": _REDIRECTS,
        "RETRY_TIMES": _RETRIES,
        "RETRY_HTTP_CODES": list(_RETRIED_STATUSES),
        "RETRY_GIVE_UP_LOG_LEVEL": "DEBUG",  # the run records it
        LONGEST_WAIT: _LONGEST_WAIT_SECONDS,
        "DOWNLOAD_HANDLERS": {
            "http": _HANDLER,
            "https": _HANDLER,
            "file": None,
            "ftp": None,
            "s3": None,
            "data": None,
        },
    }
)


def scrapy_settings(
    *,
    profile: Profile,
    contact: str,
    obey_robots: bool,
    allow_private: bool,
    proxy: str,
    max_page_bytes: int,
    timeout: float,
) -> dict[str, object]:
    """Return the settings of one crawl; `timeout` in seconds, for one request as a whole.

    A single request may raise its size limit by `meta["download_maxsize"]` (attachments).
    """
    return {
        **deepcopy(dict(_ALWAYS)),
        "DOWNLOADER_MIDDLEWARES": dict(_MIDDLEWARES),
        "USER_AGENT": user_agent(contact),
        "ROBOTSTXT_USER_AGENT": _PRODUCT,
        "ROBOTSTXT_OBEY": obey_robots,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "vi,en;q=0.5",
        },
        "DOWNLOAD_MAXSIZE": max_page_bytes,
        "DOWNLOAD_TIMEOUT": timeout,
        "HTTPPROXY_ENABLED": bool(proxy),  # never a proxy from the environment: see the guard
        PROXY: proxy,
        HOSTS: list(profile.hosts),
        ALLOW_PRIVATE: allow_private,
        **_pace(profile),
        **_tls(profile),
    }


def user_agent(contact: str) -> str:
    """Return who we say we are, with the way to reach the operator."""
    contact = " ".join(contact.split())
    return f"{_PRODUCT}/{_VERSION} (+{contact})" if contact else f"{_PRODUCT}/{_VERSION}"


def _pace(profile: Profile) -> dict[str, object]:
    # No more in flight than the hosts may be asked for: a stop then has little to wait for.
    return {
        "DOWNLOAD_DELAY": profile.delay.total_seconds(),
        "CONCURRENT_REQUESTS_PER_DOMAIN": profile.concurrency,
        "CONCURRENT_REQUESTS": profile.concurrency * max(1, len(profile.hosts)),
    }


def _tls(profile: Profile) -> dict[str, object]:
    settings: dict[str, object] = {CA_FILE: profile.ca_file, LEGACY_TLS: profile.tls == "legacy"}
    if profile.tls == "legacy":
        settings["DOWNLOAD_TLS_MIN_VERSION"] = "TLSv1.0"
        settings["DOWNLOADER_CLIENT_TLS_CIPHERS"] = "DEFAULT:@SECLEVEL=0"
    return settings
