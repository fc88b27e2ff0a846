"""A folder with a settings file, as the tests of this room use it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from config.settings import Settings, SettingsError, load


@dataclass(frozen=True, slots=True)
class Folder:
    """Writes `chidao.toml` and reads it back as the doors do."""

    path: Path
    env: dict[str, str] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        return self.path / "chidao.toml"

    def load(self, text: str, env: Mapping[str, str] | None = None) -> Settings:
        self.file.write_text(text, encoding="utf-8", newline="")
        return load(self.file, self.env if env is None else env)

    def refused(self, text: str, env: Mapping[str, str] | None = None) -> SettingsError:
        with pytest.raises(SettingsError) as caught:
            self.load(text, env)
        return caught.value
