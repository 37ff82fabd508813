# Every command works on a fresh checkout: what is missing is set up first.
PYTHON := $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
WITH_PYTHON = @test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed and was not found. On Debian 12 or later: apt install python3 python3-venv." >&2; exit 1; }

.PHONY: demo test check fix bench lock

demo:  ## the demo city on http://127.0.0.1:$(PORT), default 8000
	$(WITH_PYTHON)
	@exec $(PYTHON) -m deploy.local.demo

test:  ## every test, on real services started for it
	$(WITH_PYTHON)
	@exec $(PYTHON) -m deploy.local.tests

check:  ## format, lint, types, import contracts
	$(WITH_PYTHON)
	@exec $(PYTHON) -m deploy.local.checks

fix:  ## mend format and simple lint
	$(WITH_PYTHON)
	@exec $(PYTHON) -m deploy.local.checks fix

bench:  ## benchmarks as ratios against peers, written to docs/benchmarks
	$(WITH_PYTHON)
	@exec $(PYTHON) -m deploy.local.benches $(BENCH)

lock:  ## pin the Python packages again (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet -o deploy/requirements.txt
	uv pip compile pyproject.toml --group dev --group bench --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet -o deploy/requirements-dev.txt
