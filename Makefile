# make run     claimgraph with a Neo4j of its own: needs Python 3.11 or newer and nothing else
# make test    all tests, in two processes with a Neo4j each (JOBS=1: in one; ARGS="-m core": some of them)
# make check   lint, format, types, layers, advisories
# make bench   what benchmarks/ measures
# make lock    pins anew what requirements*.in ask for (maintainers)

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header
JOBS ?= 2
# Files stay whole and in their order, which ends with short ones: the processes end at the same time.
TOGETHER = $(if $(filter-out 0 1,$(JOBS)),--numprocesses $(JOBS) --dist loadfile --no-loadscope-reorder)

.DEFAULT_GOAL := run
.PHONY: run test check bench lock clean
.DELETE_ON_ERROR:

run: .venv/.installed
	@exec $(BIN)/python -m api.cli run

test: .venv/.installed-dev
	$(BIN)/python -m pytest $(TOGETHER) $(ARGS)

check: .venv/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_layers.py
	$(BIN)/python scripts/audit.py

bench: .venv/.installed-dev
	$(BIN)/python -m benchmarks $(ARGS)

lock: .venv/.installed-dev
	$(COMPILE) --upgrade requirements.in --output-file requirements.lock
	$(COMPILE) --upgrade requirements-tracing.in --output-file requirements-tracing.lock
	$(COMPILE) --upgrade requirements-redis.in --output-file requirements-redis.lock
	$(COMPILE) --upgrade requirements-dev.in --output-file requirements-dev.lock
	cd clients/python && ../../$(COMPILE) --upgrade requirements.in --output-file requirements.lock

clean:
	rm -rf .venv build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

# A venv that was only half made has no stamp and is made again.
.venv/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "claimgraph needs Python 3.11 or newer; say which: make PYTHON=python3.12")'
	$(PYTHON) -m venv --clear .venv
	@touch $@

.venv/.installed: .venv/.created requirements.lock pyproject.toml
	$(PIP) install --quiet --progress-bar on --require-hashes --requirement requirements.lock
	@# setuptools warns at length that an editable install is editable
	PYTHONWARNINGS=ignore $(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.installed-dev: .venv/.installed requirements-dev.lock
	$(PIP) install --quiet --progress-bar on --require-hashes --requirement requirements-dev.lock
	@touch $@
