"""What a post makes of its case, and that the case is written once for it."""

import pytest

from reseal.operations.cases import acts, rules
from reseal.operations.cases.words import Content
from reseal.storage.store import Store
from reseal.vocabulary import Severity
from tests.operations import factories as made
from tests.operations.counting import statements


def test_a_case_is_as_grave_and_far_reaching_as_its_posts_make_it(store: Store) -> None:
    with store.write() as work:
        first = made.gather_as(work, made.post("p1"), made.judged("p1", severity="medium"))
        before = made.row(work, first.case_id)
        made.gather_as(work, made.post("p2"), made.judged("p2", severity="critical", category="incitement"))
        after = made.row(work, first.case_id)
    assert (before.posts, before.severity, before.category) == (1, "medium", "exposure")
    assert (after.posts, after.severity, after.category) == (2, "critical", "incitement")
    assert after.due_at < before.due_at and after.reach > before.reach > 0


@pytest.mark.parametrize("severity", ["low", "high"])
def test_a_new_case_is_due_by_the_table_of_its_pack(store: Store, severity: Severity) -> None:
    """CAC-04."""
    with store.write() as work:
        got = made.gather_as(work, made.post("p1"), made.judged("p1", severity=severity))
        row = made.row(work, got.case_id)
        assert row.due_at == rules.due_at(work.now, "default", rules.Stakes(severity, "exposure"))


def test_a_case_is_written_once_with_its_first_post_and_once_with_each_other(store: Store) -> None:
    with store.write() as work:
        kept = made.keep(work, made.post("p1"), made.post("p2", made.OTHER_DOX))
        with statements() as run:
            acts.gather(work, Content.of(kept[0]), "noticed")
            acts.gather(work, Content.of(kept[1]), "noticed")
            (again,) = made.keep(work, made.post("p3"))
            acts.gather(work, Content.of(again), "noticed")
            work.session.flush()
    of_cases = [one.split("(")[0].split("SET")[0].strip() for one in run if '"case"' in one and "SELECT" not in one]
    assert of_cases == ['INSERT INTO "case"', 'INSERT INTO "case"', 'UPDATE "case"']
