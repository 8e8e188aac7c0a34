import subprocess
import sys
import threading

import pytest

from reseal.screening.policy.condition import bound, compile_condition, holds
from reseal.screening.policy.errors import PackError
from reseal.screening.policy.facts import CLEAN, Facts, variables

EXPOSED = Facts("exposure", 0.9, "high", exposures=frozenset({("other", "phone")}), exposure_count=1)


def answer(source: str, facts: Facts = EXPOSED) -> bool:
    return holds(compile_condition(source), bound(variables(facts, ["phone"], 0.8, 0.5)))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("true", True),
        ('category == "exposure" && score >= remove_at', True),
        ('category in ["trade", "instruction"]', False),
        ('"phone" in types', True),
        ("strong_types > 0 && exposure_count == 1", True),
        ('types.exists(t, t == "phone")', True),
        ('types.all(kind, kind != "phone")', False),
        ("size(types) == 1 && types.size() == 1", True),
        ('reasons.exists(r, r.startsWith("benign."))', False),
        ("!violates || unclear", False),
        ('lang == ""', True),
    ],
)
def test_conditions_answer(source: str, expected: bool) -> None:
    assert answer(source) is expected


@pytest.mark.parametrize(
    ("source", "said", "marked"),
    [
        ('categry == "trade"', "unknown fact `categry`", "categry"),
        ('category == "trad"', 'unknown word "trad"', '"trad"'),
        ('"benign.gossip" in reasons', 'unknown word "benign.gossip"', '"benign.gossip"'),
        ('category.matches("^tra")', "`.matches` is not available", "matches"),
        ("types.length > 1", "`.length` is not available", "length"),
        ("score >= 0.855", "`0.855` is no plain number", "0.855"),
        ("score >= 1e2", "`1e2` is no plain number", "1e2"),
        ("int(score) == 1", "`int(…)` is not available", "int"),
        ('true || categry == "x"', "unknown fact `categry`", "categry"),
        ('reasons.exists(r, r.startsWith("gossip."))', 'unknown word "gossip."', '"gossip."'),
    ],
)
def test_what_would_silently_never_hold_is_refused_with_its_place(source: str, said: str, marked: str) -> None:
    with pytest.raises(PackError) as error:
        compile_condition(source)
    place = error.value.place
    assert said in error.value.problem
    assert place is not None
    assert source[place.offset : place.offset + place.length] == marked


@pytest.mark.parametrize("source", ["category =", "(true", "a b", '"open', "", "@", "true &&& true", "((((" * 200])
def test_bad_syntax_is_an_error_of_the_pack(source: str) -> None:
    with pytest.raises(PackError, match="no valid CEL"):
        compile_condition(source)


@pytest.mark.parametrize("source", ["(" * 900 + "true" + ")" * 900, "true" + " ? true : true" * 140])
def test_nesting_without_end_is_an_error_and_no_crash(source: str) -> None:
    with pytest.raises(PackError, match="inside each other"):
        compile_condition(source)


@pytest.mark.parametrize("source", ["score * 2.0 > 1.0", "score + 0.1 > 0.5", "severity_rank - 1 > 0", "1 % 2 == 1"])
def test_conditions_do_not_calculate(source: str) -> None:
    with pytest.raises(PackError, match="compare and do not calculate"):
        compile_condition(source)


def test_a_suggestion_comes_with_a_misspelling() -> None:
    with pytest.raises(PackError, match="Did you mean `category`"):
        compile_condition('categry == "trade"')


@pytest.mark.parametrize("source", ['score > "high"', "types > 1", "category", "score", "!category"])
def test_unlike_things_and_answers_that_are_no_yes_or_no_are_refused(source: str) -> None:
    with pytest.raises(PackError, match=r"cannot be worked out|not with true or false"):
        answer(source)


def test_a_program_runs_from_many_threads() -> None:
    program = compile_condition('category == "exposure" && types.exists(t, t == "phone")')
    wrong: list[int] = []

    def run(number: int) -> None:
        facts = EXPOSED if number % 2 else CLEAN
        context = bound(variables(facts, [], 1.0, 1.0))
        wrong.extend(number for _ in range(200) if holds(program, context) is not bool(number % 2))

    threads = [threading.Thread(target=run, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


@pytest.mark.parametrize(
    "order", ["import cel; C.compile_condition('true')", "C.compile_condition('true'); import cel"]
)
def test_the_engine_loads_without_its_terminal_shell_and_beside_the_whole_package(order: str) -> None:
    check = "assert ('prompt_toolkit' in sys.modules) == ('cel' in sys.modules)"
    start = f"import sys; import reseal.screening.policy.condition as C; {check}"
    code = f"{start}; {order}; assert cel.evaluate('1 + 1') == 2"
    subprocess.run([sys.executable, "-c", code], check=True)
    lean = "import sys; import reseal.screening.policy.condition as C; C.compile_condition('true')"
    subprocess.run([sys.executable, "-c", f"{lean}; assert 'prompt_toolkit' not in sys.modules"], check=True)
