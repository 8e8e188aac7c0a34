#!/usr/bin/env bash
# Resolves pyproject.toml into requirements/*.lock: every version with its hashes, for every platform, and no word of
# where it came from. Run by `make lock` after a change of dependencies; UPGRADE=1 takes the newest versions.
set -euo pipefail
cd "$(dirname "$0")/.."
export UV_SYSTEM_CERTS=1 UV_NO_PROGRESS=1
uv=${UV:-${VENV:-.venv}/bin/uv}
common=(--quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate)
[ -n "${UPGRADE:-}" ] && common+=(--upgrade)

"$uv" pip compile "${common[@]}" pyproject.toml --extra pictures --group dev -o requirements/dev.lock
printf '%s\n' "$(sed -n 's/^\(uv==[^ ]*\).*/\1/p' requirements/dev.lock)" \
    | "$uv" pip compile "${common[@]}" - -o requirements/setup.lock
"$uv" pip compile "${common[@]}" -c requirements/dev.lock --group bench -o requirements/bench.lock
"$uv" pip compile "${common[@]}" -c requirements/dev.lock --group model -o requirements/model.lock
"$uv" pip compile "${common[@]}" -c requirements/dev.lock --group node -o requirements/node.lock
