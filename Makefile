# Needs Python 3.11 or newer and make, nothing else. Every target does its own set-up in .venv.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help run test check format lint types imports content fast bench constraints clean

help:  ## what can be made
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/run.stamp  ## start amtrainer (plain lines without a terminal)
	@$(PY) -m amtrainer $(ARGS)

test: $(VENV)/dev.stamp  ## run all tests
	@$(PY) -m pytest -n 2 --dist worksteal

check: format lint types imports content test  ## everything the build server checks

format: $(VENV)/dev.stamp
	@$(PY) -m ruff format --check .

lint: $(VENV)/dev.stamp
	@$(PY) -m ruff check .

types: $(VENV)/dev.stamp
	@$(PY) -m mypy

imports: $(VENV)/dev.stamp
	@$(VENV)/bin/lint-imports --no-logo 2>/dev/null || $(VENV)/bin/lint-imports

content: $(VENV)/dev.stamp
	@$(PY) -m amtrainer check scenarios rubrics

fast: $(VENV)/dev.stamp  ## tests without the slow ones
	@$(PY) -m pytest -n 2 -m "not slow"

fix: $(VENV)/dev.stamp  ## format and mend what can be mended
	@$(PY) -m ruff format . && $(PY) -m ruff check --fix .

constraints:  ## renew the pinned versions (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --upgrade \
	    pyproject.toml .ci/build.in -o constraints.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --upgrade \
	    --extra dev -c constraints.txt pyproject.toml .ci/build.in -o constraints-dev.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --upgrade \
	    --extra pdf --extra signed --extra interview -c constraints.txt pyproject.toml .ci/build.in -o constraints-extras.txt

clean:  ## remove the environment and all caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "amtrainer needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another with: make PYTHON=python3.12")'
	@echo "Setting up (once, about a minute) ..." >&2
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: constraints.txt pyproject.toml | $(VENV)/bin/python
	@$(PIP) --require-hashes -r constraints.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: constraints-dev.txt $(VENV)/run.stamp
	@$(PIP) --require-hashes -r constraints-dev.txt
	@touch $@
