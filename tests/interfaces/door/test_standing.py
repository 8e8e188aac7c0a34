"""What an account's holder reads of how it stands."""

from reseal.interfaces.door.standing import standing_of
from reseal.storage.clock import DAY
from reseal.storage.store import Store
from tests.conftest import Clock
from tests.operations.sanctions.given import decided, put


def told(store: Store) -> tuple[tuple[str, ...], tuple[str, ...]]:
    with store.read() as work:
        found = standing_of(work, work.prints.of("account", "u1"), "en")
    return tuple(" ".join(line) for line in found.measures), tuple(" ".join(line) for line in found.strikes)


def test_of_measures_of_one_kind_the_longest_is_told(store: Store, clock: Clock) -> None:
    with store.write() as work:
        decided(work, severity="high")
    (first,), (strike,) = told(store)
    clock.pass_(DAY)
    with store.write() as work:
        decided(work, severity="high")
    measures, strikes = told(store)
    mutes = [line for line in measures if line.startswith(first.partition(" until")[0])]
    assert len(mutes) == 1 and mutes != [first], "the mute that lasts longer, alone"
    assert len(strikes) == 2 and strike in strikes and "counts until" in strike


def test_what_waits_for_a_person_stands_beside_what_is_in_force(store: Store) -> None:
    with store.write() as work:
        put(work, groups=("g-1", "g-2"))
        decided(work, category="trade", part="seller")
    measures, _ = told(store)
    assert sum("waits for a person" in line for line in measures) == 3, "the account, and each of its groups"


def test_nothing_counts_against_an_account_that_was_never_struck(store: Store) -> None:
    assert told(store) == ((), ())
