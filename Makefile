# Two commands do everything on a fresh machine: `make run` and `make test`.
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
# The first Python from 3.11 to 3.13 that there is.
PYTHON ?= $(shell for found in python3 python3.13 python3.12 python3.11; do \
	$$found -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && { echo $$found; break; }; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
LOCK := $(BIN)/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	--strip-extras --allow-unsafe --no-header

.PHONY: run test check format score bench bench-peers crash soak lock screenshots clean

run: $(VENV)/runtime.installed
	@$(BIN)/tuan run

test: $(VENV)/dev.installed
	@$(BIN)/python -m tests.install
	@$(BIN)/python -m pytest -q -n logical --maxprocesses 8 --dist loadfile --no-loadscope-reorder $(ARGS)

check: $(VENV)/dev.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/dev.installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

score: $(VENV)/dev.installed
	@$(BIN)/python -m bot.score

bench: $(VENV)/dev.installed
	@$(BIN)/python -m tests.install
	@$(BIN)/python -m tests.load $(if $(ONLY),--only $(ONLY))

# What the order language is measured beside; in an environment of its own, since the product needs none of it.
bench-peers: $(VENV)/bin/python
	@test -x .venv-peers/bin/python || $(VENV)/bin/python -m venv .venv-peers
	@.venv-peers/bin/python -m pip --disable-pip-version-check -q install -r requirements/peers.txt

soak: $(VENV)/dev.installed
	@$(BIN)/python -m tests.property.soak --histories $(or $(HISTORIES),100000)
	@$(BIN)/python -m tests.language.soak --inputs $(or $(INPUTS),1000000)

crash: $(VENV)/dev.installed
	@$(BIN)/python -m tests.install
	@$(BIN)/python -m tests.crash --kills $(or $(KILLS),50) $(if $(MODE),--mode $(MODE)) $(if $(SEED),--seed $(SEED)) $(if $(PROFILE),--profile $(PROFILE))

lock: $(VENV)/dev.installed
	$(LOCK) -o requirements/build.lock requirements/build.in
	$(LOCK) --extra postgres -o requirements/runtime.lock pyproject.toml
	$(LOCK) --extra postgres --extra dev -o requirements/dev.lock pyproject.toml
	sed -i '1i # Made by `make lock`; every file of every package is held by its hash.' requirements/*.lock

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "tuanzhang needs Python 3.11, 3.12 or 3.13; none was found" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

# The build tools are locked too, since two packages come as source only.
$(VENV)/build.installed: $(VENV)/bin/python requirements/build.lock
	@$(PIP) install --require-hashes -r requirements/build.lock
	@touch $@

$(VENV)/runtime.installed: $(VENV)/build.installed requirements/runtime.lock pyproject.toml
	@echo "installing what tuanzhang needs (once) ..."
	@$(PIP) install --require-hashes --no-build-isolation -r requirements/runtime.lock
	@PYTHONWARNINGS=ignore $(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.installed: $(VENV)/runtime.installed requirements/dev.lock
	@echo "installing what the tests need (once) ..."
	@$(PIP) install --require-hashes --no-build-isolation -r requirements/dev.lock
	@touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build *.egg-info
