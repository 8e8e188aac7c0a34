import gc

from reseal.interfaces.memory import settle


def test_what_is_loaded_is_left_to_no_collector() -> None:
    before = gc.get_freeze_count()
    kept = [[object()] for _ in range(100)]
    settle()
    try:
        assert gc.get_freeze_count() >= before + len(kept)
        assert gc.isenabled()
    finally:
        gc.unfreeze()
