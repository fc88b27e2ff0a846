"""The handbook's chapter on messages shows what is really sent."""

import re
from pathlib import Path

from alerts.frugal import FILTERS
from alerts.layouts import LAYOUTS
from alerts.own_templates import flaws

ROOT = Path(__file__).parents[2]
CHAPTER = (ROOT / "docs" / "handbook" / "messages.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```text\n(.*?)^```$", CHAPTER, re.MULTILINE | re.DOTALL)
KEPT = [path.read_text("utf-8") for path in (ROOT / "tests/alerts/messages").glob("*.txt")]


def test_every_example_is_a_message_of_the_tests_or_a_template_that_works() -> None:
    templates = [block for block in BLOCKS if "{%" in block]
    assert [flaws({"directive.vi.j2": block}) for block in templates] == [()]
    messages = [block for block in BLOCKS if "{%" not in block]
    assert len(messages) == 3
    for block in messages:
        assert [text for text in KEPT if text.endswith(f"{block.strip()}\n")], block


def test_every_template_and_every_filter_is_named() -> None:
    for layout in LAYOUTS:
        assert f"`{layout}.vi.j2`" in CHAPTER
    for name in FILTERS:
        assert f"`{name}`" in CHAPTER
