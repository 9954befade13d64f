# Qingming 清明. `make run` shows a city; `make test` runs everything that can fail.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# Debian's names. Those of TEST_PACKAGES alone are for the tests only.
RUN_PACKAGES := libpq-dev libssl-dev pkg-config postgresql
TEST_PACKAGES := $(RUN_PACKAGES) curl libnginx-mod-http-perl nginx-light openssl procps python3-venv
STORY_PACKAGES := $(TEST_PACKAGES) chromium fonts-noto-cjk

# The smoke test may use a debug build, which CI already has.
CONFIGURATION ?= release

# How much of each city (1 is the whole city), how many years, and which city if not all.
SCALE ?= 0.04
YEARS ?= 1
CITY ?=
SWIFT_FLAGS := --explicit-target-dependency-import-check error

# As many tests at once as keep two cores busy while some wait for PostgreSQL. All of them at once, as is the default, would let
# those that compute keep the others waiting until their time limits have passed.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH := 6

# Thousands of lines say what passed: those that say what did not are said again at the end.
define FAILURES_LAST
{ print; fflush() }
/✘/ { failing = 1 }
/◇|✔/ { failing = 0 }
failing { failed[++count] = $$0 }
END { if (count) print "== what failed"; for (n = 1; n <= count; n++) print failed[n] }
endef
export FAILURES_LAST

BIN = .build/$(CONFIGURATION)/qingming

.PHONY: help run test histories fuzz smoke contract stories bench lint build clean-data packages test-packages story-packages

help:
	@echo 'make run         install what is missing, build, load four simulated cities, serve at http://127.0.0.1:8080'
	@echo '              SCALE=1 for whole cities, YEARS=n, CITY=weihai for one'
	@echo 'make test        every test, on a PostgreSQL of its own'
	@echo 'make histories   thousands of random histories of writers who meet in one log, against a plain ledger'
	@echo 'make fuzz        parsers fed with what libFuzzer makes up; SECONDS=n for each'
	@echo 'make smoke       the path of make run at a small scale, recounted from the log; fails when a figure is off'
	@echo 'make contract    whatever the HTTP contract allows and what it does not, asked of a small registry'
	@echo 'make stories     what people do with the pages, in a browser, held to WCAG 2.1 AA; STORY=name for one'
	@echo 'make bench       append, projection and HTTP rates beside plain PostgreSQL and a bare server'
	@echo 'make lint        swift format lint --strict'
	@echo 'make clean-data  forget the registry under .qingming/'

run: packages build
	@exec $(BIN) run --scale $(SCALE) --years $(YEARS) $(addprefix --city ,$(CITY))

smoke: packages build
	@.ci/smoke $(CONFIGURATION)

contract: test-packages .venv/installed build
	@.ci/contract $(CONFIGURATION)

stories: story-packages .venv/installed build
	@.ci/stories $(CONFIGURATION)

test: test-packages .venv/installed
	@echo '== building the tests (debug; some minutes the first time)'
	swift build $(SWIFT_FLAGS) --build-tests
	swift test $(SWIFT_FLAGS) --skip-build --disable-xctest 2>&1 | awk "$$FAILURES_LAST"

# As `make test` has them, but many more; HISTORIES is the number in each of eight parts.
HISTORIES ?= 400
histories: test-packages
	swift build $(SWIFT_FLAGS) --build-tests
	QINGMING_HISTORIES=$(HISTORIES) swift test $(SWIFT_FLAGS) --skip-build --disable-xctest --filter WriterTests

# How long for each parser.
SECONDS ?= 600
fuzz: packages
	@.ci/fuzz $(SECONDS)

bench: packages build
	swift build $(SWIFT_FLAGS) -c release --product Benchmarks
	@.build/release/Benchmarks

lint:
	swift format lint --strict --recursive --parallel Sources Tests Package.swift

build:
	@echo '== building ($(CONFIGURATION); some minutes the first time)'
	swift build $(SWIFT_FLAGS) -c $(CONFIGURATION) --product qingming

clean-data:
	@if [ -x $(BIN) ]; then $(BIN) database stop || true; fi
	rm -rf .qingming

packages:
	@$(call install,$(RUN_PACKAGES))

test-packages:
	@$(call install,$(TEST_PACKAGES))

story-packages:
	@$(call install,$(STORY_PACKAGES))

.venv/installed: Tests/requirements.txt
	python3 -m venv .venv
	.venv/bin/pip install --quiet --requirement Tests/requirements.txt
	touch $@

# Installs the missing ones of $(1) as root or with a sudo that asks nothing; otherwise says what to type.
define install
missing=; \
for package in $(1); do \
  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
done; \
[ -z "$$missing" ] && exit 0; \
if [ "$$(id -u)" = 0 ]; then as=; elif sudo -n true 2>/dev/null; then as=sudo; else \
  echo "These packages are missing; please run:"; echo "  sudo apt-get install -y$$missing"; exit 1; \
fi; \
echo "== installing$$missing"; \
$$as apt-get update -q && $$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing
endef
