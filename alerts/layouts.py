"""Templates: ours beside this file, and the user's own, which may use little and take little."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from alerts.budget import OutOfBudget, budget
from alerts.forms import link, small, strong
from alerts.frugal import frugal
from alerts.model import Language
from alerts.plain import ELLIPSIS
from alerts.views import View

MOST_SIGNS = 20_000  # of a message before it is cut; ours stay below 5,000 but for lists
TEMPLATES = Path(__file__).parent / "templates"
#: Layouts in both languages; each may be replaced by a file `NAME.LANGUAGE.j2` of the user's.
LAYOUTS = ("directive", "document", "change", "article", "presence", "fill", "digest", "notice")


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Lines with signs of emphasis; `flaw` says why they are not by the user's own template."""

    text: str
    flaw: str = ""


@dataclass(frozen=True)
class Layouts:
    """The templates in use; `own` are the user's by file name, checked before."""

    own: Mapping[str, str] = field(default_factory=dict)

    def lay_out(self, layout: str, language: Language, view: View, heading: str) -> LaidOut:
        """`view` as lines; where the user's own template fails, ours takes its place."""
        name = f"{layout}.{language}.j2"
        if name not in self.own:
            return LaidOut(drawn(_ours(), name, view, heading))
        try:
            with budget():
                text = drawn(self._frugal, name, view, heading)
        except Exception as error:  # whatever it does, the alert goes out
            flaw = f"{name}: {type(error).__name__}"
            return LaidOut(drawn(_ours(), name, view, heading), flaw)
        return LaidOut(_with_id(text, view.id))

    @cached_property
    def _frugal(self) -> Environment:
        return frugal(self.own, TEMPLATES)


def drawn(environment: Environment, name: str, view: View, heading: str) -> str:
    """What the template makes, without empty lines; OutOfBudget beyond MOST_SIGNS of a user's own."""
    own = not isinstance(environment.loader, FileSystemLoader)
    parts: list[str] = []
    signs = 0
    for part in environment.get_template(name).generate(view=view, heading=heading):
        signs += len(part)
        if own and signs > MOST_SIGNS:
            raise OutOfBudget("it makes too long a message")
        parts.append(part)
    return "\n".join(_tidy(line) for line in "".join(parts).splitlines() if line.strip())


def _tidy(line: str) -> str:
    """`line` without outer blanks, and without a full stop behind an ellipsis."""
    return line.strip().replace(f"{ELLIPSIS}.", ELLIPSIS)


def _with_id(text: str, delivery_id: str) -> str:
    """`text` with the id at its end, whatever the template left out."""
    mark = f"#{delivery_id}"
    return text if text.rstrip("\ue005").endswith(mark) else f"{text}\n{mark}".lstrip("\n")


@cache
def _ours() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=False,  # values are harmless already, and each form escapes what is laid out
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(strong=strong, small=small, link=link)
    return environment


OURS = Layouts()
