# Sightline. `make help` lists what there is to do; every verb is safe to repeat.

PYTHON ?= python3
PORT ?= 8000
ARGS ?=
WORKERS ?= 2

BIN := .venv/bin
UV := $(BIN)/uv
SIGHTLINE := $(BIN)/python -m sightline.cli
STAMPS := var/stamps
LOCKS := run test check

export UV_NO_PROGRESS := 1

.DEFAULT_GOAL := help
.PHONY: help run test test-fast check fix bench demo psql lock messages look clean
.DELETE_ON_ERROR:

help: ## List what there is to do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

## What the verbs stand on: .venv from hash-locked files, the browser for the tests

$(STAMPS)/venv: requirements/uv.lock
	@mkdir -p $(@D)
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.lock
	@rm -f $(STAMPS)/run $(STAMPS)/test $(STAMPS)/check
	@touch $@

$(STAMPS)/run $(STAMPS)/test $(STAMPS)/check: $(STAMPS)/%: requirements/%.lock $(STAMPS)/venv
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r $<
	@touch $@

lock: $(STAMPS)/venv ## Choose the newest versions that requirements/*.in allow
	for name in uv $(LOCKS); do \
	  $(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --no-header requirements/$$name.in -o requirements/$$name.lock || exit 1; \
	done
