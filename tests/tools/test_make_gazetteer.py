import csv
import json
from pathlib import Path

import make_gazetteer


def _admin(folder: Path) -> Path:
    (folder / "pca.json").write_text(
        json.dumps({"甲省": {"市辖区": ["乙区"], "丙市": ["丁县", "乙区"]}}), encoding="utf-8"
    )
    (folder / "HK-MO-TW.json").write_text(json.dumps({"戊市": {"己岛": ["庚堂区（辛）"]}}), encoding="utf-8")
    with (folder / "streets.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([["code", "name"], ["1", "壬镇"], ["2", "癸街道"], ["3", "某管理委员会"], ["4", "壬镇"]])
    return folder


def test_divisions_are_named_once_without_placeholders_or_brackets(tmp_path: Path) -> None:
    names = make_gazetteer.clean(make_gazetteer.divisions(_admin(tmp_path)))
    assert names == sorted({"甲省", "丙市", "乙区", "丁县", "戊市", "己岛", "庚堂区"})


def test_towns_are_only_what_is_called_one(tmp_path: Path) -> None:
    assert make_gazetteer.clean(make_gazetteer.towns(_admin(tmp_path))) == sorted({"壬镇", "癸街道"})
