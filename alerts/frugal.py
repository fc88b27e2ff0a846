"""The sandbox of the user's own templates: few filters, no calls, counted steps."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    FunctionLoader,
    StrictUndefined,
)
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from alerts.budget import spend
from alerts.forms import link, small, strong, unmarked

#: Jinja's filters that make nothing much larger than what they are given.
FILTERS = ("capitalize", "default", "first", "join", "last", "length", "lower", "trim", "upper")


class _Counted(tuple[Any, ...]):
    """A list of a view whose every round of a loop is counted."""

    def __iter__(self) -> Iterator[Any]:
        for entry in super().__iter__():
            spend()
            yield entry


class Frugal(ImmutableSandboxedEnvironment):
    """Jinja without what could take long, grow large or reach outside the view."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Refuse: texts could be made endless by it."""
        raise SecurityError(f'"{operator}" is not for templates')

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether `obj` is a macro; methods of texts are not for templates."""
        return isinstance(obj, Macro)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The attribute, counted."""
        spend()
        found = super().getattr(obj, attribute)
        return _Counted(found) if isinstance(found, tuple) else found

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """The call of a macro, counted."""
        spend()
        return super().call(__context, __obj, *args, **kwargs)


def frugal(own: Mapping[str, str], ours: Path) -> Environment:
    """An environment with the user's templates, and ours to import from."""

    def load(name: str) -> tuple[str, str, None] | None:
        return (unmarked(own[name]), name, None) if name in own else None

    environment = Frugal(
        loader=ChoiceLoader([FunctionLoader(load), FileSystemLoader(ours)]),
        undefined=StrictUndefined,
        autoescape=False,  # values are harmless already, and each form escapes what is laid out
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.clear()
    kept = {name: environment.filters[name] for name in FILTERS}
    environment.filters.clear()
    environment.filters.update(kept, strong=strong, small=small, link=link)
    return environment
