import json
from datetime import UTC, datetime
from pathlib import Path

from reseal.storage.shadow import ShadowRecords, shadow_files
from reseal.vocabulary import Decision, Exposure


def decision(id_: str) -> Decision:
    exposure = Exposure("phone", 3, 16, 0.9)
    return Decision(id_, True, "exposure", 0.9, "high", "redact", (exposure,), (), None, "他手机⟦phone⟧", "reseal")


def day(number: int) -> datetime:
    return datetime(2026, 11, number, 23, 59, tzinfo=UTC)


def test_records_hold_the_decision_without_any_text(tmp_path: Path) -> None:
    records = ShadowRecords(tmp_path, 30)
    records.add([decision("1"), decision("2")], day(21))
    (file,) = shadow_files(tmp_path)
    lines = [json.loads(line) for line in file.read_bytes().splitlines()]
    assert [line["id"] for line in lines] == ["1", "2"]
    assert lines[0]["action"] == "redact" and lines[0]["redacted"] is None
    assert file.stat().st_mode & 0o077 == 0


def test_each_day_has_its_file_and_old_days_are_deleted(tmp_path: Path) -> None:
    records = ShadowRecords(tmp_path, 2)
    (tmp_path / "shadow" / "decisions-notes.jsonl").write_text("somebody's own")
    for number in (10, 11, 12, 13):
        records.add([decision(str(number))], day(number))
    assert [file.name for file in shadow_files(tmp_path)] == [f"decisions-2026-11-{n}.jsonl" for n in (11, 12, 13)]
    assert (tmp_path / "shadow" / "decisions-notes.jsonl").exists()
    records.close()
