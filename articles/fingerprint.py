"""One hash for everything a reader reads of a content."""

import hashlib
import json
from dataclasses import astuple

from articles.facts import facts
from articles.folding import fold_for_comparison
from articles.model import Content

__all__ = ["fingerprint", "fold_for_comparison"]


def fingerprint(content: Content) -> str:
    """Return the hex sha256 of the folded facts of a content.

    Facts: title, publication to its precision, byline, text without regard to paragraph breaks,
    pictures with captions (addresses without stamps, order aside), files (sha256 where the bytes
    are known, else the address; names aside), properties.
    Equal fingerprints mean verdict same or cosmetic. Unequal ones mean content, with one
    exception: a file at one address whose bytes are known on one side only is no change.
    """
    folded = json.dumps(astuple(facts(content)), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()
