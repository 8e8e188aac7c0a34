"""Who the people of staff are."""

import msgspec
from sqlalchemy import func, select

from reseal.operations.staff import rules
from reseal.operations.staff.tables import Member as Row
from reseal.operations.staff.words import Member, Settings
from reseal.storage.store import Work


def member(work: Work, member_id: str) -> Member | None:
    """The member of that id."""
    row = work.session.get(Row, member_id)
    return None if row is None else shown(row)


def named(work: Work, name: str) -> Member | None:
    """The member of that name, however it is typed."""
    try:
        folded = rules.member_name(name)
    except ValueError:
        return None
    row = work.session.scalar(select(Row).where(Row.name == folded))
    return None if row is None else shown(row)


def members(work: Work) -> list[Member]:
    """Everybody, by name."""
    return [shown(row) for row in work.session.scalars(select(Row).order_by(Row.name))]


def names(work: Work) -> dict[str, str]:
    """The name of each actor, such as `staff:ID`."""
    return {f"staff:{id_}": name for id_, name in work.session.execute(select(Row.id, Row.name))}


def anybody(work: Work) -> bool:
    """Whether anybody was added yet."""
    return bool(work.session.scalar(select(func.count()).select_from(Row)))


def shown(row: Row) -> Member:
    """A row without what opens doors."""
    return Member(
        id=row.id,
        name=row.name,
        role=row.role,
        lang="zh" if row.lang == "zh" else "en",
        settings=msgspec.convert(row.settings, Settings),
        has_code=row.totp is not None,
        created_at=row.created_at,
        locked_until=row.locked_until,
        disabled_at=row.disabled_at,
        local=row.password_hash is not None,
    )
