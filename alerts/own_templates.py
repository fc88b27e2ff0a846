"""The user's own templates, checked before they are used: what is wrong, in which line."""

import dataclasses
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from traceback import walk_tb

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from alerts.budget import budget
from alerts.frugal import frugal
from alerts.layouts import LAYOUTS, MOST_SIGNS, TEMPLATES, drawn
from alerts.specimens import specimens
from alerts.views import View

LARGEST = 64 * 1024  # bytes of one template; ours have below 2,000
DEEPEST = 2  # loops within loops
GIVEN = ("heading", "view")
EXPECTED_NAMES = tuple(f"{layout}.{language}.j2" for layout in LAYOUTS for language in ("vi", "en"))


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a template: `line` is 0 where it is the whole file."""

    name: str
    line: int
    problem: str
    expected: str


def flaws(own: Mapping[str, str]) -> tuple[Flaw, ...]:
    """What is wrong with the user's templates, by file name; none when they can be used."""
    environment = frugal(own, TEMPLATES)
    return tuple(flaw for name in sorted(own) for flaw in _of(environment, name, own[name]))


def _of(environment: Environment, name: str, source: str) -> Iterator[Flaw]:
    if name not in EXPECTED_NAMES:
        yield Flaw(name, 0, "no message has a template of this name", _names())
        return
    if len(source.encode("utf-8", "replace")) > LARGEST:
        yield Flaw(name, 0, "it is too large", f"at most {LARGEST // 1024} KiB")
        return
    try:
        tree = environment.parse(source, name)
        environment.compile(tree, name)
    except (TemplateSyntaxError, RecursionError) as error:
        line, told = getattr(error, "lineno", 0), getattr(error, "message", "it nests too deeply")
        yield Flaw(name, line, str(told), "a Jinja template")
        return
    found = [*_strangers(tree, name), *_unknown_parts(tree, name), *_deep(tree, name)]
    yield from found or _tried(environment, name)


def _names() -> str:
    return "one of: " + ", ".join(EXPECTED_NAMES)


def _strangers(tree: nodes.Template, name: str) -> Iterator[Flaw]:
    """Variables that no template is given."""
    unknown = meta.find_undeclared_variables(tree) - set(GIVEN)
    for node in tree.find_all(nodes.Name):
        if node.name in unknown:
            problem = f'there is no variable "{node.name}"'
            yield Flaw(name, node.lineno, problem, "one of: " + ", ".join(GIVEN))


def _unknown_parts(tree: nodes.Template, name: str) -> Iterator[Flaw]:
    """`view.a.b` where the view has no such part."""
    for node in tree.find_all(nodes.Getattr):
        holder = _kind(node.node)
        if holder is not None and node.attr not in _parts(holder):
            problem = f'{holder.__name__} has no "{node.attr}"'
            expected = "one of: " + ", ".join(_parts(holder))
            yield Flaw(name, node.lineno, problem, expected)


def _kind(node: nodes.Expr) -> type | None:
    """The type of view that an expression gives, None where it is none or not known."""
    if isinstance(node, nodes.Name):
        return View if node.name == "view" else None
    if isinstance(node, nodes.Getattr):
        holder = _kind(node.node)
        return _parts(holder).get(node.attr) if holder else None
    return None


def _parts(holder: type) -> dict[str, type | None]:
    """The fields of a view, and of which view each is."""
    hints = typing.get_type_hints(holder)
    return {name: _view_in(hint) for name, hint in hints.items()}


def _view_in(hint: object) -> type | None:
    choices = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    found = [one for one in choices if isinstance(one, type) and dataclasses.is_dataclass(one)]
    return found[0] if found else None


def _deep(tree: nodes.Template, name: str) -> Iterator[Flaw]:
    """Loops nested too deeply."""
    for outer in tree.find_all(nodes.For):
        if _depth(outer) > DEEPEST:
            problem = "loops stand within loops within loops"
            yield Flaw(name, outer.lineno, problem, f"at most {DEEPEST} loops in one another")


def _depth(node: nodes.Node) -> int:
    below = max((_depth(child) for child in node.iter_child_nodes()), default=0)
    return below + isinstance(node, nodes.For)


def _tried(environment: Environment, name: str) -> Iterator[Flaw]:
    """What goes wrong when it words each kind of message that it stands for."""
    for view in specimens(name.partition(".")[0]):
        try:
            with budget():
                drawn(environment, name, view, "x")
        except Exception as error:  # whatever it does is its flaw
            lines = [n for frame, n in walk_tb(error.__traceback__) if _is_of(frame, name)]
            expected = f"a message of at most {MOST_SIGNS} signs, from what the event has"
            yield Flaw(name, lines[-1] if lines else 0, _told(error), expected)
            return


def _is_of(frame: types.FrameType, name: str) -> bool:
    return frame.f_code.co_filename == name


def _told(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
