"""Packs ready to judge with: the bundled ones by name, an operator's own by path. Their examples have been run."""

from functools import cache
from pathlib import Path

from reseal.screening.data import data_folder
from reseal.screening.policy.errors import PackError
from reseal.screening.policy.examples import require_examples
from reseal.screening.policy.pack import Pack, read_pack, read_pack_file

BUNDLED = ("default", "cn", "eu-dsa", "hk")
_own: dict[str, Pack] = {}


@cache
def load_pack(name: str) -> Pack:
    """A bundled pack (`default`, `cn`, `eu-dsa`, `hk`), or the file of an operator when `name` ends in `.toml`.

    Raises:
        PackError: unknown, unreadable, or wrong, its examples included; the text says where and how to mend it.
    """
    if name.endswith(".toml"):
        return load_pack_file(Path(name))
    if name not in BUNDLED:
        raise PackError(f'no policy pack "{name}"', f"name one of {', '.join(BUNDLED)}, or a file that ends in .toml")
    file = data_folder("policies", f"{name}.toml")
    pack = read_pack(file.read_text(encoding="utf-8"), f"{name}.toml")
    require_examples(pack)
    return pack


def load_pack_file(path: Path | str) -> Pack:
    """An operator's own pack.

    Raises:
        PackError: unreadable or wrong, its examples included.
    """
    pack = read_pack_file(path)
    require_examples(pack)
    _own[pack.id] = pack
    return pack


def loaded_pack(id_: str) -> Pack | None:
    """The pack of this id: an operator's own that this process has loaded, else a bundled one."""
    return _own.get(id_) or (load_pack(id_) if id_ in BUNDLED else None)
