"""Every compiled pattern of the room stays linear on hostile text."""

import importlib
import pkgutil
import subprocess
import sys

import directives

SIZE = 100_000
TIME_LIMIT = 90  # seconds for all patterns together; a single quadratic one takes longer
HOSTILE = """
import importlib, pkgutil, re, sys
import directives
from directives import actors, bodies, citations, mentions, paper_heads, paper_types, places, receivers, self_naming, tasks, wording
SIZE = {size}
long = [" ", "(", "a ", "1/"]
short = ["A", "1", "Ủy ban ", "các sở, ", "ngày 1/", "Sở Y tế, ", "trước ", "đến ", "; ", "- ", "phó chủ tịch ", "kế hoạch a "]
units = [(u, SIZE // 5) for u in long] + [(u, SIZE // 5 // len(short)) for u in short]
text = "\\n".join(unit * (size // len(unit)) for unit, size in units)
found = set()
def collect(value, depth=0):
    if isinstance(value, re.Pattern):
        found.add(value)
    elif isinstance(value, (tuple, list)) and depth < 3:
        for item in value:
            collect(item, depth + 1)
    elif hasattr(value, "cache_info") and not getattr(value, "__wrapped__").__code__.co_argcount:
        collect(value(), depth + 1)
for info in pkgutil.iter_modules(directives.__path__):
    module = importlib.import_module("directives." + info.name)
    for value in vars(module).values():
        collect(value)
for pattern in found:
    for _ in pattern.finditer(text):
        pass
from directives.extract import extract
from directives.model import Paper
for unit in ("1/UBND-TH ", "phó chủ tịch UBND tỉnh Nam yêu cầu Sở Y tế, ", "; giao Sở Y tế ", "Yêu cầu các sở rà soát. ", "("):
    extract(Paper(text=unit * (SIZE // 4 // len(unit)), title="x"))
print(len(found))
"""


def test_each_pattern_and_the_door_read_hostile_text_in_linear_steps() -> None:
    done = subprocess.run(
        [sys.executable, "-c", HOSTILE.format(size=SIZE)],
        capture_output=True, text=True, timeout=TIME_LIMIT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > len(list(pkgutil.iter_modules(directives.__path__)))


def test_every_module_of_the_room_is_pure() -> None:
    for info in pkgutil.iter_modules(directives.__path__):
        importlib.import_module(f"directives.{info.name}")
    ours = {name for name in sys.modules if name.startswith("directives")}
    assert "directives.extract" in ours
