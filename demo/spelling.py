"""Typing mistakes: one misspelt word is mended, or made where there is none."""

from dataclasses import replace

from demo.items import DemoError, Item
from demo.texts import words


def with_spelling_toggled(item: Item) -> Item:
    """The item with its first misspelt word mended; where there is none, one word misspelt.

    Raises DemoError when no word of the paragraphs is in the list of misspellings.
    """
    for at, text in enumerate(item.paragraphs):
        for right, wrong in words().misspellings:
            if wrong in text:
                return _with_paragraph(item, at, text.replace(wrong, right, 1))
    for at, text in enumerate(item.paragraphs):
        for right, wrong in words().misspellings:
            if right in text:
                return _with_paragraph(item, at, text.replace(right, wrong, 1))
    raise DemoError(f"item {item.id} has no word that is often misspelt")


def _with_paragraph(item: Item, at: int, text: str) -> Item:
    return replace(item, paragraphs=(*item.paragraphs[:at], text, *item.paragraphs[at + 1 :]))
