# Every way to run this product. `make demo` and `make test` each work as the only command typed.

SHELL := /bin/sh
VENV := .venv
PYTHON := $(VENV)/bin/python
FAST := -m "not slow and not browser and not kill"
REST := -m "slow or browser or kill"

# Byte code is written once; without it each of our processes compiles all of Django at its start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo test check bench venv clean

help:
	@echo "make demo    the whole product with a demo group, in this terminal; Ctrl-C stops it"
	@echo "make check   format, lint, types, contracts and fast tests"
	@echo "make test    what check does, then the tests that take longer"
	@echo "make bench   every bench at its full size, minutes long"
	@echo "make venv    the environment alone"
	@echo "make clean   remove environment and caches; data in .data is kept"

demo: $(VENV)/run.stamp
	@.ci/system-packages demo
	@exec $(PYTHON) manage.py up --demo

test: check
	@.ci/system-packages test
	$(PYTHON) -m pytest -n 2 --dist loadgroup $(REST)

check: $(VENV)/dev.stamp
	@.ci/system-packages check
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy .
	$(VENV)/bin/lint-imports
	$(PYTHON) -m pytest -n 2 $(FAST)

bench: $(VENV)/dev.stamp
	@.ci/system-packages check
	@failed=0; for name in x12 posting desk lists scrub scrub-quality submission month sync agent load; do \
		$(PYTHON) manage.py bench $$name --json || failed=1; done; exit $$failed

venv: $(VENV)/dev.stamp

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .grimp_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/run.stamp: requirements/run.txt | $(VENV)/bin/python
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt | $(VENV)/bin/python
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $(VENV)/run.stamp $@  # it holds all of that one

$(VENV)/bin/python:
	@.ci/make-venv $(VENV)
