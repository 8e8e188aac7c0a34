"""Proves, without a network, that requirements/*.lock answer pyproject.toml and name no place to fetch from."""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)")
PLACE = re.compile(r"https?://|file:|--(?:extra-)?index-url|--find-links| @ |(?:^|[\s=])/\w", re.MULTILINE)


def pins(lock: str) -> dict[str, list[str]]:
    """Give the versions that a lock pins for each package (more than one where platforms differ)."""
    found: dict[str, list[str]] = {}
    for line in lock.splitlines():
        if pin := PIN.match(line):
            found.setdefault(canonicalize_name(pin[1]), []).append(pin[2])
    return found


def wanted(project: dict[str, Any], group: str) -> Iterator[str]:
    """Give the requirements of a dependency group, groups that it includes among them."""
    for entry in project["dependency-groups"][group]:
        if isinstance(entry, str):
            yield entry
        else:
            yield from wanted(project, entry["include-group"])


def faults(name: str, lock: str, requirements: list[str]) -> list[str]:
    """Say what is wrong with one lock: a missing or outdated pin, a pin without a hash, a place to fetch from."""
    found = []
    pinned = pins(lock)
    for text in requirements:
        requirement = Requirement(text)
        versions = pinned.get(canonicalize_name(requirement.name), [])
        if not versions:
            found.append(f"{name}: {requirement.name} is not locked; run `make lock`")
        elif not any(requirement.specifier.contains(version, prereleases=True) for version in versions):
            found.append(f"{name}: {text} is asked for, {', '.join(versions)} is locked; run `make lock`")
    blocks = re.split(r"\n(?=\S)", lock.strip())
    found += [
        f"{name}: {block.splitlines()[0]} has no hash; run `make lock`" for block in blocks if "--hash=" not in block
    ]
    found += [
        f"{name}: names a place to fetch from ({place[0].strip()}); run `make lock`" for place in PLACE.finditer(lock)
    ]
    return found


def main() -> int:
    """Check all locks; 1 and a line a fault if one does not answer pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {
        "setup.lock": ["uv"],
        "dev.lock": [
            *project["project"]["dependencies"],
            *(text for extra in project["project"]["optional-dependencies"].values() for text in extra),
            *wanted(project, "dev"),
        ],
        "bench.lock": list(wanted(project, "bench")),
        "model.lock": list(wanted(project, "model")),
        "node.lock": list(wanted(project, "node")),
    }
    found = []
    for name, requirements in asked.items():
        found += faults(name, (ROOT / "requirements" / name).read_text(encoding="utf-8"), requirements)
    print("\n".join(found) or "the locks answer pyproject.toml")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
