from bench.contender import spend


def test_work_stops_when_the_seconds_are_spent() -> None:
    seen: list[str] = []
    done, cpu = spend([(2, "ab"), (2, "cd"), (1, "e")], seen.append, 0.0)
    assert (done, seen) == (2, ["ab"])
    assert cpu >= 0


def test_work_stops_at_the_end_of_the_file() -> None:
    seen: list[str] = []
    assert spend([(2, "ab"), (1, "c")], seen.append, 60.0)[0] == 3
    assert seen == ["ab", "c"]
