# Each command does all the set-up it needs, on a machine that has Python, make and git.

# Material prints an advertisement against MkDocs 2 at every start; pyproject.toml pins MkDocs 1.
export NO_MKDOCS_2_WARNING = 1
# Python keeps what it made of a module, even where it was told not to: else every start reads all of them anew.
unexport PYTHONDONTWRITEBYTECODE
PORT ?= 8000
# Which tests: all, or files and folders.
TESTS ?=
# What to measure: all, or some of paint, builds and load.
PARTS ?=
# Which drawings: all, or names.
NAMES ?=
# What to change in small ways: all hooks, or files and rooms of overrides/hooks; and for how long at most.
ROOMS ?=
MINUTES ?= 60
# Where the site is to lie on a machine of your own.
FOLDER ?= /srv/foot-cramps
# Passed on to .ci/prepare when given: which Python, which browsers.
export PYTHON CHROMIUM FIREFOX

.PHONY: help new-page serve check test engines site publishable traffic drawings screens bench mutants watch sbom lock

help:
	@echo "make serve    read the guide here, with live reload (PORT=8000)"
	@echo "make new-page ask for a new page, one question at a time, and write it whole"
	@echo "make check    run what needs no browser and no other program: half a minute"
	@echo "make test     run every check (TESTS=\"tests/content\": of these only, as with make check)"
	@echo "make engines  run the checks in browsers, Chromium of 2020 and 2021 among them"
	@echo "make site     build the guide into site/"
	@echo "make publishable  build it for a host of your own: compressed too, with configurations in hosts/ (FOLDER=/srv/guide)"
	@echo "make traffic  work out what ten million readers a day ask of a host, into PUBLISHING.md"
	@echo "make drawings draw the poses of docs/images/drawings.yml (NAMES=\"towel-loop bed-feet\": of these only)"
	@echo "make screens  take pictures of every page into screens/ (PAGES=\"causes/ /\": of these only)"
	@echo "make bench    measure first paint, builds and load, beside stock Material, into bench/ (PARTS=load: of these only)"
	@echo "make mutants  change the hooks in small ways, to see that a test notices (ROOMS=\"words door\", MINUTES=60)"
	@echo "make watch    ask other hosts and the calendar, into bench/watch.md: retracted sources, dead links, pages that are due,"
	@echo "              known weaknesses, the newest packages, Zensical beside our own build"
	@echo "make sbom     list what a release is built and checked with, into sbom/"
	@echo "make lock     renew the locked requirements from pyproject.toml"

# An author's mistakes are shown and the server goes on; every other build stops at them.
serve: .venv/site.ready
	@case '$(PORT)' in ''|*[!0-9]*) echo "PORT is “$(PORT)”, which is no number: make serve PORT=8001" >&2; exit 2;; esac
	LIVE_RELOAD=true .venv/bin/mkdocs serve --no-strict --dev-addr 127.0.0.1:$(PORT)

# Nothing is written before the last answer.
new-page: .venv/site.ready
	@PYTHONPATH=overrides/hooks .venv/bin/python .ci/new_page.py

# Without the pictures for shared links, which a first build draws for half a minute.
check: .venv/test.ready
	PREVIEW_CACHE= .venv/bin/pytest --numprocesses=auto --dist=worksteal -m "not program" $(TESTS)

test: .venv/test.ready
	.venv/bin/pytest --numprocesses=auto --dist=worksteal $(TESTS)

engines: .venv/engines.ready
	OLD_ENGINES=true .venv/bin/pytest --numprocesses=auto --dist=worksteal tests/engines

# A build that failed, or was ended, leaves the last good site there.
site: .venv/site.ready
	.venv/bin/mkdocs build

# The compressed files lie beside the others in site/, the configurations of nginx and Caddy in hosts/.
publishable: site
	.venv/bin/python .ci/hosts/publishable.py site hosts --folder $(FOLDER)

# Its figures are of the site as it is built here.
traffic: site
	.venv/bin/python .ci/hosts/traffic.py site PUBLISHING.md

# What it makes is committed: nobody else needs the body that it draws from.
drawings: .venv/drawings.ready
	PYTHONPATH=overrides/hooks .venv/bin/python .ci/drawings/draw.py $(NAMES)

# The index page is screens/index.html.
screens: .venv/test.ready
	PYTHONPATH=tests .venv/bin/python tests/browser/screens.py screens $(PAGES)

# Takes 20 minutes, and wants a machine that does nothing else. The report is bench/report.md.
bench: .venv/bench.ready
	PYTHONPATH=tests:overrides/hooks .venv/bin/python tests/bench/measure.py bench $(PARTS)

# One process, so that other work goes on. A run that was ended goes on where it was. The report is bench/mutants.md.
mutants: .venv/watch.ready
	PYTHONPATH=tests:overrides/hooks nice .venv/bin/python tests/mutation/mutants.py bench $(ROOMS) --minutes $(MINUTES)

# What depends on the day or on other people's servers turns no commit red: it runs once a week. The report is bench/watch.md.
watch: .venv/watch.ready
	PREVIEW_CACHE= PYTHONPATH=tests:overrides/hooks .venv/bin/python tests/watch/ask.py bench

sbom: .venv/watch.ready
	.venv/bin/python .ci/sbom.py sbom

lock: .venv/test.ready
	.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --upgrade pyproject.toml -o requirements-site.txt
	.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --upgrade --extra test pyproject.toml -o requirements-test.txt
	.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --upgrade --constraint requirements-test.txt --group pyproject.toml:watch -o requirements-watch.txt
	.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --upgrade --no-deps --group pyproject.toml:drawings -o requirements-drawings.txt

.venv/site.ready: requirements-site.txt .ci/prepare
	.ci/prepare site

.venv/bench.ready: requirements-test.txt .ci/prepare .ci/package-lock.json
	.ci/prepare bench

.venv/drawings.ready: requirements-drawings.txt .venv/site.ready
	.ci/prepare drawings

.venv/watch.ready: requirements-watch.txt .venv/test.ready
	.ci/prepare watch

.venv/engines.ready: requirements-test.txt .ci/prepare .ci/package-lock.json
	.ci/prepare engines

.venv/test.ready: requirements-test.txt .ci/prepare .ci/package-lock.json
	.ci/prepare test
