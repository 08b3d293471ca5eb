# The five commands people use. PYTHON=… chooses the interpreter; by default that of .venv where there is one.
PYTHON ?= $(shell [ -x .venv/bin/python ] && echo .venv/bin/python || echo python3)

.PHONY: help test long lint snapshots docs
help:       ## list these
	@grep -hE '^[a-z]+: +##' Makefile | sed 's/: *## */\t/' | expand -t 12
test:       ## the quick tests
	$(PYTHON) -m pytest -q -n auto
long:       ## enumerations, many cases and long attacks
	$(PYTHON) -m pytest -q -n auto -m long
lint:       ## code, types and rules
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	$(PYTHON) -m vulture
	$(PYTHON) -m medisave_cli policy lint
snapshots:  ## write the answers on file anew, after looking at what changed
	$(PYTHON) -m tests.snapshots
docs:       ## write anew what the documents show of the program
	$(PYTHON) -m tests.docs
