# Every target sets itself up: a machine with Python >= 3.11 and make is enough.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
ARGS ?=

.PHONY: help demo test lint types imports docs bench fmt pins

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

$(READY): requirements/dev.txt pyproject.toml
	@if command -v uv >/dev/null; then \
	    uv venv --quiet --clear --python $(PYTHON) $(VENV) && \
	    uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt && \
	    uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . ; \
	else \
	    { $(PYTHON) -m venv --clear $(VENV) || { $(PYTHON) -m venv --clear --without-pip $(VENV) && \
	        $(PYTHON) -m pip --python $(BIN)/python install --quiet pip ; } ; } && \
	    $(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt && \
	    $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e . ; \
	fi
	@touch $(READY)

demo: $(READY)  ## run a whole programme cycle on the real engines (ARGS="--exit --json demo.json")
	@$(BIN)/mentoring demo $(ARGS)

test: $(READY)  ## everything that must hold: lint, types, imports, docs and all tests
	@$(MAKE) --no-print-directory lint types imports docs
	@$(BIN)/pytest --numprocesses=auto --cov --cov-report= $(ARGS)
	@$(BIN)/coverage report --fail-under=95

lint: $(READY)  ## ruff and interrogate
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/interrogate --quiet tests

types: $(READY)  ## mypy, strict
	@$(BIN)/mypy

imports: $(READY)  ## imports run one way
	@$(BIN)/lint-imports --no-logo > $(VENV)/imports.log || { cat $(VENV)/imports.log; exit 1; }

docs: $(READY)  ## the generated reference is up to date
	@$(BIN)/python docs/generate.py --check

bench: $(READY)  ## measure against the named peer and print ratios
	@$(BIN)/python -m benchmarks $(ARGS)

fmt: $(READY)  ## format
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .

pins:  ## pin the versions anew, with hashes
	@for set in app:"--extra embedded" dev:"--extra embedded --group dev"; do \
	    uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-find-links --no-emit-index-url \
	        --python-version 3.11 $${set#*:} pyproject.toml -o requirements/$${set%%:*}.txt; \
	done
