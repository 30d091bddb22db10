# The list of commands. `make test` is what the CI runs.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run demo build pages test looks lint fuzz bench soak release fmt

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: build ## see a hub at work, with emulated platforms and people; nothing is kept
	bin/switchboard demo

run: build ## build the hub and start it on ./data
	bin/switchboard serve --data data

build: ## build bin/switchboard
	go build -trimpath -tags stdjson,gjson,stdlibjson -ldflags "-s -w" -o bin/switchboard ./cmd/switchboard

pages: ## build the console and the widget anew (Node 20); the result is committed
	@scripts/pages build

test: ## everything the CI checks: format, vet, lint, tests, fuzzers, build
	@scripts/test

looks: ## the pages' tests in a browser, light and Chinese, dark and English at every width (make test: each width once)
	@LOOKS=all scripts/pages browser

lint: ## golangci-lint, installed into bin/ when missing
	@scripts/lint

fuzz: ## every fuzzer for 10 s (FUZZTIME=1m: longer)
	@scripts/fuzz

bench: build ## every benchmark of the command, logs in bench/
	@mkdir -p bench
	@set -o pipefail; for b in inbound answers jobs reads idle live routing search; do bin/switchboard bench $$b 2>&1 | tee bench/$$b.log || exit 1; done
	@set -o pipefail; bin/switchboard bench inbound --channel wechat 2>&1 | tee bench/inbound-wechat.log

soak: ## one long test: make soak SUITE=name (log in bench/soak-name.log)
	@scripts/soak $(SUITE)

release: ## archives for linux amd64 and arm64, and what an image is made of, in dist/
	@scripts/release

fmt: ## format the Go code
	@find . -name '*.go' -not -path './.git/*' -not -path '*/node_modules/*' -exec gofmt -w {} +
