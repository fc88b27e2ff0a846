"""The files that start the service elsewhere say what their tools and our settings understand."""

import subprocess
import sys
from pathlib import Path

import yaml

from config.settings import load

ROOT = Path(__file__).parent.parent


def test_the_compose_file_fits_its_schema() -> None:
    checked = subprocess.run(
        [
            *(sys.executable, "-m", "check_jsonschema"),
            *("--builtin-schema", "vendor.compose-spec", ROOT / "docker-compose.yml"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


def test_the_environment_of_the_compose_file_is_one_that_the_settings_take(tmp_path: Path) -> None:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    settings_file = tmp_path / "chidao.toml"
    settings_file.write_text("", encoding="utf-8")
    environment = compose["services"]["chidao"]["environment"]
    settings = load(settings_file, environment)
    assert settings.storage.url.get_secret_value() == "sqlite:////data/chidao.db"


def test_the_image_installs_only_what_is_locked_with_hashes() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert pinned
    assert all("==" in line for line in pinned)
    assert "--require-hashes" in (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert not any("://" in line for line in lines)
