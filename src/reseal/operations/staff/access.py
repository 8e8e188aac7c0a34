"""Roles and what they may do, as `data/desk/access.toml` says it."""

from functools import cache
from typing import Literal

import msgspec

from reseal.screening.data import read_toml


class AccessError(ValueError):
    """A role or a scope that there is not. The text names those that there are."""


class Role(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One role: people sign in with theirs, machines have one by their token."""

    kind: Literal["person", "machine"]
    may: frozenset[str]


class Access(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All permissions, each with what it opens, all roles, and the doors that ask for no permission."""

    source: str
    status: str
    verified: bool
    open: dict[str, str]
    own_guard: dict[str, str]
    permission: dict[str, str]
    role: dict[str, Role]

    def __post_init__(self) -> None:
        for name, role in self.role.items():
            unknown = role.may - self.permission.keys()
            if unknown:
                raise ValueError(f"access.toml: the role {name} may {min(unknown)}, which is no permission")

    def may(self, role: str) -> frozenset[str]:
        """What a role may do.

        Raises:
            AccessError: there is no such role.
        """
        if role not in self.role:
            raise AccessError(f"there is no role {role}. There are {', '.join(self.role)}.")
        return self.role[role].may

    def of_token(self, role: str) -> frozenset[str]:
        """What a token of a role may do: all but what belongs to a person alone; errors as those of `may`."""
        return self.may(role) - {"own"}

    def is_open(self, path: str) -> bool:
        """Whether a door asks for no permission."""
        return any(path == door or (door.endswith("*") and path.startswith(door[:-1])) for door in self.open)

    @property
    def staff_roles(self) -> tuple[str, ...]:
        """The roles that people have."""
        return tuple(name for name, role in self.role.items() if role.kind == "person")


@cache
def access() -> Access:
    """The roles and permissions in force."""
    return msgspec.convert(read_toml("desk", "access.toml"), Access)
