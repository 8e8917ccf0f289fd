# Two commands on a fresh machine: `make demo` and `make test`. Each sets up what it needs.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: demo test check unit whole thorough wheel clean

demo: .venv/installed
	$(BIN)/casekit demo

test: check unit whole

check: .venv/developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check casekit tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: .venv/developing
	$(BIN)/pytest -n 2 -m "not slow"

# What takes longer: histories, browser, notebooks, and the documents as LibreOffice shows them (where it is installed).
whole: .venv/developing
	$(BIN)/pytest -n 4 --dist worksteal -m "slow and not thorough" tests casekit/cli

# More of the same, before a release.
thorough: .venv/developing
	$(BIN)/pytest -n 2 -m thorough

wheel: .venv/developing
	$(BIN)/python -m build --wheel

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --editable .
	touch $@

.venv/developing: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --editable ".[dev]"
	touch .venv/installed $@

clean:
	rm -rf .venv build dist casekit-demo*
