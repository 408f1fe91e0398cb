# 在只有 Python 3.11 以上（含 venv）和 make 的机器上：make demo 看一次真实的审计，make test 跑全部测试。
PYTHON ?= python3
BIN := .venv/bin
# A file of tests stays in one process, so that what its tests share is made once; heavy files come first.
SPREAD := --dist loadfile --no-loadscope-reorder

.PHONY: demo test test-slow lint format lock docs accuracy scores clean

demo:
	@$(PYTHON) tools/bootstrap.py demo
	@$(BIN)/xunjian demo

# What one process has compiled of the tests, the others need not.
test test-slow: export PYTHONDONTWRITEBYTECODE =

# The linters run beside the tests. They say something only where they find something, and both must be
# content: so the last lines are pytest's.
test:
	@$(PYTHON) tools/bootstrap.py test
	@{ said=$$($(MAKE) --no-print-directory lint 2>&1) || { printf '\n%s\n' "$$said"; exit 1; }; } & \
	lint=$$!; $(BIN)/python -m pytest -n 3 $(SPREAD); tests=$$?; wait $$lint && exit $$tests

# What `test` leaves out for its time: more of the same, on every portal and at every place.
test-slow:
	@$(PYTHON) tools/bootstrap.py test
	@$(BIN)/python -m pytest -n 3 $(SPREAD) -m slow

lint:
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format:
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

# Renews uv.lock and the two lists that the set-up installs from.
lock:
	uv lock
	uv export -q --frozen --no-emit-project --no-header --no-annotate --no-default-groups --extra browser -o requirements.lock
	uv export -q --frozen --no-emit-project --no-header --no-annotate --all-extras --group dev -o requirements-test.lock

# Renews the generated pages under docs/.
docs:
	@$(BIN)/python tools/write_docs.py

# Judges the demonstration portal by every shipped pack again: tests/golden/packs/.
golden:
	@$(BIN)/python tools/write_golden.py

accuracy:
	@$(BIN)/xunjian accuracy

# 10,000 random packs and units: intervals hold, sums add up.
scores:
	@$(BIN)/python -m benchmarks.scores

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
