import check_lock
import pytest

LOCK = """msgspec==0.22.1 \\
    --hash=sha256:00
numpy==2.4.6 ; python_full_version < '3.12' \\
    --hash=sha256:01
numpy==2.5.5 ; python_full_version >= '3.12' \\
    --hash=sha256:02
"""


def test_a_lock_that_answers_has_no_fault() -> None:
    assert check_lock.faults("x.lock", LOCK, ["msgspec>=0.22", "NumPy>=2.5"]) == []


@pytest.mark.parametrize(
    ("lock", "requirements", "word"),
    [
        (LOCK, ["jinja2>=3"], "jinja2 is not locked"),
        (LOCK, ["msgspec>=0.23"], "0.22.1 is locked"),
        (LOCK + "rich==15.0.0\n", [], "rich==15.0.0 has no hash"),
        ("--index-url https://registry.example/simple\n" + LOCK, [], "place to fetch from"),
        (LOCK + "thing @ file:///srv/thing.whl --hash=sha256:03\n", [], "place to fetch from"),
        (LOCK + "/srv/thing.whl --hash=sha256:03\n", [], "place to fetch from"),
    ],
)
def test_each_fault_is_named_with_its_remedy(lock: str, requirements: list[str], word: str) -> None:
    found = check_lock.faults("x.lock", lock, requirements)
    assert any(word in fault and "make lock" in fault for fault in found)
