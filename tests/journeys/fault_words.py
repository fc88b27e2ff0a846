"""The faults in plain words: what the portal does, and what comes of it."""

from demo.faults import FaultName

KEPT = "Kept as evidence, named, tried again; nothing is told of it."
GONE = (
    "Asked a second time in the same crawl, then under the item's other addresses. A few: "
    "*suspected*, looked for again after 1, 2, 4 … hours, *restored* when back. Many: an incident, "
    "told to the operator once; no item counts as gone."
)
ODD = "Read as ever."

WORDS: dict[FaultName, tuple[str, str]] = {
    FaultName.ERROR_500: ("answers 500", "Tried three times in the crawl. " + KEPT),
    FaultName.ERROR_503: ("answers 503 with Retry-After", "Left alone as long as it asks. " + KEPT),
    FaultName.FORBIDDEN: ("answers 403", KEPT),
    FaultName.TOO_MANY: ("answers 429 with Retry-After", "Left alone as long as it asks. " + KEPT),
    FaultName.NOT_FOUND: ("answers 404 though the page exists (load)", GONE),
    FaultName.SLOW: ("answers late", ODD),
    FaultName.HANG: ("takes the request and never answers", "Given up after `timeout`. " + KEPT),
    FaultName.DRIP: ("sends a byte now and then, without end", "Given up after `timeout`. " + KEPT),
    FaultName.DROP: ("closes the connection without a word", "Tried three times. " + KEPT),
    FaultName.RESET: ("tears the connection down in the middle", "Tried three times. " + KEPT),
    FaultName.HALF_SENT: ("announces a page and sends half", "Tried three times. " + KEPT),
    FaultName.HALF_PAGE: ("sends half a page and calls it whole", KEPT),
    FaultName.EMPTY_200: ("answers 200 with nothing", KEPT),
    FaultName.BAD_GZIP: ("says gzip and sends something else", KEPT),
    FaultName.GZIP_BOMB: ("sends a page that unpacks without end", "Cut off at the limit. " + KEPT),
    FaultName.HUGE: ("sends a page without end", "Cut off at `max_page_bytes`. " + KEPT),
    FaultName.WRONG_CHARSET: ("names a wrong charset", ODD),
    FaultName.TLS: ("leads to a server whose certificate nobody trusts", KEPT),
    FaultName.DNS: ("leads to a name that nobody knows", KEPT),
    FaultName.FLAPPING: (
        'two servers behind one name, one says "not found" with status 200',
        "Asked a second time in the same crawl; lists are read again at the next tick.",
    ),
    FaultName.ERROR_PAGE: ('says "not found" with status 200', GONE),
    FaultName.MAINTENANCE: ('says "maintenance" with status 200', KEPT),
    FaultName.MAINTENANCE_503: (
        'says "maintenance" with status 503 and Retry-After',
        "Left alone as long as it asks. " + KEPT,
    ),
    FaultName.REDIRECT_HOME: ("leads to the home page", GONE),
    FaultName.REDIRECT_LOGIN: ("leads to a login", KEPT),
    FaultName.REDIRECT_LOOP: ("leads in circles", "Given up after five steps. " + KEPT),
    FaultName.REDIRECT_PRIVATE: ("leads into a private network", "Never followed. " + KEPT),
    FaultName.REDIRECT_METADATA: (
        "leads to a cloud's own address with credentials",
        "Never followed. " + KEPT,
    ),
    FaultName.REDIRECT_ELSEWHERE: ("leads to another site", "Never followed. " + KEPT),
    FaultName.CHALLENGE: ("shows a check of the browser", KEPT),
    FaultName.SPAM: ("shows advertising for gambling (broken into)", KEPT),
    FaultName.LIST_INSTEAD: ("shows a list at an article's address", KEPT),
    FaultName.EMPTY_LIST: ("shows lists without items", KEPT),
    FaultName.HALF_LIST: (
        "shows half of a list",
        "What is not listed is not gone; what comes back is no news. On a first visit nobody can "
        "know: items that appear later are told as new.",
    ),
    FaultName.STALE_LIST: (
        "shows yesterday's list (a stale cache)",
        "What is new is told when the list shows it; known items are asked for themselves.",
    ),
    FaultName.OTHER_SECTION: (
        "shows the items of another section",
        "Known items stay what they are; on a first visit as for half a list.",
    ),
}
