# `make help` lists the targets. Everything is installed into .venv from the hash-pinned lock.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
MEMBERS := $(wildcard libs/*) $(wildcard services/*) gateway deploy/local
IMAGE := gateway registry tendering ratings grants transparency
EXPORT := uv export --quiet --no-emit-workspace --no-annotate --no-header --format requirements.txt
STATE ?= .commonweal
PORT ?= 8080
# As many as the cores that the tests are written for: what they wait for is a platform that needs one, too.
HANDS ?= 2
export UV_PYTHON_DOWNLOADS := never
export UV_NO_PROGRESS := 1
# Tests and `commonweal up` start many processes: each would compile anew what the first has read.
export UV_COMPILE_BYTECODE := 1
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help install demo up test check static format lint types laws migrations unit faults bench docs lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: .venv/.installed ## Install everything into .venv

.venv/.installed: requirements.lock $(addsuffix /pyproject.toml,$(MEMBERS))
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip sync --quiet --require-hashes requirements.lock
	@VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip install --quiet --no-deps $(foreach member,$(MEMBERS),-e $(member))
	@touch $@

demo: install ## Start everything, play the Northbridge story, keep running at http://127.0.0.1:8080/
	$(BIN)/commonweal demo --state $(STATE) --port $(PORT)

up: install ## Start the platform on this machine
	$(BIN)/commonweal up --state $(STATE) --port $(PORT)

test: install ## Run every test that this machine allows; what cannot run says why
	$(BIN)/pytest -n $(HANDS) --dist loadgroup --no-loadscope-reorder

check: static migrations unit ## Format, lint, types, import laws, migrations, unit tests: a minute or two

static: format lint types laws ## What can be said of the code without running it: format, lint, types, import laws

format: install ## Is everything formatted?
	$(BIN)/ruff format --check --quiet .

lint: install ## ruff
	$(BIN)/ruff check --quiet .

types: install ## mypy --strict
	$(BIN)/mypy libs services gateway deploy/local tests

laws: install ## The import laws of .importlinter
	$(BIN)/lint-imports

migrations: install ## Do the migrations make exactly the tables that the code declares?
	$(BIN)/pytest -q tests/architecture/test_migrations.py

unit: install ## The tests that need no server
	$(BIN)/pytest -q -n 2 --dist loadgroup libs/kernel libs/rulebook libs/events services/*/tests/unit gateway/tests/unit

faults: install ## The fault tests at their full figures
	COMMONWEAL_FAULTS=full $(BIN)/pytest -q -m faults -n 0 -rP

bench: install ## Every benchmark against a baseline in the same run; writes bench.json
	$(BIN)/python -m tests.bench

docs: install ## Write what is generated: event schemas, docs/events.md, docs/rules.md, docs/settings.md
	$(BIN)/python -m events
	$(BIN)/python -m rulebook
	$(BIN)/python -m chassis.settings_page
	$(BIN)/python -m commonweal.containers > deploy/nats/accounts.conf

lock: ## Resolve the dependencies anew into requirements.lock and requirements.image (what containers run)
	uv lock --quiet
	$(EXPORT) --all-packages --all-groups --output-file requirements.lock
	$(EXPORT) --no-dev $(addprefix --package commonweal-,$(IMAGE)) --output-file requirements.image

clean: ## Remove what was installed and built
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
