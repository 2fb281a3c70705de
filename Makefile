# One command for each thing; `make` alone lists them.
# What has been made is known by a checksum of what it was made from, in the name of an empty file. So no clock decides,
# and a second run has nothing to do and needs no network.

# The first Python that is new enough. Another one: make serve PYTHON=python3.13
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11 python; do \
    $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)
PORT ?= 8000

V := .venv/bin/python
PIP := $(V) -m pip --disable-pip-version-check --no-input install -qq
PLAYBOOK := $(V) -m escalation_playbook.cli
NODE = $$($(V) -c 'from escalation_playbook.runtime.node import commands; print(*commands()[0])')
NPM = $$($(V) -c 'from escalation_playbook.runtime.node import commands; print(*commands()[1])')
MAKEFLAGS += --no-print-directory

NETWORK = { echo >&2 "The first run needs the network to install $(1); later runs do not."; exit 2; }

sum = $(shell cat $(1) | cksum | cut -d' ' -f1)
ENVIRONMENT := .venv/made-in-$(shell pwd | cksum | cut -d' ' -f1)
INSTALLED := .venv/installed-$(call sum,requirements.lock pyproject.toml calculator/pyproject.toml)
DEVELOP := .venv/develop-$(call sum,requirements-dev.lock)
NODEJS := .venv/node-$(call sum,requirements-node.lock)
TYPESCRIPT := node_modules/made-of-$(call sum,package.json package-lock.json)

.PHONY: help
help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## /\1 /p' Makefile | while read -r name what; do printf '  make %-13s %s\n' "$$name" "$$what"; done

.PHONY: serve
serve: $(INSTALLED) runtime ## build the site and show it, again after every save (PORT=8000)
	@$(PLAYBOOK) serve --port $(PORT)

.PHONY: build
build: $(INSTALLED) runtime ## build the site into site/
	@$(PLAYBOOK) build

.PHONY: check
check: $(INSTALLED) ## print every mistake in playbook/ and kb/ with its place
	@$(PLAYBOOK) check

.PHONY: test
test: $(INSTALLED) $(DEVELOP) runtime ## run all tests, those in a real Chromium too
	@CHROMIUM=$$($(V) tests/browser/find_chromium.py) && export CHROMIUM && $(PLAYBOOK) build && $(V) -m pytest

.PHONY: lint
lint: $(INSTALLED) $(DEVELOP) $(TYPESCRIPT) ## style, types, and which module may import which
	@failed=0; run() { echo "$$*"; "$$@" || failed=1; }; \
	run $(V) -m ruff check; \
	run $(V) -m ruff format --check; \
	run $(V) -m mypy; \
	run .venv/bin/lint-imports --no-logo --no-cache; \
	run $(NODE) node_modules/typescript/bin/tsc -p tsconfig.json; \
	exit $$failed

.PHONY: schemas
schemas: $(INSTALLED) ## after a change of a type: write the JSON Schemas and the reference's example anew
	@$(PLAYBOOK) schema generator/escalation_playbook/schemas
	@rm -rf generator/escalation_playbook/reference/example
	@cp -r tests/bad/_base generator/escalation_playbook/reference/example

.PHONY: wheels
wheels: $(INSTALLED) runtime ## both packages into dist/, with the browser's Python in them
	@rm -rf dist
	@$(V) -m pip --disable-pip-version-check wheel -qq --no-deps --no-build-isolation --wheel-dir dist ./calculator .
	@ls dist/*.whl

.PHONY: wasm
WASM_PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12; do \
    $$each -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && echo $$each && break; done)
wasm: modern $(INSTALLED) $(DEVELOP) runtime ## with pyodide-build: the calculator's wheel, tested in Pyodide under Node
	@$(WASM_PYTHON) tests/wasm/build.py build/wasm
	@$(V) tests/wasm/run.py build/wasm

.PHONY: bench
bench: $(INSTALLED) $(DEVELOP) runtime ## measure a check, the list, the site and the reader of 5,000 cases, a save while serving, the calculator's start
	@CHROMIUM=$$($(V) tests/browser/find_chromium.py) && export CHROMIUM && $(V) tests/benchmarks/run.py

.PHONY: screenshots
screenshots: $(INSTALLED) $(DEVELOP) runtime ## pictures of every type of page into build/screenshots, and those in README
	@CHROMIUM=$$($(V) tests/browser/find_chromium.py) && export CHROMIUM && $(V) tests/screenshots/run.py

.PHONY: mutants
mutants: $(INSTALLED) $(DEVELOP) ## turn each check off, one at a time, and see that a test fails
	@$(V) tests/mutants/run.py

.PHONY: lock
LOCK := $(V) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
    --no-emit-index-url --no-emit-find-links --no-emit-package escalation-calculator \
    --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade)
lock: $(INSTALLED) $(DEVELOP) ## write the locks after a change of dependencies (UPGRADE=1 for the newest versions)
	$(LOCK) pyproject.toml --group install --output-file requirements.lock
	$(LOCK) pyproject.toml --group dev --constraint requirements.lock --output-file requirements-dev.lock
	$(LOCK) --group pyproject.toml:node --output-file requirements-node.lock

.PHONY: clean
clean: ## remove all that was made
	@rm -rf .venv node_modules site dist .hypothesis .*_cache
	@find build -mindepth 1 ! -path build/docs ! -path build/docs/.gitkeep -delete
	@find calculator generator tests -name __pycache__ -prune -exec rm -rf {} +

# The steps behind them.

.PHONY: modern
modern: # a Python that is new enough for pyodide-build
	@$(or $(WASM_PYTHON),$(PYTHON)) tests/wasm/build.py

.PHONY: runtime
runtime: $(INSTALLED)
	@(node=$(NODE)) 2>/dev/null || $(MAKE) -s $(NODEJS)
	@$(V) -m escalation_playbook.runtime

ifneq ($(filter command% environment%,$(origin PYTHON)),) # asked for by name: is it the one that .venv has?
ifneq ($(shell ($(V) -V) 2>/dev/null),$(shell ($(PYTHON) -V) 2>/dev/null))
.PHONY: $(ENVIRONMENT)
endif
endif

$(ENVIRONMENT):
	@$(or $(PYTHON),false) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo >&2 \
	    "Python 3.11 or newer is needed. If it is installed under another name: make PYTHON=/path/to/python3"; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo >&2 \
	    "This Python cannot make an environment. On Debian and Ubuntu: apt-get install python3-venv"; exit 2; }
	@echo "Making .venv with $$($(PYTHON) -V)"
	@$(PYTHON) -m venv --clear .venv
	@touch $@

$(INSTALLED): $(ENVIRONMENT)
	@echo "Installing $$(grep -c == requirements.lock) packages from requirements.lock, about a minute"
	@$(PIP) --require-hashes -r requirements.lock || $(call NETWORK,what requirements.lock lists)
	@$(PIP) --no-deps --no-build-isolation -e ./calculator -e .
	@touch $@

$(DEVELOP): $(INSTALLED)
	@echo "Installing what the tests need from requirements-dev.lock"
	@$(PIP) --require-hashes -r requirements-dev.lock || $(call NETWORK,what requirements-dev.lock lists)
	@touch $@

$(NODEJS): $(INSTALLED)
	@echo "Installing Node from requirements-node.lock"
	@$(PIP) --require-hashes -r requirements-node.lock || $(call NETWORK,what requirements-node.lock lists)
	@touch $@

$(TYPESCRIPT): $(INSTALLED)
	@echo "Installing TypeScript from package-lock.json"
	@(node=$(NODE)) 2>/dev/null || $(MAKE) -s $(NODEJS)
	@$(NPM) ci --ignore-scripts --silent || $(call NETWORK,what package-lock.json lists)
	@touch $@
