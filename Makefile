# 在只有 Python 3.11 以上（含 venv）和 make 的机器上：make demo 看一次真实的审计，make test 跑全部测试。
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint format lock docs accuracy scores clean

demo:
	@$(PYTHON) tools/bootstrap.py demo
	@$(BIN)/xunjian demo

test:
	@$(PYTHON) tools/bootstrap.py test
	@$(MAKE) --no-print-directory lint
	@$(BIN)/python -m pytest -n 3

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
