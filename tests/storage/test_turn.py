"""Writers of several processes: one at a time, and none for ever."""

import multiprocessing
import os
import threading
import time
from pathlib import Path

from reseal.storage.turn import Turn


def add(file: str, to: str, times: int) -> None:
    """Counts up in a file, carelessly: only turns keep counts from being lost."""
    turn = Turn(file)
    for _ in range(times):
        with turn:
            number = int(Path(to).read_text(encoding="ascii"))
            time.sleep(0.0005)
            Path(to).write_text(str(number + 1), encoding="ascii")
    turn.close()


def take_and_die(file: str) -> None:
    Turn(file).__enter__()
    os._exit(9)


def test_processes_and_threads_write_one_after_another(tmp_path: Path) -> None:
    file, count = str(tmp_path / "data"), tmp_path / "count"
    count.write_text("0", encoding="ascii")
    context = multiprocessing.get_context("spawn")
    others = [context.Process(target=add, args=(file, str(count), 60)) for _ in range(2)]
    mine = Turn(file)
    for other in others:
        other.start()

    def run() -> None:
        for _ in range(30):
            with mine:
                count.write_text(str(int(count.read_text(encoding="ascii")) + 1), encoding="ascii")

    threads = [threading.Thread(target=run) for _ in range(2)]
    for one in threads:
        one.start()
    for one in (*threads, *others):
        one.join()
    mine.close()
    assert count.read_text(encoding="ascii") == "180"


def test_the_turn_of_a_process_that_died_is_given_back(tmp_path: Path) -> None:
    file = str(tmp_path / "data")
    dying = multiprocessing.get_context("spawn").Process(target=take_and_die, args=(file,))
    dying.start()
    dying.join()
    assert dying.exitcode == 9
    with Turn(file):
        pass


def test_what_stands_beside_the_file_is_empty_and_nobody_elses(tmp_path: Path) -> None:
    turn = Turn(str(tmp_path / "data"))
    with turn:
        beside = tmp_path / "data-turn"
        assert beside.read_bytes() == b"" and beside.stat().st_mode & 0o777 == 0o600
    turn.close()


def test_without_a_file_threads_share_it() -> None:
    turn = Turn(None)
    with turn:
        pass
    with turn:
        turn_taken = threading.Thread(target=turn.__enter__, daemon=True)
        turn_taken.start()
        turn_taken.join(0.05)
        assert turn_taken.is_alive()
