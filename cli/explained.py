"""What was read from a page or text, as lines for people."""

from collections.abc import Iterator

from articles.model import Article
from cli.context import Context
from cli.readable import document_lines, instruction_lines, published_words
from cli.words import value_word
from directives.model import Extraction
from reading.model import Listing, PageReading


def page_lines(cli: Context, reading: PageReading) -> Iterator[str]:
    """What kind of page it is, and what stands on it."""
    kind = value_word("page", reading.kind, cli.language)
    yield f"{cli.word('page_kind')}: {kind}"
    if reading.platform:
        yield f"{cli.word('platform')}: {reading.platform}"
    yield f"{cli.word('quality')}: {reading.quality.score:.2f}"
    if reading.quality.reasons:
        yield f"{cli.word('reasons')}: {'; '.join(reading.quality.reasons)}"
    if reading.article:
        yield from _article_lines(cli, reading.article)
    if reading.listing:
        yield from _listing_lines(cli, reading.listing)


def _article_lines(cli: Context, article: Article) -> Iterator[str]:
    if article.title:
        yield f"{cli.word('title')}: {article.title}"
    if article.published_at:
        yield f"{cli.word('published')}: {published_words(article)}"
    if article.byline:
        yield f"{cli.word('author')}: {', '.join(article.byline)}"
    if article.paragraphs:
        yield from ("", *article.paragraphs, "")
    for image in article.images:
        yield f"{cli.word('images')}: {image.caption or '–'} ({image.url})"
    for file in article.attachments:
        yield f"{cli.word('files')}: {file.name or '–'} ({file.url})"


def _listing_lines(cli: Context, listing: Listing) -> Iterator[str]:
    yield f"{cli.word('items')}: {len(listing.items)}"
    for item in listing.items:
        day = f"{item.date:%d/%m/%Y}" if item.date else "–"
        yield f"  {day}  {item.title} ({item.href})"
    if listing.next:
        yield f"{cli.word('next')}: {listing.next}"


def text_lines(cli: Context, found: Extraction) -> Iterator[str]:
    """The paper, its instructions with their rules, possible ones, and the papers cited."""
    yield f"{cli.word('is_directive')}: {cli.word('yes' if found.is_directive else 'no')}"
    yield from document_lines(cli, found.document)
    if found.citations:
        yield f"{cli.word('citations')}: {', '.join(found.citations)}"
    for name, entries in (("directives", found.directives), ("unsure", found.unsure)):
        if entries:
            yield from ("", f"{cli.word(name)}: {len(entries)}")
        for entry in entries:
            yield from instruction_lines(cli, entry, rule=True)
