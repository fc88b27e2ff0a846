"""The names of what goes wrong with a portal: each is evidence, none is ever a change."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What a fetch met instead of the page; the value is stored, logged and shown."""

    OFFLINE = "offline"  # this machine has no network, or no name server answers it
    NETWORK = "network"  # refused, reset, unreachable
    DNS = "dns"
    TLS = "tls"
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"
    REFUSED_ADDRESS = "refused_address"  # outside the pinned hosts, private, or not http(s)
    ROBOTS = "robots"
    BLOCKED = "blocked"  # 401, 403, 451
    CHALLENGE = "challenge"  # captcha or browser check answered with any status
    RATE_LIMITED = "rate_limited"  # 429
    SERVER_ERROR = "server_error"  # 5xx
    NOT_FOUND = "not_found"  # 404, 410
    SOFT_NOT_FOUND = "soft_not_found"  # 200 that says "not found"
    MAINTENANCE = "maintenance"
    REDIRECTED_HOME = "redirected_home"
    LOGIN = "login"
    EMPTY_LISTING = "empty_listing"
    NOT_A_LISTING = "not_a_listing"
    NOT_AN_ARTICLE = "not_an_article"  # e.g. a listing at an article's address
    TRUNCATED = "truncated"
    SPAM = "spam"  # a broken-into site
    LAYOUT_CHANGED = "layout_changed"
    WHOLLY_OTHER = "wholly_other"  # nothing in common with what stood there before
    NOT_HTML = "not_html"
    NOT_A_FILE = "not_a_file"  # a page, or nothing, at an attachment's address
    FEWER_ITEMS = "fewer_items"  # a whole listing shows far fewer items than it always did
    FIELD_LOST = "field_lost"  # what articles of this section always had is read no more
    MASS_ABSENCE = "mass_absence"  # more items gone at once than can be true
    BUSY = "busy"  # another process crawls the source
    STORE = "store"  # what was fetched could not be written
    INTERNAL = "internal"  # our own failure while reading or recording


#: Faults after which the item itself may be gone (only repeated proof makes it so).
ABSENCE_FAULTS = frozenset({Fault.NOT_FOUND, Fault.SOFT_NOT_FOUND, Fault.REDIRECTED_HOME})

#: Faults that mean the portal does not want us now: the run's outcome is "blocked".
BLOCKING_FAULTS = frozenset({Fault.BLOCKED, Fault.CHALLENGE, Fault.RATE_LIMITED})

#: Faults that a broken network on our side causes as well as a portal that is down.
NETWORK_FAULTS = frozenset({Fault.OFFLINE, Fault.NETWORK, Fault.DNS, Fault.TLS, Fault.TIMEOUT})


@dataclass(frozen=True, slots=True)
class FetchError:
    """One named failure at one address, with a sentence for people."""

    url: str
    fault: Fault
    message: str
