# Everything starts from python3 and make; `make help` lists what there is to do.
# What a target installs is pinned and hashed in requirements/ (`make lock` renews it). Stamps in
# .venv/.stamps make a second call fast; `make clean` begins again.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
BIN := .venv/bin
STAMPS := .venv/.stamps
INSTALL := $(BIN)/python -m pip install --quiet --no-input --disable-pip-version-check \
           --require-hashes
CODE := $(wildcard amends tests tools benchmarks docs/conf.py)
FUZZ_IN_CHECK_ALL ?= 10000

.PHONY: help demo test check lint types layers advisories docs package \
        check-all wheel-demo spark browser fuzz-longer nightly bench lock clean

help:  ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# --- what people run ---------------------------------------------------------------------------

demo: $(STAMPS)/run  ## Build, audit and report on the bundled synthetic sample
	@$(BIN)/amends demo

test: $(STAMPS)/test  ## Every test that needs neither Spark, a browser nor a night
	@$(BIN)/python -m pytest -q -n auto

check: lint types layers advisories package docs  ## Style, types, layers, docs, advisories, package

check-all: wheel-demo spark browser fuzz-longer  ## The heavy checks

bench: $(STAMPS)/test  ## Speed and memory against the rivals (benchmarks/README.md)
	@$(BIN)/python -m benchmarks

nightly: $(STAMPS)/test  ## Each reader against 100,000 damaged inputs
	AMENDS_FUZZ=100000 $(BIN)/python -m pytest -q -n auto -m "fuzz or nightly"

# --- the parts of check ------------------------------------------------------------------------

lint: $(STAMPS)/test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(STAMPS)/test
	@$(BIN)/mypy $(CODE)

layers: $(STAMPS)/test
	@$(BIN)/lint-imports

advisories: $(STAMPS)/test
	@$(BIN)/python tools/check_advisories.py requirements/run.txt

package: $(STAMPS)/test
	@rm -rf dist
	@$(BIN)/python -m build --quiet --no-isolation --outdir dist . > /dev/null
	@$(BIN)/python tools/check_distributions.py dist

docs: $(STAMPS)/docs  ## Build the documentation into build/docs and run its examples
	@$(BIN)/python -m sphinx --fail-on-warning --keep-going --nitpicky --quiet --builder html \
	    docs build/docs
	@$(BIN)/python -m pytest -q tests/docs
	@echo "build/docs/index.html"

# --- the parts of check-all --------------------------------------------------------------------

wheel-demo: package
	@rm -rf build/empty
	@$(PYTHON) -m venv build/empty/venv
	@build/empty/venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check \
	    --require-hashes -r requirements/run.txt
	@build/empty/venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check \
	    --no-deps dist/*.whl
	@mkdir -p build/empty/elsewhere
	@cd build/empty/elsewhere && ../venv/bin/amends demo

spark: $(STAMPS)/heavy
	@tools/need java default-jre-headless
	@$(BIN)/python -m pytest -q -m spark

browser: $(STAMPS)/heavy
	@tools/need chromium chromium
	@$(BIN)/python -m pytest -q -m browser

fuzz-longer: $(STAMPS)/test
	@AMENDS_FUZZ=$(FUZZ_IN_CHECK_ALL) $(BIN)/python -m pytest -q -n auto -m fuzz

# --- environments ------------------------------------------------------------------------------

$(STAMPS)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Amends needs Python 3.11 or later: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || tools/need - python3-venv
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/run: requirements/build.txt requirements/run.txt pyproject.toml | $(STAMPS)/venv
	@echo "Installing what Amends needs (pinned, hashes checked) …"
	@$(INSTALL) -r requirements/build.txt -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --no-input --disable-pip-version-check \
	    --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMPS)/test: requirements/test.txt $(STAMPS)/run
	@echo "Installing what its tests need …"
	@$(INSTALL) -r requirements/test.txt
	@touch $@

$(STAMPS)/docs: requirements/docs.txt $(STAMPS)/test
	@echo "Installing what its documentation needs …"
	@$(INSTALL) -r requirements/docs.txt
	@touch $@

# PySpark is published as source only: it is built here with the pinned setuptools, not with
# whatever an isolated build would fetch.
$(STAMPS)/heavy: requirements/heavy.txt $(STAMPS)/test
	@echo "Installing Spark and the browser driver (500 MB) …"
	@$(INSTALL) -r requirements/build.txt
	@$(INSTALL) --no-build-isolation -r requirements/heavy.txt
	@touch $@

# A lock must not depend on this machine: pip's own settings (extra indexes, local wheels) are off.
COMPILE = env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL -u PIP_INDEX_URL PIP_CONFIG_FILE=/dev/null \
    CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe \
    --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links $(LOCK_OPTIONS)

lock: | $(STAMPS)/venv  ## Renew requirements/*.txt (LOCK_OPTIONS=--upgrade for newer versions)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check pip-tools==7.6.2
	@$(COMPILE) --output-file requirements/build.txt requirements/build.in
	@$(COMPILE) --constraint requirements/build.txt --output-file requirements/run.txt pyproject.toml
	@$(COMPILE) --constraint requirements/build.txt --constraint requirements/run.txt --extra dev \
	    --output-file requirements/test.txt pyproject.toml
	@$(COMPILE) --constraint requirements/test.txt --extra docs \
	    --output-file requirements/docs.txt pyproject.toml
	@$(COMPILE) --constraint requirements/build.txt --constraint requirements/test.txt \
	    --extra spark --extra browser --output-file requirements/heavy.txt pyproject.toml

clean:  ## Remove everything that these targets made
	rm -rf .venv build dist demo release .mypy_cache .ruff_cache .pytest_cache .hypothesis \
	    .import_linter_cache
	find amends tests -name __pycache__ -type d -prune -exec rm -rf {} +
