# The five commands people use. PYTHON=… chooses the interpreter; by default that of .venv where there is one.
PYTHON ?= $(shell [ -x .venv/bin/python ] && echo .venv/bin/python || echo python3)

# Rooms that touch no file, terminal or clock, and the tests that hold them form by form.
PURE = medisave_cli/model.py,medisave_cli/logic/*,medisave_cli/advisor/*,medisave_cli/language/*
HOLD = tests/logic tests/advisor tests/call/test_asks.py tests/language tests/show/test_headline.py tests/show/test_wording.py

.PHONY: help test long lint coverage pure mutants snapshots docs
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
coverage:   ## which branches the quick tests take: of the pure rooms 98 %, of all 93 %
	$(PYTHON) -m coverage erase
	$(PYTHON) -m coverage run -m pytest -q -n auto
	$(PYTHON) -m coverage combine -q
	$(PYTHON) -m coverage report --fail-under=98 --include='$(PURE)'
	$(PYTHON) -m coverage report --fail-under=93
pure:       ## which branches of the pure rooms the tests nearest to them take: 98 %
	$(PYTHON) -m coverage erase
	MEDISAVE_TEST_CASES=10 $(PYTHON) -m coverage run -m pytest -q $(HOLD) --deselect tests/advisor/test_real_rules.py
	$(PYTHON) -m coverage combine -q
	$(PYTHON) -m coverage report --fail-under=98 --include='$(PURE)'
mutants:    ## small faults put into the logic, the advisor and the first sentences; an hour or more
	$(PYTHON) -m tests.mutants
snapshots:  ## write the answers on file anew, after looking at what changed
	$(PYTHON) -m tests.snapshots
docs:       ## write anew what the documents show of the program
	$(PYTHON) -m tests.docs
