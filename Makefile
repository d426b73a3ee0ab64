# make demo   articles in, incidents out, on a real Kafka broker (first run: sets everything up)
# make test   lint, types and all tests
.DEFAULT_GOAL := help
.PHONY: help setup demo test lint types format tests bench kafkabench quality chaos faults up down lock audit clean
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
export OMP_NUM_THREADS ?= 1
export OPENBLAS_NUM_THREADS ?= 1

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

setup: $(READY)  ## virtual environment with locked dependencies, and the gazetteer

$(READY): requirements.lock pyproject.toml
	@python=$$(scripts/python.sh) && echo "using $$python ($$($$python --version))" && \
	rm -rf $(VENV) && $$python -m venv $(VENV)
	@echo "installing the locked dependencies (about a minute)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@$(BIN)/wirecoder gazetteer build
	@touch $@

demo: setup  ## the samples through a real broker, then a table of incidents
	@$(BIN)/wirecoder demo

test: setup lint types tests  ## everything that CI runs

lint: setup  ## ruff, rules and format
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: setup  ## mypy, strict
	@$(BIN)/mypy

tests: setup  ## all tests, the ones on a real broker included
	@if command -v promtool >/dev/null && command -v prometheus >/dev/null; then \
	  $(BIN)/python -m pytest; \
	else \
	  echo "prometheus is not installed: the tests of rules and boards on live data are left out"; \
	  $(BIN)/python -m pytest -m "not monitoring"; \
	fi

format: setup  ## rewrite the code in the project's format
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

bench: setup  ## articles per second offline and through Kafka, beside stock spaCy
	@$(BIN)/python -m benchmarks.throughput

kafkabench: setup  ## every benchmark on Kafka: latency, scaling, recovery, peers, a burst, memory
	@$(BIN)/python -m benchmarks.all_kafka

quality: setup  ## accuracy on the samples, and on development sets when they are at hand
	@$(BIN)/python -m benchmarks.quality

chaos: setup  ## the long form of the fault tests
	@$(BIN)/python -m pytest -m chaos tests/chaos --chaos-long

faults: setup  ## 100,000 messages and 3,000 articles with thirty faults each (about an hour)
	@$(BIN)/python -m tests.chaos.long

up: setup  ## broker, topics and all stages until Ctrl-C
	@$(BIN)/wirecoder up

down:  ## stop a broker that was left running
	@$(BIN)/wirecoder broker stop

lock:  ## write requirements.lock anew (needs uv)
	@uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --extra embedded --extra dev -q -o requirements.lock pyproject.toml
	@uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --extra otel -q -o deploy/requirements.lock pyproject.toml

audit: setup  ## known vulnerabilities of the locked dependencies
	@$(BIN)/pip-audit --require-hashes --disable-pip -r requirements.lock

clean:  ## remove the virtual environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
