"""One section being read page by page, and what each page of it showed."""

from dataclasses import dataclass, field
from datetime import datetime

from scrapy.http import Response

from crawler.hosts import addressed, pinned
from reading.addresses import canonical, item_key
from reading.model import Listing
from reading.page import Page
from reading.pages import read_listing
from reading.quality import judge
from sources.faults import Fault
from sources.model import Capture, Profile
from storage.items import Listed
from storage.sources import SectionState

#: Longer addresses are traps or attacks, and no index of a database takes them.
LONGEST_ADDRESS = 2000
MAX_PAGES = 1000  # of one listing in one crawl: a portal that never ends is a trap


def capture_of(response: Response, now: datetime) -> Capture:
    """What a response brought, as evidence and for reading."""
    request = response.request
    asked = request.meta.get("redirect_urls", [request.url])[0] if request else response.url
    headers = {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }
    return Capture(
        url=asked,
        final_url=response.url,
        fetched_at=now,
        status=response.status,
        headers=headers,
        body=response.body,
    )


def is_pinned(url: str, profile: Profile) -> bool:
    """Whether an address lies on the hosts of the profile, and is one of a sane length."""
    if len(url) > LONGEST_ADDRESS:
        return False
    host = addressed(url)
    return host is not None and any(pinned(entry).admits(host) for entry in profile.hosts)


@dataclass(frozen=True, slots=True)
class ListingPage:
    """One page of a listing: its items on the portal's own hosts, and where it goes on."""

    url: str
    listed: tuple[Listed, ...] = ()
    next_url: str = ""
    fault: Fault | None = None
    reasons: tuple[str, ...] = ()


def read_listing_page(capture: Capture, profile: Profile) -> ListingPage:
    """Read a listing page; a bad one has a fault and drives nothing."""
    page = Page.parse(capture.url, capture.body, capture.content_type, final_url=capture.final_url)
    quality = judge(
        page, status=capture.status, expected="listing", profile=profile, home_url=profile.url
    )
    listing = read_listing(page, profile).listing or Listing()
    listed = tuple(
        Listed(item_key(item.url, profile), item.url, item.title)
        for item in listing.items
        if is_pinned(item.url, profile)
    )
    fault, reasons = quality.fault, quality.reasons
    if fault is None and not listed:
        fault, reasons = Fault.EMPTY_LISTING, ("The listing shows no item.",)
    next_url = page.absolute(listing.next) if listing.next else ""
    return ListingPage(capture.url, listed, next_url, fault, reasons)


@dataclass(slots=True)
class Walk:
    """A section read from its first page on. `through` reads to the end, else to a known page."""

    state: SectionState
    through: bool
    profile: Profile
    visited: set[str] = field(default_factory=set)
    seen_keys: set[str] = field(default_factory=set)
    failed: bool = False
    ended: bool = False

    @property
    def name(self) -> str:
        """The section's name."""
        return self.state.section.name

    @property
    def complete(self) -> bool:
        """Whether every page up to the last was read."""
        return self.ended and not self.failed

    def is_end(self, page: ListingPage) -> bool:
        """Whether an empty page only means that the counted pages are over."""
        counted = bool(self.profile.listing.page_url) and len(self.visited) > 1
        declared = self.state.section.allow_empty
        return page.fault is Fault.EMPTY_LISTING and (counted or declared)

    def next_after(self, page: ListingPage, *, all_known: bool) -> str:
        """The next page to read, or "" at the end or where all is known."""
        fresh = {entry.key for entry in page.listed} - self.seen_keys
        self.seen_keys |= fresh
        following = self._following(page)
        if not fresh or not following:
            self.ended = True
            return ""
        if all_known and not self.through:
            return ""
        if len(self.visited) >= MAX_PAGES:
            self.failed = True
            return ""
        return following

    def _following(self, page: ListingPage) -> str:
        following = page.next_url
        if self.profile.listing.page_url:
            number = len(self.visited) + 1
            following = self.profile.listing.page_url.format(
                url=self.state.section.url, page=number
            )
        usable = following and is_pinned(following, self.profile)
        return following if usable and canonical(following) not in self.visited else ""

    def visit(self, url: str) -> None:
        """Note an address as asked for."""
        self.visited.add(canonical(url))
