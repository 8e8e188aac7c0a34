"""Invented posts for the tests of the doors."""

import random
from typing import Any

PHONE = "他手机138 0000 4471，去打爆他"
PLAIN = "今天天气不错，出去走走"

TEXTS = (
    PLAIN,
    PHONE,
    "",
    "求一个这主播的真名和公司，谁认识她，扒一下，有偿",
    "你好\n第二行 \"引号\" , 'x' \\ \t",
    "😀１３８-0000-4471 住杭州市西湖区青檐路27号枫桥里3栋602",
    "a\0b",
)

IDS = ("p{}", "编号-{}", 'quote"{}', '",{}', "back\\slash{}", "=cmd{}", "{}", "nul\0{}")


def many(count: int, seed: int = 1) -> list[dict[str, Any]]:
    """Posts of every kind, in an order that the seed settles."""
    choose = random.Random(seed)
    return [
        {
            "id": choose.choice(IDS).format(number),
            "text": choose.choice(TEXTS) if choose.random() < 0.3 else f"{PLAIN} {number}",
            "author": f"u{number}",
            "surface": "comment",
        }
        for number in range(count)
    ]
