"""What is said of the encoder: who was read, and what the student keeps of its teacher."""

from bench.reader import was_read
from bench.reader_tables import reader_tables
from reseal.screening.screener import Screener
from reseal.vocabulary import Post

SPREAD = {"p50": 1.0, "p99": 2.0, "max": 3.0}


def test_a_post_that_the_encoder_read_says_so() -> None:
    plain, phone = Screener().decide([Post("a", "今天天气不错"), Post("b", "他手机13800004471")])
    assert not was_read(plain)
    assert was_read(phone)


def scored(value: float) -> dict[str, object]:
    one = {"F": value, "fpr": 0.02}
    return {
        "span": one,
        "span_exact": one,
        "span_obfuscated_recall": value,
        "violates": one,
        "category_macro_F1": value,
    }


def test_the_tables_say_what_the_student_keeps_and_what_the_gate_loses() -> None:
    said = reader_tables(
        {
            "quality": [
                {"reader": "student", "posts": "blind", "figures": scored(0.72)},
                {"reader": "teacher", "posts": "blind", "figures": scored(0.8)},
            ],
            "gate": [
                {
                    "posts": "blind",
                    "read": 0.9,
                    "violating": 0.987,
                    "exposures": 0.99,
                    "violates": (0.9, 0.91),
                    "spans": (0.8, 0.81),
                }
            ],
            "natural": {"posts": 1000, "read": 11, "interval": (0.006, 0.02)},
            "cost": [{"reader": "student", "sample": "short", "count": 5, "wall": SPREAD, "cpu": SPREAD}],
            "memory": {"student": 250.0},
        }
    )
    assert "| student as a share of teacher, blind | 0.900 |" in said
    assert "98.7%" in said and "0.900 / 0.910" in said and "1.10% (0.60%–2.00%)" in said
    assert "student 250 MiB" in said
