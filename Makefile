# Reseal. `make help` lists what there is; `make run` and `make test` are the two that a newcomer needs.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.reseal-setup
PEERS := $(VENV)/.reseal-peers
BROWSER := $(VENV)/.reseal-browser
TRAINING := $(VENV)/.reseal-training
HOST ?= 127.0.0.1
PORT ?= 8420
PARTS ?=
STAGES ?=
MINUTES ?= 60

# Says plainly that a target's program is not in this release, instead of a traceback.
built = test -f $(1) || { echo "make $@: not in this release ($(1) is missing)" >&2; exit 2; }

.PHONY: help setup run test bench evaluate model drill lock docs format clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP) ## build .venv with reseal in it, from the lock file

$(STAMP): requirements/setup.lock requirements/dev.lock package-lock.json pyproject.toml tools/setup.sh tools/browser_files.sh
	@PYTHON="$(PYTHON)" VENV="$(VENV)" STAMP="$(STAMP)" bash tools/setup.sh

run: setup ## screen the bundled sample stream, then serve the API and its first page on this machine
	@$(BIN)/python tools/demo.py --host $(HOST) --port $(PORT)

test: setup $(BROWSER) ## every check: lint, types, import contracts, lock, rules coverage, tests
	@$(BIN)/python tools/checks.py

$(BROWSER): $(STAMP)
	@VENV="$(VENV)" STAMP="$(BROWSER)" bash tools/setup.sh browser

$(PEERS): $(STAMP) requirements/bench.lock
	@VENV="$(VENV)" STAMP="$(PEERS)" bash tools/setup.sh peers

bench: setup $(PEERS) ## speed and quality, peers side by side; writes docs/benchmarks.md (PARTS="speed memory" for some)
	@$(call built,bench/__main__.py)
	@$(BIN)/python -m bench $(PARTS)

$(TRAINING): $(STAMP) requirements/model.lock
	@VENV="$(VENV)" STAMP="$(TRAINING)" bash tools/setup.sh model

evaluate: setup ## quality on labelled and natural posts; writes error pages to read (bench/results/errors)
	@$(call built,bench/evaluate.py)
	@$(BIN)/python -m bench.evaluate --natural --pages

drill: setup $(PEERS) ## long fuzzing, load and crash drills (MINUTES=60 of fuzzing)
	@$(call built,drill/__main__.py)
	@$(BIN)/python -m drill --minutes $(MINUTES)

model: setup $(TRAINING) ## train the reader: hours on two cores; goes on where it was stopped (STAGES="teacher export" for some)
	@$(BIN)/python -m models $(STAGES)

lock: setup ## resolve pyproject.toml anew into requirements/*.lock (hashes, no registry address)
	@VENV="$(VENV)" bash tools/lock.sh

docs: setup ## write the generated pages anew
	@$(BIN)/python tools/rules_coverage.py

format: setup ## let ruff put the code into shape
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

clean: ## remove what setup and the checks have made
	rm -rf $(VENV) node_modules src/reseal/interfaces/console/vendor build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
