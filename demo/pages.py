"""The pages of the demo portal: what each shows, and the furniture that moves at every fetch."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import blake2b
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from demo.items import LOCAL, SECTIONS, WEEKDAYS, Attachment, Item, Section, shown_time
from demo.texts import words

PORTLET = "listnews_WAR_3cmsnewportlet_INSTANCE_vX3k"
DETAIL_PORTLET = "viewarticle_WAR_3cmsnewportlet_INSTANCE_m8Tz"
PAGE_PARAMETER = f"_{PORTLET}_cur"  # Liferay's form; `page` is understood as well
DOCUMENTS = "/documents/20181/"  # Liferay: the number is the site's group
ETAG_BYTES = 12  # enough that two pages never share one
VISITS_BEFORE = 48_000_000  # visitors counted before the first fetch
ONLINE_AT_MOST = 400


@dataclass(frozen=True, slots=True)
class Furniture:
    """What is different at every fetch and says nothing: clock, counters, weather, ids."""

    clock: str
    weather: str
    advert: str
    online: int
    visits: int
    views: int
    nonce: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as a list shows it."""

    path: str
    title: str
    date: str
    summary: str = ""
    number: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True)
class FileLink:
    """An attachment as an article shows it."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class PageLink:
    """One link of the paging; `rel` is next, prev or nothing."""

    label: str
    href: str
    current: bool = False
    rel: str = ""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """The page of one item."""

    item: Item
    shown_time: str
    files: tuple[FileLink, ...]
    others: tuple[Entry, ...]
    portlet: str = DETAIL_PORTLET


@dataclass(frozen=True, slots=True)
class ListingView:
    """One page of a section."""

    section: Section
    entries: tuple[Entry, ...]
    pages: tuple[PageLink, ...]
    as_table: bool
    portlet: str = PORTLET


@dataclass(frozen=True, slots=True)
class Block:
    """The newest items of a section on the home page."""

    section: Section
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    blocks: tuple[Block, ...]
    portlet: str = PORTLET


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A page that only says something: about, contact, not found."""

    heading: str
    text: str
    portlet: str = "56_INSTANCE_n0Tc"


View = ArticleView | ListingView | HomeView | NoticeView
TEMPLATES: dict[type[View], str] = {
    ArticleView: "article.html",
    ListingView: "listing.html",
    HomeView: "home.html",
    NoticeView: "notice.html",
}


def render(view: View, furniture: Furniture) -> bytes:
    """The page as UTF-8."""
    parts: dict[str, Any] = {name: getattr(view, name) for name in view.__slots__}
    template = _environment().get_template(TEMPLATES[type(view)])
    return template.render(parts, furniture=furniture, sections=SECTIONS).encode()


def render_bare(name: str) -> bytes:
    """A page without the portal around it: maintenance, challenge, login, spam."""
    return _environment().get_template(f"{name}.html").render().encode()


def etag(view: View) -> str:
    """What the page says, without its furniture, as a quoted entity tag."""
    return bytes_tag(repr(view).encode())


def bytes_tag(data: bytes) -> str:
    """A quoted entity tag for these bytes."""
    return f'"{blake2b(data, digest_size=ETAG_BYTES).hexdigest()}"'


def furniture_at(moment: datetime, fetches: int, views: int) -> Furniture:
    """The furniture of the fetch with that number: no two fetches have the same."""
    local = moment.astimezone(LOCAL)
    day = f"{local.day}-{local.month}-{local.year}"
    return Furniture(
        clock=f"{WEEKDAYS[local.weekday()]}, {day} {local:%H:%M:%S}",
        weather=words().weather[fetches % len(words().weather)],
        advert=words().adverts[fetches % len(words().adverts)],
        online=1 + fetches * 7 % ONLINE_AT_MOST,
        visits=VISITS_BEFORE + fetches,
        views=views,
        nonce=blake2b(str(fetches).encode(), digest_size=4).hexdigest(),
    )


def entry_of(item: Item) -> Entry:
    """The item as lists show it: a paper by its number and day of issue, others by publication."""
    local = item.published.astimezone(LOCAL)
    date = f"{item.paper.issued_on:%d/%m/%Y}" if item.paper else f"{local:%d/%m/%Y}"
    image = f"/image/journal/article?img_id={item.id}" if item.caption else ""
    number = item.paper.number if item.paper else ""
    return Entry(item.path, item.title, date, item.lead, number, image)


def article_view(item: Item, others: tuple[Item, ...]) -> ArticleView:
    """The page of `item` with its files and the titles of `others`; odd file names stand raw."""
    files = tuple(FileLink(file_path(item, file), file.name) for file in item.attachments)
    return ArticleView(item, shown_time(item.published), files, tuple(map(entry_of, others)))


def file_path(item: Item, file: Attachment) -> str:
    """The address of an attached file below the host, not quoted."""
    return f"{DOCUMENTS}{item.id}/{file.name}"


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("demo"), autoescape=True, undefined=StrictUndefined, auto_reload=False
    )
