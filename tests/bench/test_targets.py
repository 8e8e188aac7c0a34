from bench.targets import Target, targets


def test_a_target_is_reached_from_the_right_side() -> None:
    assert Target("speed", 400_000, 400_000).met is True
    assert Target("speed", 400_000, 399_999).met is False
    assert Target("memory", 300, 301, at_least=False).met is False
    assert Target("memory", 300, 299, at_least=False).met is True
    assert Target("anything", 1, None).met is None


def test_without_results_nothing_is_called_reached() -> None:
    assert all(target.met is None for target in targets({}))


def test_the_slowest_advantage_over_a_peer_counts() -> None:
    def row(name: str, rate: float, times: float) -> dict[str, object]:
        return {"mix": "mix5", "name": name, "rate": rate, "times": {"reseal, level identifiers": times}}

    speed = {
        "command_line": {"rows": []},
        "contenders": [
            row("reseal, level identifiers", 9e5, 1),
            row("argus-redact", 4e3, 200),
            row("cloakpii", 7e4, 12),
        ],
    }
    found = {target.what: target.measured for target in targets({"speed": {"figures": speed}})}
    assert found["as fast as the fastest peer, level identifiers"] == 12
    assert found["as fast as argus-redact, level identifiers"] == 200
