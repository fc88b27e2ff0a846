"""What a change of one item amounts to: same, cosmetic, or content with a weight and its reason."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from articles.facts import Facts, facts, file_digests, reading_paragraphs
from articles.fields import field_changes
from articles.model import Article, Content, Verdict, VerdictKind, Weight
from articles.weight import Finding, texts, weigh_edits
from articles.wording import read_words, word_edits

_COSMETIC = Verdict(VerdictKind.COSMETIC, reason="nothing a reader reads changed")
_FILE_UNKNOWN = Verdict(VerdictKind.COSMETIC, reason="file known on one side only")
#: Text among the properties: its misprints weigh as those of the body do.
_TEXT_PROPERTIES = frozenset({"subject"})


def compare(before: Content, after: Content, *, protected: Sequence[str] = ()) -> Verdict:
    """Return how two contents of one item differ.

    `protected` are the verbatim spans of the instructions of either side: what changes inside
    them is never mere spelling, and a number or receiver there is major.
    SAME: equal. COSMETIC: the facts of `articles.facts` are equal. CONTENT: all the rest.
    """
    if before == after:
        return Verdict(VerdictKind.SAME, reason="equal")
    old, new = facts(before), facts(after)
    if old == new:
        return _COSMETIC
    files = _file_change(before, after)
    if not files:  # a digest that is known on one side only must not speak in the fields either
        new = replace(new, files=old.files)
    if old == new:
        return _FILE_UNKNOWN
    sides = tuple(
        texts(read_words(one), read_words(other), protected)
        for one, other in _readings(before.article, after.article)
    )
    edits = tuple(word_edits(side.before, side.after) for side in sides)
    found = [*files, *_facts_changed(old, new)]
    found += [finding for pair in zip(sides, edits, strict=True) for finding in weigh_edits(*pair)]
    worst = max(found, key=_rank, default=Finding(Weight.NORMAL, "text changed"))
    return Verdict(
        VerdictKind.CONTENT,
        worst.weight,
        worst.reason,
        field_changes(before, after, old, new, edits[1]),
        tuple(edit.operation for part in edits for edit in part),
    )


def _rank(finding: Finding) -> int:
    return finding.weight.rank


def _readings(before: Article, after: Article) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the texts that are compared word by word: title, body, captions, subject."""
    yield (before.title,), (after.title,)
    yield reading_paragraphs(before), reading_paragraphs(after)
    yield _captions(before), _captions(after)
    yield _subjects(before), _subjects(after)


def _captions(article: Article) -> tuple[str, ...]:
    return tuple(dict.fromkeys(image.caption for image in article.images))


def _subjects(article: Article) -> tuple[str, ...]:
    return tuple(value for name, value in article.properties if name in _TEXT_PROPERTIES)


def _facts_changed(old: Facts, new: Facts) -> Iterator[Finding]:
    if old.published != new.published:
        yield Finding(Weight.NORMAL, "publication time changed")
    if old.byline != new.byline:
        yield Finding(Weight.NORMAL, "author changed")
    pictures = {url for url, _ in old.images}, {url for url, _ in new.images}
    if pictures[0] != pictures[1]:
        gone, come = bool(pictures[0] - pictures[1]), bool(pictures[1] - pictures[0])
        yield Finding(Weight.NORMAL, f"picture {_manner(gone, come)}")
    properties = set(old.properties) ^ set(new.properties)
    for name in sorted({name for name, _ in properties} - _TEXT_PROPERTIES):
        yield Finding(Weight.MAJOR, f"property {name} changed")


def _manner(gone: bool, come: bool) -> str:
    if gone and come:
        return "replaced"
    return "removed" if gone else "added"


def _file_change(before: Content, after: Content) -> tuple[Finding, ...]:
    """Compare files by bytes where known on both sides, else by address."""
    old, new = file_digests(before), file_digests(after)
    gone, come = _unmatched(old, new), _unmatched(new, old)
    if not gone and not come:
        return ()
    return (Finding(Weight.MAJOR, f"attachment {_manner(gone, come)}"),)


def _unmatched(files: dict[str, str], others: dict[str, str]) -> bool:
    """Tell whether a file has no counterpart: neither its bytes nor, bytes unknown, its address."""
    digests = set(filter(None, others.values()))
    return any(
        not (digest and digest in digests)
        and not (address in others and not (digest and others[address]))
        for address, digest in files.items()
    )
