"""What the long runs measure: figures with what was expected of them, and a meter of this process."""

import gc
import os
import resource
from dataclasses import dataclass, field
from pathlib import Path

MIB = 1024 * 1024
FLAT_MIB = 24  # so much more than at first is still flat: pools, caches and statistics fill up
FLAT_DESCRIPTORS = 8


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what, how much, what was expected, and whether it is so."""

    name: str
    value: str
    expected: str
    well: bool = True
    details: tuple[str, ...] = ()


@dataclass
class Meter:
    """Resident memory (bytes) and open descriptors, noted now and then."""

    memory: list[int] = field(default_factory=list)
    descriptors: list[int] = field(default_factory=list)

    def note(self) -> None:
        """Look now."""
        gc.collect()
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        self.memory.append(pages * resource.getpagesize())
        self.descriptors.append(len(os.listdir("/proc/self/fd")))

    def figures(self) -> list[Figure]:
        """Whether both stayed where they were in the first third."""
        if not self.memory:
            return []
        first = max(len(self.memory) // 3, 1)
        before, after = max(self.memory[:first]) // MIB, self.memory[-1] // MIB
        open_before, open_after = max(self.descriptors[:first]), self.descriptors[-1]
        return [
            Figure("memory, MiB", f"{before} → {after}", "flat", after - before <= FLAT_MIB),
            Figure(
                "descriptors",
                f"{open_before} → {open_after}",
                "flat",
                open_after - open_before <= FLAT_DESCRIPTORS,
            ),
        ]
