"""Pictures with their captions, and the files a text links to."""

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, unquote

from articles.model import AttachmentLink, Image
from reading.addresses import canonical, split
from reading.blocks import Dropped
from reading.outline import Element
from reading.page import Page
from reading.text import fold

_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z|rtf|odt|ods|odp|csv|tif)(?:[/?#].*)?$", re.IGNORECASE
)
_DOWNLOAD = re.compile(
    r"/(?:download|tai-?ve|taifile|get_file|getfile|attachments?)(?:[/.?]|$)|"
    r"[?&](?:download|fileid|file|attach\w*)=|download\w*\.(?:aspx|php)\?|\.ashx\?|/documents/\d+/\d+/",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp|svg|avif)(?:/|$)", re.IGNORECASE)
_DECORATION = re.compile(
    r"icon|logo|spacer|blank|pixel|avatar|emoji|smil|sprite|button|arrow|banner|share|"
    r"loading|placeholder|1x1|print\.|pdf\.(?:png|gif)|doc\.(?:png|gif)",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"caption|chu-?thich|desc|legend|note|image-?title|img-?title|pcaption")
_STAMP = re.compile(r"(?:t|ts|_|timestamp|rnd|rand)=")
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-srcset", "src", "srcset")
_SMALLEST = 60  # pixels: smaller pictures are bullets and icons
_LONGEST_CAPTION = 300
_PICTURE_ROWS = 2  # a picture and its caption


def read_images(page: Page, body: Element, dropped: Dropped) -> tuple[Image, ...]:
    """The pictures of a body in page order, decoration left out."""
    found: dict[str, Image] = {}
    for element in _kept(body, dropped):
        if element.tag != "img" or _is_small(element):
            continue
        url = _picture_url(page, element)
        if url and not _DECORATION.search(split(url).path.rsplit("/", 1)[-1]):
            found.setdefault(url, Image(url, caption_of(element)))
    return tuple(found.values())


def _kept(body: Element, dropped: Dropped) -> Iterable[Element]:
    waiting = [body]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(
            c for c in reversed(element.children) if isinstance(c, Element) and not dropped(c)
        )


def _picture_url(page: Page, element: Element) -> str:
    for name in _LAZY:
        value = element.get(name).strip()
        if name.endswith("srcset"):
            value = value.split(",")[0].split(" ")[0]
        if value and not value.startswith("data:"):
            return without_stamp(page.absolute(value))
    return ""


def without_stamp(url: str) -> str:
    """A picture's address without its query when the path alone names the file, else without
    the stamp that makes browsers fetch it anew: a picture that changes gets another name or id."""
    parts = split(canonical(url))
    if _PICTURE.search(parts.path):
        return parts._replace(query="").geturl()
    kept = [piece for piece in parts.query.split("&") if not _STAMP.match(piece)]
    return parts._replace(query="&".join(kept)).geturl()


def _is_small(element: Element) -> bool:
    sizes = [re.match(r"\d+", element.get(name)) for name in ("width", "height")]
    return any(size is not None and int(size[0]) < _SMALLEST for size in sizes)


def caption_of(image: Element) -> str:
    """The words that belong to a picture: figcaption, an element named so, or a table row below."""
    for element in list(image.ancestors())[:4]:
        if element.tag == "figure":
            return " ".join(e.text for e in element.find("figcaption"))[:_LONGEST_CAPTION]
        if element.tag == "table" or _CAPTION.search(element.hint):
            text = element.text
            return text if len(text) <= _LONGEST_CAPTION else ""
    return _next_caption(image)


def _next_caption(image: Element) -> str:
    for element in (image, *list(image.ancestors())[:2]):
        following = next_element(element)
        if following is not None and _CAPTION.search(following.hint):
            return following.text[:_LONGEST_CAPTION]
        if element.parent is None or element.parent.text.strip() != element.text.strip():
            break
    return ""


def next_element(element: Element) -> Element | None:
    """The next sibling element."""
    if element.parent is None:
        return None
    siblings = [c for c in element.parent.children if isinstance(c, Element)]
    later = [sibling for sibling in siblings if sibling.start > element.end]
    return later[0] if later else None


def captions(body: Element) -> set[int]:
    """Where (`start`) the elements stand that only caption a picture: they are no paragraphs."""
    found = {e.start for e in body.find("figcaption")}
    for element in body.elements():
        if _CAPTION.search(element.hint) and 0 < len(element.text) <= _LONGEST_CAPTION:
            before = [e for e in body.find("img") if e.start < element.end]
            parent = element.parent
            if before and (element.find("img") or (parent is not None and parent.find("img"))):
                found.add(element.start)
        elif element.tag == "table" and _is_picture_table(element):
            found.add(element.start)
    return found


def _is_picture_table(table: Element) -> bool:
    return (
        bool(table.find("img"))
        and len(table.text) <= _LONGEST_CAPTION
        and len(table.find("tr")) <= _PICTURE_ROWS
    )


def is_file(url: str) -> bool:
    """Whether an address leads to a file and not to a page."""
    if url.startswith(("javascript:", "mailto:", "#", "data:")):
        return False
    path = unquote(url)
    if _PICTURE.search(split(path).path) and not _FILE.search(path):
        return False
    return bool(_FILE.search(path) or _DOWNLOAD.search(path))


def read_attachments(page: Page, elements: Iterable[Element]) -> tuple[AttachmentLink, ...]:
    """The files linked from or embedded in these parts of a page, each once."""
    found: dict[str, AttachmentLink] = {}
    for part in elements:
        for element in part.find(*FILE_TAGS):
            href = _file_address(element)
            if href and is_file(href):
                url = canonical(page.absolute(href))
                link = AttachmentLink(url, fold(element.text) or file_name(url))
                found.setdefault(url, link)
    return tuple(found.values())


#: Elements that link to a file or show one.
FILE_TAGS = ("a", "object", "embed", "iframe")


def _file_address(element: Element) -> str:
    """The href or source; of a viewer in a frame ("/viewer.html?file=a.pdf") the file it shows."""
    href = (element.get("href") or element.get("data") or element.get("src")).strip()
    if element.tag != "iframe":
        return href
    shown = [value for _, value in parse_qsl(href.partition("?")[2]) if _FILE.search(value)]
    path = href.partition("?")[0]
    return shown[0] if shown else href if _FILE.search(path) else ""


def file_name(url: str) -> str:
    """The last part of the path, unescaped."""
    return fold(unquote(split(url).path.rsplit("/", 1)[-1]))
