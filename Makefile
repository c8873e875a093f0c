# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: help install demo test lint bench torture prove lock clean

help:
	@echo "make demo     an archive of invented testimonies, served on this machine"
	@echo "make test     every test"
	@echo "make install  the command at $(BIN)/whensafe, linters and pytest beside it"
	@echo "make lint     ruff, mypy, import-linter, docstring coverage, file sizes"
	@echo "make bench    figures, as ratios against named peers in one run"
	@echo "make torture  the long versions of the kill, fault and fuzz tests"
	@echo "make prove    noninterference over a million pairs of archives (an hour or so)"
	@echo "make lock     the hash-pinned locks anew from pyproject.toml"

$(STAMP): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "whensafe needs Python 3.11 or newer; set PYTHON=..."; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what the lock names (one time, a minute or two)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

install: $(STAMP)

demo: install
	@$(BIN)/whensafe demo

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/interrogate -q src/whensafe
	$(BIN)/python tools/file_sizes.py

test: install
	@tools/browser-packages
	@$(MAKE) --no-print-directory lint
	$(BIN)/pytest -n auto --dist loadgroup

bench: install
	$(BIN)/python -m bench

torture: install
	WHENSAFE_TORTURE=1 $(BIN)/pytest -n auto --dist loadgroup -m "torture or slow" --timeout 7200

prove: install
	WHENSAFE_PAIRS=$${WHENSAFE_PAIRS:-1000000} $(BIN)/pytest -n auto tests/prove --timeout 7200

lock: install
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml --group dev -o requirements-dev.lock
	$(BIN)/python tools/lock_wheels.py

clean:
	rm -rf $(VENV) build dist .bench demo-archive* .mypy_cache .ruff_cache .pytest_cache .hypothesis
