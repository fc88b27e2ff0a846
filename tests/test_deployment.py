"""Dockerfile and docker-compose.yml without Docker: their form, and their commands really run."""

import base64
import http.client
import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from config.raw import scalar_keys, variable
from config.settings import CONFIG_VARIABLE

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES = {"chidao": "sqlite", "chidao-postgres": "postgresql"}
PASSWORD = "mật khẩu 4711"
PATIENCE_S = 60.0
STOP_LIMIT_S = 15.0
QUIET = 'language = "en"\n[operator]\nchannels = []\n'


def instructions() -> list[tuple[str, str]]:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(name, rest.strip()) for name, _, rest in (line.partition(" ") for line in lines)]


def told(name: str) -> list[str]:
    return [rest for instruction, rest in instructions() if instruction == name]


def image_variables() -> dict[str, str]:
    pairs = [pair for line in told("ENV") for pair in shlex.split(line)]
    return dict(pair.split("=", 1) for pair in pairs)


def health_command(test: list[str]) -> list[str]:
    assert test[0] == "CMD"
    return test[1:]


def test_the_compose_file_follows_the_specification() -> None:
    checked = subprocess.run(
        [BIN / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_image_runs_without_root_and_ends_by_the_signal_the_service_knows() -> None:
    names = [name for name, _ in instructions()]
    assert told("USER") == ["chidao"]
    after = instructions()[names.index("USER") :]
    assert not [rest for name, rest in after if name in {"RUN", "COPY", "ADD"}]
    assert told("STOPSIGNAL") == ["SIGTERM"]
    assert json.loads(told("ENTRYPOINT")[0]) == ["chidao"]
    assert json.loads(told("CMD")[0]) == ["run"]


def test_the_image_installs_only_what_is_locked_by_hash() -> None:
    installs = [run for run in told("RUN") if "pip install" in run]
    assert all("--require-hashes" in run or "--no-deps" in run for run in installs)
    for copied in told("COPY"):
        assert (ROOT / copied.split()[0]).exists()
    assert "ADD" not in {name for name, _ in instructions()}
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert pinned
    assert all("==" in line for line in pinned)
    assert not any("://" in line for line in lines)


def test_no_secret_and_no_store_is_copied_into_the_image() -> None:
    ignored = (ROOT / ".dockerignore").read_text().split()
    assert {"secrets", "chidao.toml", "chidao.db*", "*.env", ".git", "*.backup"} <= set(ignored)
    assert not {"requirements.lock", "pyproject.toml", "README.md", "crawler"} & set(ignored)


def test_both_files_ask_for_health_in_the_same_way() -> None:
    (line,) = told("HEALTHCHECK")
    asked = json.loads(line[line.index("[") :])
    for service in SERVICES:
        assert health_command(COMPOSE["services"][service]["healthcheck"]["test"]) == asked


def test_every_variable_of_ours_is_a_key_of_the_settings() -> None:
    known = {CONFIG_VARIABLE, *map(variable, scalar_keys())}
    given = set(image_variables())
    for service in SERVICES:
        given |= set(COMPOSE["services"][service]["environment"])
    assert {name for name in given if name.startswith("CHIDAO")} <= known
    assert image_variables()["TZ"] == "Asia/Ho_Chi_Minh"


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_locked_in_and_its_secrets_are_files(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    files = {v for k, v in service["environment"].items() if k.endswith("_FILE")}
    assert files == {f"/run/secrets/{secret}" for secret in service["secrets"]}
    assert set(service["secrets"]) <= set(COMPOSE["secrets"])
    assert not [name for name in service["environment"] if re.search("PASSWORD$|TOKEN", name)]


def test_postgresql_is_waited_for_and_comes_only_with_its_profile() -> None:
    services: dict[str, Any] = COMPOSE["services"]
    assert "profiles" not in services["chidao"]
    assert services["postgres"]["profiles"] == services["chidao-postgres"]["profiles"]
    waits = services["chidao-postgres"]["depends_on"]["postgres"]
    assert waits == {"condition": "service_healthy"}
    assert services["postgres"]["healthcheck"]["test"][:2] == ["CMD", "pg_isready"]
    assert services["postgres"]["environment"]["POSTGRES_PASSWORD_FILE"].startswith("/run/secrets/")


class Container:
    """A service of the compose file in a folder: its paths and its port are moved there."""

    def __init__(self, name: str, folder: Path, store_url: str) -> None:
        self.folder = folder
        self.service = COMPOSE["services"][name]
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        for part in ("data", "secrets"):
            (folder / part).mkdir()
        (folder / "secrets" / "web_password").write_text(f"{PASSWORD}\n", encoding="utf-8")
        (folder / "secrets" / "store_url").write_text(store_url)

    def moved(self, text: str) -> str:
        text = text.replace("/run/secrets", str(self.folder / "secrets"))
        text = text.replace("8765", str(self.port))
        return re.sub(r"/data\b", str(self.folder / "data"), text)

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        given = {**image_variables(), **self.service["environment"]}
        environment = {name: self.moved(value) for name, value in given.items()}
        kept = {name: os.environ[name] for name in ("HOME", "LANG") if name in os.environ}
        entry = json.loads(told("ENTRYPOINT")[0])
        return subprocess.Popen(
            [BIN / entry[0], *entry[1:], *arguments],
            cwd=self.folder / "data",
            env={**kept, **environment, "PATH": f"{BIN}:{os.defpath}"},
            stdout=subprocess.PIPE,
            stderr=(self.folder / "stderr.txt").open("wb"),
        )

    def healthy(self) -> bool:
        line = [self.moved(part) for part in health_command(self.service["healthcheck"]["test"])]
        asked = subprocess.run(
            [BIN / line[0], *line[1:]],
            env={"http_proxy": "http://127.0.0.1:9"},
            capture_output=True,
            check=False,
        )
        return asked.returncode == 0

    def status(self, password: str) -> int:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        pair = base64.b64encode(f"chidao:{password}".encode()).decode()
        line.request("GET", "/api/v1/status", headers={"Authorization": f"Basic {pair}"})
        code = line.getresponse().status
        line.close()
        return code

    def log(self) -> str:
        return (self.folder / "stderr.txt").read_text(encoding="utf-8")


@pytest.fixture(params=SERVICES)
def container(request: pytest.FixtureRequest, tmp_path: Path) -> Container:
    store_url = ""
    if SERVICES[request.param] == "postgresql":
        server = request.getfixturevalue("postgres")
        name = f"deployed_{os.getpid()}_{time.monotonic_ns()}"
        server.psql(f'CREATE DATABASE "{name}"')
        store_url = server.get_uri(name)
    return Container(request.param, tmp_path, store_url)


@contextmanager
def running(container: Container) -> Iterator[subprocess.Popen[bytes]]:
    process = container.start(*json.loads(told("CMD")[0]))
    try:
        end = time.monotonic() + PATIENCE_S
        while not container.healthy():
            assert process.poll() is None, container.log()
            assert time.monotonic() < end, container.log()
            time.sleep(0.2)
        yield process
    finally:
        process.kill()
        process.communicate()


def test_the_commands_of_the_compose_file_run_and_end(container: Container) -> None:
    first = container.start("init")
    first.communicate(timeout=PATIENCE_S)
    settings = container.folder / "data" / "chidao.toml"
    assert first.returncode == 0
    assert "quangtri" in settings.read_text(encoding="utf-8")
    settings.write_text(QUIET)
    assert not container.healthy()
    with running(container) as process:
        assert container.status(PASSWORD) == 200
        assert container.status("wrong") == 401
        process.send_signal(getattr(signal, told("STOPSIGNAL")[0]))
        assert process.wait(STOP_LIMIT_S) == 0, container.log()
    assert PASSWORD not in container.log()
    assert not container.healthy()
    assert (container.folder / "data" / "chidao.db").exists() == (
        "CHIDAO_STORAGE__URL" in container.service["environment"]
    )


def test_without_its_password_the_service_says_so_and_does_not_listen(container: Container) -> None:
    (container.folder / "data" / "chidao.toml").write_text(QUIET)
    (container.folder / "secrets" / "web_password").unlink()
    process = container.start("run")
    process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 2
    assert "CHIDAO_WEB__PASSWORD_FILE" in container.log()
    assert "Traceback" not in container.log()
