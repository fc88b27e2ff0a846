"""The commented settings file that `chidao init` writes, in Vietnamese or English."""

from pathlib import Path

from alerts.model import Language
from config.mistakes import Mistake, SettingsError

_EXAMPLES = Path(__file__).parent / "examples"


def example(language: Language) -> str:
    """The text of a settings file that works as it stands."""
    return (_EXAMPLES / f"{language}.toml").read_text(encoding="utf-8")


def write_example(path: Path, language: Language) -> None:
    """Write the example; raises SettingsError when something is there or nothing can be."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(example(language))
    except FileExistsError:
        problem = "it is there already and is not overwritten"
        raise SettingsError(Mistake(str(path), "", problem, "another name, or no file")) from None
    except OSError as error:
        problem = f"it can not be written ({error.strerror})"
        raise SettingsError(
            Mistake(str(path), "", problem, "a folder that can be written")
        ) from None
