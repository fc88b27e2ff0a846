"""The fields of a content that differ, each with short values that a person can compare."""

from collections import Counter
from collections.abc import Iterator, Sequence

from articles.facts import (
    Facts,
    file_digests,
    fold_address,
    published_text,
    reading_paragraphs,
)
from articles.folding import compact, fold_for_comparison
from articles.model import Article, Content, FieldChange, Image
from articles.wording import Edit, Words, read_words

#: So many words stand on each side of a changed run, so that one sees where it stands.
CONTEXT_WORDS = 5
#: A value longer than this is cut: fields are for a glance, the difference has the whole.
VALUE_LENGTH = 400
#: So much of a digest tells two files apart for a reader.
DIGEST_LENGTH = 12
_GAP = " … "


def field_changes(
    before: Content, after: Content, one: Facts, other: Facts, edits: Sequence[Edit]
) -> tuple[FieldChange, ...]:
    """Return the fields whose facts differ; `one`, `other`: the facts of both sides, `edits` the word edits of the body."""
    old, new = before.article, after.article
    found = [
        ("title", one.title != other.title, old.title, new.title),
        ("published", one.published != other.published, published_text(old), published_text(new)),
        ("byline", one.byline != other.byline, "; ".join(old.byline), "; ".join(new.byline)),
        ("body", one.body != other.body, *_body(old, new, edits)),
        ("images", one.images != other.images, *_images(old, new)),
        ("attachments", one.files != other.files, *_files(before, after)),
    ]
    changes = [FieldChange(name, _cut(a), _cut(b)) for name, differs, a, b in found if differs]
    return (*changes, *_properties(old, new, one, other))


def _cut(value: str) -> str:
    return value if len(value) <= VALUE_LENGTH else value[: VALUE_LENGTH - 1].rstrip() + "…"


def _body(before: Article, after: Article, edits: Sequence[Edit]) -> tuple[str, str]:
    if not edits:
        return "", ""
    old, new = read_words(reading_paragraphs(before)), read_words(reading_paragraphs(after))
    olds = (_around(old, edit.place.start, edit.place.end) for edit in edits)
    news = (_around(new, edit.place.new_start, edit.place.new_end) for edit in edits)
    return _GAP.join(olds), _GAP.join(news)


def _around(words: Words, start: int, end: int) -> str:
    return " ".join(words.shown[max(start - CONTEXT_WORDS, 0) : end + CONTEXT_WORDS])


def _images(before: Article, after: Article) -> tuple[str, str]:
    return _without(before.images, after.images), _without(after.images, before.images)


def _without(images: Sequence[Image], others: Sequence[Image]) -> str:
    known = set(map(_seen_as, others))
    kept = (image for image in images if _seen_as(image) not in known)
    return "\n".join(f"{image.url} {image.caption}".rstrip() for image in kept)


def _seen_as(image: Image) -> tuple[str, str]:
    return fold_address(image.url), compact(fold_for_comparison(image.caption))


def _files(before: Content, after: Content) -> tuple[str, str]:
    old, new = file_digests(before), file_digests(after)
    return _files_without(before, old, new), _files_without(after, new, old)


def _files_without(content: Content, own: dict[str, str], others: dict[str, str]) -> str:
    names = {fold_address(link.url): link.name or link.url for link in content.article.attachments}
    names |= {fold_address(file.url): file.name or file.url for file in content.attachments}
    return "\n".join(
        f"{names[address]} {digest[:DIGEST_LENGTH]}".rstrip()
        for address, digest in own.items()
        if not _is_among(others, address, digest)
    )


def _is_among(files: dict[str, str], address: str, digest: str) -> bool:
    """Tell whether a file is known by its bytes, or by its address where bytes are not known."""
    if digest and digest in files.values():
        return True
    return address in files and not (digest and files[address])


def _properties(before: Article, after: Article, one: Facts, other: Facts) -> Iterator[FieldChange]:
    differing = Counter(one.properties)
    differing.subtract(other.properties)
    for name in sorted({name for (name, _), count in differing.items() if count}):
        old, new = _values(before, name), _values(after, name)
        yield FieldChange(f"properties.{name}", _cut(old), _cut(new))


def _values(article: Article, name: str) -> str:
    """Return what a property says; a table may name it twice."""
    return "; ".join(value for named, value in article.properties if named == name)
