# Short names for what run.py does; nothing here is needed that python3 run.py cannot do.

PYTHON ?= python3
.DEFAULT_GOAL := help
.PHONY: help demo test test-fast check where

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /|/' | awk -F'|' '{printf "  make %-10s %s\n", $$1, $$2}'

demo: ## an invented network in your browser; Ctrl+C ends it
	$(PYTHON) run.py demo

test: ## every test, with a PostgreSQL of its own and a real browser
	$(PYTHON) run.py test

test-fast: ## rules, house and launcher, without browser and flows; while you work
	$(PYTHON) run.py test -q --ignore=tests/browser --ignore=tests/flows

check: ## format, lint, floors, security, templates, types, house; before you hand in
	$(PYTHON) run.py check

where: ## from a word on the screen to its room: make where WORT=Wiedervorlage
	@$(PYTHON) run.py where "$(WORT)"
