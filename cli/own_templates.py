"""The user's own templates, read from their folder and checked; what is wrong is a mistake of the settings."""

from pathlib import Path

from alerts.layouts import Layouts
from alerts.messages import Style
from alerts.own_templates import EXPECTED_NAMES, LARGEST, Flaw, flaws
from config.mistakes import Mistake, SettingsError
from config.settings import Settings

ENDING = ".j2"  # other files of the folder are no templates
KEY = "alerts.templates"


def style_of(settings: Settings) -> Style:
    """How messages are worded and where they link; SettingsError for templates with a mistake."""
    folder = settings.alerts.templates
    layouts = Layouts(_read(Path(folder), settings.path)) if folder else Layouts()
    return Style(settings.web.public_url, layouts)


def _read(folder: Path, file: Path) -> dict[str, str]:
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix == ENDING)
    except OSError as error:
        problem = f"the folder can not be read ({error.strerror or 'unknown'})"
        raise SettingsError(
            Mistake(str(file), KEY, problem, f"a folder with {EXPECTED_NAMES[0]} or others")
        ) from None
    sources = {path.name: _text(path) for path in found}
    mistakes = [_mistake(folder, flaw) for flaw in flaws(sources)]
    if mistakes:
        raise SettingsError(*mistakes)
    return sources


def _text(path: Path) -> str:
    """The template, no more of it than shows that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1).decode()
    except (OSError, UnicodeDecodeError):
        raise SettingsError(
            Mistake(str(path), "", "it can not be read", "a template in UTF-8")
        ) from None


def _mistake(folder: Path, flaw: Flaw) -> Mistake:
    line = f"line {flaw.line}" if flaw.line else ""
    return Mistake(str(folder / flaw.name), line, flaw.problem, flaw.expected)
