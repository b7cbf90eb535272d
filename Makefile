# Gongkai (公开). `make` alone lists what can be made.

PORT ?= 8000
HOST ?= 127.0.0.1
WORKERS ?= 2
GONGKAI_HOME ?= var
GONGKAI_BASE_URL ?= http://$(HOST):$(PORT)
export GONGKAI_HOME GONGKAI_BASE_URL
# Compiled modules make every start after the first one quicker.
unexport PYTHONDONTWRITEBYTECODE
MAKEFLAGS += --no-print-directory

ENVIRONMENT := .venv/.made
MADE := $(GONGKAI_HOME)/.made
STATIC_SOURCES := $(shell find src -path '*/static/*' -type f 2>/dev/null)
MIGRATIONS := $(wildcard src/gongkai/*/migrations/*.py)
GONGKAI := .venv/bin/gongkai

# $(call step,what,command): say what begins, do it, say how long it took.
define step
@printf '\n==> %s\n' "$(1)"; begun=$$(date +%s%N); { $(2); } || exit $$?; \
took=$$(( ($$(date +%s%N) - begun) / 100000000 )); \
printf '    %s: %d.%d s\n' "$(1)" $$((took / 10)) $$((took % 10))
endef

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup run test prove check format bench messages clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup: $(ENVIRONMENT) ## build the locked environment in .venv and nothing else

$(ENVIRONMENT): uv.lock pyproject.toml scripts/environment
	$(call step,环境 environment,sh scripts/environment)
	@touch $@

run: $(MADE)/database $(MADE)/demo $(MADE)/static ## prepare what is missing, then serve on PORT (8000)
	@printf '\n==> %s\n' "服务 server"
	@cat $(GONGKAI_HOME)/demo-accounts.txt 2>/dev/null || true
	@exec $(GONGKAI) serve --host $(HOST) --port $(PORT) --workers $(WORKERS)

$(MADE)/database: $(ENVIRONMENT) $(MIGRATIONS)
	$(call step,数据库 database,$(GONGKAI) migrate)
	@mkdir -p $(MADE) && touch $@

$(MADE)/demo: | $(MADE)/database
	$(call step,示范县 demo county,$(GONGKAI) demo)
	@mkdir -p $(MADE) && touch $@

$(MADE)/static: $(ENVIRONMENT) $(STATIC_SOURCES)
	$(call step,静态文件 static files,$(GONGKAI) collectstatic --noinput)
	@mkdir -p $(MADE) && touch $@

test: $(ENVIRONMENT) ## run every test that fits ten minutes, installing what the tests need
	@sh scripts/test_tools
	.venv/bin/pytest -n auto --dist worksteal -m "not prove" $(ARGS)

prove: $(ENVIRONMENT) ## run the long proofs
	@sh scripts/test_tools
	.venv/bin/pytest -m prove $(ARGS)

check: $(ENVIRONMENT) ## format, lint, types, contracts, templates, migrations
	@sh scripts/check

format: $(ENVIRONMENT) ## bring code and templates into the house format
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .
	.venv/bin/djhtml --tabwidth 2 src

bench: $(ENVIRONMENT) ## measure speed and cost, print a table and JSON
	.venv/bin/python -m bench $(ARGS)

messages: $(ENVIRONMENT) ## bring the message catalogues up to date (needs GNU gettext)
	@sh scripts/messages

clean: ## remove the environment and caches, never GONGKAI_HOME
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
