import json
from pathlib import Path

import make_gazetteer


def _admin(folder: Path) -> Path:
    (folder / "pca.json").write_text(
        json.dumps({"甲省": {"市辖区": ["乙区"], "丙市": ["丁县", "乙区"]}}), encoding="utf-8"
    )
    (folder / "HK-MO-TW.json").write_text(json.dumps({"戊市": {"己岛": ["庚堂区（辛）"]}}), encoding="utf-8")
    return folder


def test_divisions_are_named_once_without_placeholders_or_brackets(tmp_path: Path) -> None:
    names = make_gazetteer.clean(make_gazetteer.divisions(_admin(tmp_path)))
    assert names == sorted({"甲省", "丙市", "乙区", "丁县", "戊市", "己岛", "庚堂区"})
