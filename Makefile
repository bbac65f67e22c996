# Two commands do all the set-up: `make site` and `make test`. Each works first, from nothing.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: site serve test lint format lock clean

site:            ## build output/ from site.yaml, content/ and templates/
	@tools/venv $(PYTHON) $(VENV) requirements/core.txt
	@$(BIN)/python build.py
	@echo "The site stands in output/: open output/index.html, or preview it with: make serve"

serve: site      ## preview with live reload
	@$(BIN)/python build.py serve

test: lint       ## everything that must hold: format, lint, types, layers, tests
	@tools/need chromium=chromium fc-list=fontconfig git=git rsync=rsync sshd=openssh-server ssh=openssh-client \
		nginx=nginx caddy=caddy soffice=libreoffice-writer-nogui
	@fc-list | grep -q "Noto Sans CJK" || tools/need no-such-program=fonts-noto-cjk
	@$(BIN)/python -m pytest -n auto --dist worksteal

lint:
	@tools/venv $(PYTHON) $(VENV) requirements/core.txt requirements/test.txt
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports --no-cache

format:          ## put the code into its form
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .

lock:            ## write the lock files anew from pyproject.toml
	@tools/lock

clean:
	rm -rf output .cache $(VENV)
