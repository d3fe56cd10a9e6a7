# Two commands: `make run` starts Simpul with its demonstration, `make test` proves it. `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help
BIN := .venv/bin

.PHONY: help setup assets run reset test test-foreign check fix bench torture screenshots messages

help: ## list these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

setup: ## install what Simpul needs into .venv and node_modules (run by the others)
	@bash tools/setup.sh

run: setup ## start Simpul with the demonstration; Ctrl-C ends all
	@bash tools/run.sh

reset: ## throw the demonstration's data away (var/), so that the next run starts anew
	@rm -rf var && echo "The demonstration's data is gone. Start again with: make run"

test: setup ## run all tests, on SQLite and on PostgreSQL
	@bash tools/test.sh

test-foreign: setup ## other people's programs talk to Simpul; each skipped aloud where absent
	@bash tools/test_foreign.sh

check: setup ## fast and strict: style, types, imports, keys, migrations, texts, routes, promises
	@$(BIN)/python tools/check.py

fix: setup ## put formatting and imports in order
	@$(BIN)/ruff check --fix --quiet simpul tests tools; $(BIN)/ruff format --quiet simpul tests tools

bench: setup ## measure beside the peers and rewrite the table in docs/benchmarks.md
	@$(BIN)/python -m tools.bench

torture: setup ## long kill and soak runs (make test holds a short form)
	@SIMPUL_TORTURE=long $(BIN)/pytest tests -q -m torture -p xdist -n 0

screenshots: setup ## render every main page of the demonstration at phone, laptop and wall width
	@$(BIN)/python -m tools.screenshots

messages: setup ## compile the translations
	@$(BIN)/python tools/compile_messages.py
