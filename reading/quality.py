"""How far a capture can be trusted, and the name of what is wrong with it."""

from typing import Literal

from reading.addresses import is_home, item_key
from reading.containers import content_blocks
from reading.kinds import signs_of
from reading.model import Quality
from reading.notices import find_notice, is_challenge_markup, spam_words
from reading.page import Page
from reading.platforms import detect
from sources.faults import Fault
from sources.model import Profile

Expected = Literal["listing", "article"]

#: Below this score a capture is kept as evidence and drives nothing.
USABLE = 0.5
_BAD = 0.1
_NO_TIME = 0.9
_STATUS_FAULTS = {
    401: Fault.BLOCKED, 403: Fault.BLOCKED, 451: Fault.BLOCKED, 407: Fault.BLOCKED,
    404: Fault.NOT_FOUND, 410: Fault.NOT_FOUND, 429: Fault.RATE_LIMITED,
}  # fmt: skip
_SERVER_ERRORS = 500
_CLIENT_ERRORS = 400
_LEAST_BYTES = 200  # no page with content is shorter
_END = 2_000  # characters: how far from the end </html> may stand
_LOGIN_WORDS = ("/login", "/dang-nhap", "/c/portal/login", "/signin", "/sso/")
_LEAST_BODY = 15  # letters


def judge(
    page: Page, *, status: int, expected: Expected, profile: Profile, home_url: str
) -> Quality:
    """The quality of a capture that should be a listing or an article; never raises.

    The first fault that is found names it; every fault carries a sentence that says why.
    """
    for check in (_by_status, _by_notice, _by_address, _by_wholeness, _by_spam):
        if found := check(page, status, home_url):
            return found
    if expected == "listing":
        return _judge_listing(page, profile)
    return _judge_article(page, profile)


def _bad(fault: Fault, reason: str) -> Quality:
    return Quality(_BAD, fault, (reason,))


def _visible(page: Page) -> list[str]:
    return [block.text for block in content_blocks(page)]


def _by_status(page: Page, status: int, _: str) -> Quality | None:
    notice = find_notice([*_visible(page), page.head_title], signs_of(page).prose)
    if is_challenge_markup(page.text) and signs_of(page).prose_outside < _END:
        return _bad(Fault.CHALLENGE, f"Status {status}: the page is a check of the browser.")
    if notice and notice.fault is Fault.CHALLENGE and status != 404:  # noqa: PLR2004
        return _bad(Fault.CHALLENGE, f"Status {status}: the page says “{notice.words}”.")
    if status in _STATUS_FAULTS:
        return _bad(_STATUS_FAULTS[status], f"The server answered {status}.")
    if status >= _SERVER_ERRORS:
        fault = notice.fault if notice and notice.fault is Fault.MAINTENANCE else Fault.SERVER_ERROR
        return _bad(fault, f"The server answered {status}.")
    if status >= _CLIENT_ERRORS:
        return _bad(Fault.BLOCKED, f"The server answered {status}.")
    return None


def _by_notice(page: Page, status: int, _: str) -> Quality | None:
    signs = signs_of(page)
    if signs.listed and signs.items and not signs.notice:
        return None
    notice = find_notice([*_visible(page), page.head_title], signs.prose_outside)
    if notice is None:
        return None
    return _bad(notice.fault, f"Status {status}, but the page says “{notice.words}”.")


def _by_address(page: Page, _: int, home_url: str) -> Quality | None:
    asked, answered = page.url, page.final_url
    if not asked or item_key(asked, _NOBODY) == item_key(answered, _NOBODY):
        return None
    if any(word in answered.lower() for word in _LOGIN_WORDS):
        return _bad(Fault.LOGIN, f"The address led to a login: {answered}.")
    if is_home(answered, home_url) and not is_home(asked, home_url):
        return _bad(Fault.REDIRECTED_HOME, f"The address led to the home page: {answered}.")
    return None


_NOBODY = Profile(name="")


def _by_wholeness(page: Page, _: int, __: str) -> Quality | None:
    text = page.text.rstrip()
    head = text[:_END].lower()
    if (
        "<html" in head
        and "</html" not in text[-_END:].lower()
        and "</body" not in text[-_END:].lower()
    ):
        return _bad(Fault.TRUNCATED, "The page ends before </html>.")
    if "<" not in text:
        return _bad(Fault.NOT_HTML, "The answer holds no markup.")
    if page.size and page.size < _LEAST_BYTES and not page.outline.text:
        return _bad(Fault.TRUNCATED, f"The page is {page.size} bytes and holds no text.")
    return None


def _by_spam(page: Page, _: int, __: str) -> Quality | None:
    text = " ".join((page.head_title, page.outline.text))
    if words := spam_words(text):
        return _bad(Fault.SPAM, f"The page advertises gambling: {', '.join(words)}.")
    return None


def _judge_listing(page: Page, profile: Profile) -> Quality:
    listing = detect(page, profile).listing(page)
    if listing.items:
        return Quality()
    if signs_of(page).prose_outside > _END:
        return _bad(Fault.NOT_A_LISTING, "A listing was expected, but the page is one long text.")
    return _bad(Fault.EMPTY_LISTING, "The listing holds no item.")


def _judge_article(page: Page, profile: Profile) -> Quality:
    article = detect(page, profile).article(page)
    signs = signs_of(page)
    is_listing = signs.items > 1 and signs.dated == 1 and signs.prose_outside < _LEAST_BODY
    if is_listing:
        return _bad(Fault.NOT_AN_ARTICLE, f"The address shows a list of {signs.items} items.")
    letters = sum(len(paragraph) for paragraph in article.paragraphs)
    if not article.title:
        return _bad(Fault.LAYOUT_CHANGED, "No title was found on the page.")
    if letters < _LEAST_BODY and not (article.attachments or article.images or article.properties):
        return _bad(Fault.LAYOUT_CHANGED, "No text, file or picture was found on the page.")
    if article.published_at is None:
        return Quality(_NO_TIME, None, ("The page does not say when it was published.",))
    return Quality()
