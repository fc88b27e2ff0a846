# Every target makes what it needs: a machine with make and Python >= 3.11, no compiler, no root.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run demo test check format bench soak clean

VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

# The newest Python that is there and works; PYTHON=… chooses another.
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	"$$p" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$$p"; break; }; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

help:
	@echo "make run    set up and start the service (writes chidao.toml if there is none)"
	@echo "make demo   the whole loop against a local portal; ARGS=--once ends by itself"
	@echo "make test   all tests, on SQLite and PostgreSQL"
	@echo "make check  format, lint, types, import contracts, dependencies"
	@echo "make setup  only the environment: .venv/bin/chidao works afterwards"
	@echo "make bench  the benchmarks, one table; make soak: the long runs"

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "chidao needs Python 3.11 or newer with venv: install it from your system's packages (Debian: apt install python3 python3-venv; macOS: brew install python) and call make again."; exit 1; }
	@echo "setting up $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	@$(PIP) install --require-hashes --only-binary :all: -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	@$(PIP) install --require-hashes --only-binary :all: -r requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.installed

setup: $(VENV)/.installed
setup-dev: $(VENV)/.installed-dev

run: setup
	@test -f chidao.toml || $(BIN)/chidao init
	@$(BIN)/chidao run $(ARGS)

demo: setup
	@$(BIN)/chidao demo $(ARGS)

test: setup-dev
	@$(BIN)/python -m pytest -n auto $(ARGS)

check: setup-dev
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/deptry .

format: setup-dev
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

bench: setup-dev
	@$(BIN)/python -m benchmarks $(ARGS)

soak: setup-dev
	@$(BIN)/python -m benchmarks.soak $(ARGS)

clean:
	@rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis
