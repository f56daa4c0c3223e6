# Everything here needs make and Python 3.11 or later; the rest is installed into .venv the first time.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
SHELL := /bin/sh

# The first that runs and is new enough: a name on the PATH may be a stand-in for a version that is not installed.
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
IN := .venv/bin/python -m
STAMP := .venv/stamp

# Where the shell forbids compiled files, each of the many processes that tests and the local stack start would compile
# everything again: a second of CPU each.
unexport PYTHONDONTWRITEBYTECODE

# Nothing but these, and the operator's commands on a STAGE, reach a real account: what follows are not credentials, and
# no profile is read.
ifeq ($(filter preflight stack deploy delete unlock secrets,$(MAKECMDGOALS))$(if $(STAGE),$(filter replay reconcile earnings redrive remake protect announce publish moderate,$(MAKECMDGOALS))),)
unexport AWS_PROFILE AWS_DEFAULT_PROFILE AWS_SESSION_TOKEN AWS_ENDPOINT_URL
export AWS_ACCESS_KEY_ID := local
export AWS_SECRET_ACCESS_KEY := local
export AWS_DEFAULT_REGION := us-east-1
export AWS_CONFIG_FILE := /dev/null
export AWS_SHARED_CREDENTIALS_FILE := /dev/null
export AWS_EC2_METADATA_DISABLED := true
endif

# A .venv whose Python is gone, as after an upgrade of the system, is made anew.
$(shell test -x .venv/bin/python || rm -f $(STAMP))
$(STAMP): requirements.txt requirements-dev.txt local/environment/installing.py
	@test -n "$(PYTHON)" || { echo "Rossgram needs Python 3.11 or later, and there is none on the PATH; PYTHON=… names one." >&2; exit 1; }
	@command -v "$(PYTHON)" >/dev/null || { echo "There is no $(PYTHON): PYTHON=… names a Python of 3.11 or later." >&2; exit 1; }
	@"$(PYTHON)" -m local.environment
	@test -f .chalice/config.json || cp .chalice/base.json .chalice/config.json

# A PYTHON that is given, and is not that of .venv, makes it anew.
version = $(shell "$(1)" -c 'import sys; print(sys.version)' 2>/dev/null)
ifneq ($(filter environment command,$(origin PYTHON)),)
ifneq ($(call version,$(PYTHON)),$(call version,.venv/bin/python))
$(STAMP): FORCE
endif
endif
.PHONY: FORCE
FORCE:

.PHONY: help
help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do printf 'make %-10s %s\n' "$$name" "$$text"; done

.PHONY: run
run: $(STAMP) ## run everything on this machine: PORT=8000 DATA=.local DEMO=1
	@exec $(IN) local

.PHONY: test
test: $(STAMP) ## run all tests but those of test-money, test-matrix and test-kills; ARGS="tests/models -k grant" for some, ARGS=--whole for all cases
	@$(IN) pytest -n auto --dist loadfile $(ARGS)

.PHONY: test-money
test-money: $(STAMP) ## play orders, faults and kill points of the money, in more than an hour; ALL=1 for all, SAMPLE=8 SEED=1 for some
	@$(IN) pytest -m money -n auto --dist load $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(SEED),--seed $(SEED)) $(ARGS)

.PHONY: test-kills
test-kills: $(STAMP) ## kill the local AWS twenty times with 50 MB in it, and look for what it had acknowledged
	@$(IN) pytest -m kills $(ARGS)

.PHONY: test-routes
test-routes: $(STAMP) ## kill the routes that write people, photos and money at each of their calls, and see that it is finished
	@$(IN) pytest -m routes -n auto --dist load $(ARGS)

.PHONY: fuzz
fuzz: $(STAMP) ## play schemathesis against the running stack, 100 examples an operation: ARGS=5 for fewer; FUZZ_URL=… for a stack that runs
	@$(IN) tests.fuzz $(ARGS)
.PHONY: clients
clients: $(STAMP) ## run other people's clients against a server and write docs/clients.md: URL=… for one that runs; needs Node for some
	@$(IN) tests.clients
.PHONY: test-matrix
test-matrix: $(STAMP) ## ask every route that reads as everybody, for every audience and after every change: SAMPLE=24 SEED=1 for some
	@$(IN) pytest -m matrix -n auto --dist load $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(SEED),--seed $(SEED)) $(ARGS)

.PHONY: mistakes
mistakes: $(STAMP) ## make known mistakes in a copy, one at a time, and see that a test catches each: ARGS="'a name'"
	@$(IN) tests.mistakes $(ARGS)

.PHONY: check
check: $(STAMP) ## lint, types, import contracts and house rules, and then name all that failed
	@$(IN) tests.checks

.PHONY: web
web: $(STAMP) ## build the web client with Node 20.19 or later, as make run and make deploy do
	@$(IN) infra.web_client

.PHONY: web-types
web-types: $(STAMP) ## draw the web client's types of what the API answers from its OpenAPI document
	@$(IN) docs.api
	@cd web/types && { test -d node_modules || npm ci --no-audit --no-fund >/dev/null; } && node draw.mjs

.PHONY: web-check
web-check: $(STAMP) ## drive the web client in Chromium, on a stack of its own: ARGS="-g 'a like'" for some, SEED=7 for each on one of both screens
	@$(IN) tests.web browse $(ARGS)

.PHONY: axe
axe: $(STAMP) ## look at every screen of the web client with axe, in each width, theme and language: ARGS="--project=320-dark-ru" for some
	@$(IN) tests.web browse --config axe.config.ts $(ARGS)

.PHONY: screenshots
screenshots: $(STAMP) ## take pictures of the web client into docs/screenshots: ARGS="-g feed --project=phone-dark-ru" for some
	@$(IN) tests.web screenshots $(ARGS)

.PHONY: lighthouse
lighthouse: $(STAMP) ## measure the web client on a throttled phone, the median of five: BASE_URL=… for a stack that runs, TIMES=1 for once
	@$(IN) tests.lighthouse

.PHONY: bench
bench: $(STAMP) ## measure the imaging, the home page, the imports and what an operation costs
	@$(IN) bench

.PHONY: cost
cost: $(STAMP) ## say what a community of 1 k, 100 k and 10 M people costs a month on AWS, from what the operations take
	@$(IN) bench.cost

.PHONY: corpus
corpus: $(STAMP) ## put the broken and odd images of Pillow's own tests through the pipeline
	@ROSSGRAM_CORPUS="$$($(IN) tests.kit.corpus)" $(IN) pytest tests/imaging/test_corpus.py $(ARGS)

.PHONY: package
package: $(STAMP) ## build and gate what would be deployed: STAGE=dev; needs Python 3.13
	@$(IN) infra.package $(STAGE)

.PHONY: rehearse
rehearse: $(STAMP) ## deploy, delete, and be cut at ten places, against a stand-in for AWS; needs Python 3.13
	@$(IN) infra.rehearse

.PHONY: preflight
preflight: $(STAMP) ## say what this machine, the stage and your AWS account lack, before anything is made: STAGE=dev
	@$(IN) infra preflight $(STAGE)

.PHONY: stack
stack: $(STAMP) ## bring up what the app stands on, and write what `chalice deploy --stage dev` reads: STAGE=dev
	@$(IN) infra stack $(STAGE)

.PHONY: deploy
deploy: $(STAMP) ## deploy to your AWS account, with your credentials: STAGE=dev; needs Python 3.13
	@$(IN) infra deploy $(STAGE)

.PHONY: delete
delete: $(STAMP) ## delete the functions and the API of a stage; tables, photos and the stack stay: STAGE=dev
	@$(IN) infra delete $(STAGE)

.PHONY: unlock
unlock: $(STAMP) ## let a stage be deployed again after a deployment that is no more: STAGE=dev
	@$(IN) infra unlock $(STAGE)

.PHONY: secrets
secrets: $(STAMP) ## store the keys of Stripe that the shell has, as when one is rotated: STAGE=dev; ROTATE=proof, signing or sealing: others
	@case '$(ROTATE)' in ''|proof|signing|sealing) ;; *) echo "ROTATE is proof, signing or sealing; without it the keys of Stripe are stored." >&2; exit 1;; esac
	@$(IN) $(if $(ROTATE),infra.$(if $(filter-out sealing,$(ROTATE)),edge_)$(ROTATE),infra.payment_keys) $(STAGE)

.PHONY: replay
replay: $(STAMP) ## say where stored money differs from entries and payments: STAGE=dev, or the stack of make run; ARGS=--repair
	@$(IN) infra.operate $(if $(STAGE),--stage $(STAGE)) replay $(ARGS)

.PHONY: reconcile
reconcile: $(STAMP) ## learn from Stripe what webhooks never told: STAGE=dev, or the stack of make run; ARGS="--days 4"
	@$(IN) infra.operate $(if $(STAGE),--stage $(STAGE)) reconcile $(ARGS)

.PHONY: earnings
earnings: $(STAMP) ## say what the platform earned and what Stripe took of it by month: STAGE=dev, or the stack of make run
	@$(IN) infra.operate $(if $(STAGE),--stage $(STAGE)) earnings $(ARGS)

.PHONY: redrive
redrive: $(STAMP) ## send back what failed for good: STAGE=dev, or the stack of make run; ARGS="--queue payments"
	@$(IN) infra.operate $(if $(STAGE),--stage $(STAGE)) redrive $(ARGS)

.PHONY: announce
announce: $(STAMP) ## announce a text to everybody: ARGS="'We move on Sunday' --days 3"; without ARGS what is announced; ARGS="--remove ID" takes it back
	@$(IN) infra.operate $(if $(STAGE),--stage $(STAGE)) announce $(ARGS)

.PHONY: publish
publish: $(STAMP) ## publish terms of service or a privacy policy: ARGS="terms terms.md --russian terms.ru.md --from 2026-12-15"; without ARGS what is published; ARGS="terms --remove 2026-12-15" takes back what has not begun
	@$(IN) infra.operate $(if $(STAGE),--stage $(STAGE)) publish $(ARGS)

.PHONY: moderate
moderate: $(STAMP) ## see what was reported and act on it: ARGS=reports, ARGS="report ID", ARGS="silence @anna --because 'Spam' --report ID", ARGS=--help says more
	@$(IN) infra.operate $(if $(STAGE),--stage $(STAGE)) moderate $(ARGS)

.PHONY: remake
remake: $(STAMP) ## make stored photos anew from their originals: STAGE=dev, or the stack of make run; ARGS=--count says how many are left
	@$(IN) infra.operate $(if $(STAGE),--stage $(STAGE)) remake $(ARGS)

.PHONY: protect
protect: $(STAMP) ## move photos of older posts for followers out of the open, once: STAGE=dev, or the stack of make run
	@$(IN) infra.operate $(if $(STAGE),--stage $(STAGE)) protect $(ARGS)

.PHONY: clean
clean: ## remove what can be made again; the data of make run stays
	@rm -rf .venv build .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
