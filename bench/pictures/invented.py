"""Invented people: names, numbers and addresses by the rules for fictional data, from a seed (RULES ID-05)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Literal

from pypinyin import lazy_pinyin

from reseal.screening.number_runs.shapes import check_sign, luhn

Lang = Literal["zh", "zh-hant", "en"]
LANGS: tuple[Lang, ...] = ("zh", "zh-hant", "en")
DATA = Path(__file__).resolve().parent / "data"
_TYPES = {
    "name": "person_name",
    "latin": "person_name",
    "phone": "phone",
    "id": "government_id",
    "passport": "government_id",
    "birth": "birth_date",
    "address": "address",
    "card": "bank_card",
    "email": "email",
    "wechat": "account",
    "qq": "account",
    "plate": "licence_plate",
    "workplace": "workplace",
    "school": "school",
}


@cache
def table(name: str) -> dict[str, Any]:
    """One of the data files beside this module."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def words(lang: Lang) -> dict[str, Any]:
    """What is said and named in a language; Traditional characters are made of the Simplified (see `in_script`)."""
    found: dict[str, Any] = table("words")["en" if lang == "en" else "zh"]
    return found


def in_script(text: str, lang: Lang) -> str:
    """The text in Traditional characters where the language asks for them."""
    return _converter().convert(text) if lang == "zh-hant" else text


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("s2t")


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person. `born` is (year, month, day), between 1900 and 1909 so that nobody living has it."""

    lang: Lang
    name: str
    latin: str
    sex: str
    nation: str
    born: tuple[int, int, int]
    region: str
    values: dict[str, str]

    def marked(self, field: str) -> str:
        """A value with its exposure type around it, as the labelled posts have it: ⟦type|value⟧."""
        return f"⟦{_TYPES[field]}|{self.values[field]}⟧"

    def fill(self, template: str) -> str:
        """A sentence with its `{field}`s filled with marked values, in the person's script."""
        text = in_script(template, self.lang)
        for field in self.values:
            text = text.replace("{" + field + "}", self.marked(field))
        return text


def digits(chance: Random, count: int) -> str:
    """That many random digits."""
    return "".join(str(chance.randint(0, 9)) for _ in range(count))


def mobile(chance: Random) -> str:
    """A mainland mobile number with 0000 in its middle, which no operator gives out."""
    return f"1{chance.choice('35789')}{chance.choice('0125678')}0000{digits(chance, 4)}"


def resident_id(chance: Random, region: str, born: tuple[int, int, int]) -> str:
    """A resident ID with a valid check sign."""
    year, month, day = born
    body = f"{region}{year}{month:02d}{day:02d}{digits(chance, 3)}"
    return body + check_sign(body).upper()


def bank_card(chance: Random) -> str:
    """A card number from 6222 0000 that passes the Luhn check, in groups of four."""
    body = "62220000" + digits(chance, 7)
    whole = next(body + last for last in "0123456789" if luhn(body + last))
    return " ".join(whole[at : at + 4] for at in range(0, 16, 4))


def person(chance: Random, lang: Lang) -> Person:
    """A person of a language, with every value that a picture may show."""
    return _english(chance) if lang == "en" else _chinese(chance, lang)


def _born(chance: Random) -> tuple[int, int, int]:
    return chance.randint(1900, 1909), chance.randint(1, 12), chance.randint(1, 28)


def _chinese(chance: Random, lang: Lang) -> Person:
    said = words(lang)
    surname, given = chance.choice(said["surnames"]), chance.choice(said["given"])
    syllables = lazy_pinyin(surname), lazy_pinyin(given)
    region, place = chance.choice(said["places"])
    born, number = _born(chance), mobile(chance)
    home = f"{chance.choice(said['streets'])}{chance.randint(1, 298)}号{chance.choice(said['estates'])}"
    address = f"{place}{home}{chance.randint(1, 20)}栋{chance.randint(1, 28)}0{chance.randint(1, 4)}室"
    tail = chance.choice("ADEFGHJKLMNQT") + digits(chance, 4)
    handle = "".join(syllables[1]) + digits(chance, 4)
    values = {
        "name": surname + given,
        "latin": f"{''.join(syllables[0])} {''.join(syllables[1])}".upper(),
        "phone": number if chance.random() < 0.5 else f"{number[:3]} {number[3:7]} {number[7:]}",
        "id": resident_id(chance, region, born),
        "passport": f"E0000{digits(chance, 4)}",
        "birth": f"{born[0]}年{born[1]}月{born[2]}日",
        "address": address,
        "card": bank_card(chance),
        "email": f"{handle}@example.com",
        "wechat": f"wx_{handle}",
        "qq": f"30000{digits(chance, 4)}",
        "plate": f"{chance.choice(said['plates'])}{'·' if chance.random() < 0.5 else ''}{tail}",
        "workplace": place[-3:-1] + chance.choice(said["firms"]),
        "school": chance.choice(said["schools"]),
    }
    values = {field: in_script(value, lang) for field, value in values.items()}
    sex, nation = chance.choice("男女"), chance.choice(said["nations"])
    return Person(lang, values["name"], values["latin"], sex, in_script(nation, lang), born, region, values)


def _english(chance: Random) -> Person:
    said = words("en")
    name = f"{chance.choice(said['given'])} {chance.choice(said['surnames'])}"
    place, born = chance.choice(said["places"])[1], _born(chance)
    american = place in ("Columbus", "Denver", "Austin")
    area = chance.choice(("614", "303", "512"))
    phone = f"({area}) 555-01{digits(chance, 2)}" if american else f"07700 900{digits(chance, 3)}"
    number = f"{chance.randint(900, 999)}-{chance.randint(10, 99)}-67{digits(chance, 2)}"
    month = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")[born[1] - 1]
    letters = "".join(chance.choice("BCDFGHJKLMNPRSTVWXYZ") for _ in range(5))
    values = {
        "name": name,
        "latin": name.upper(),
        "phone": phone,
        "id": number,
        "passport": f"X0000{digits(chance, 4)}",
        "birth": f"{born[2]} {month} {born[0]}",
        "address": f"{chance.randint(2, 240)} {chance.choice(said['streets'])}, {place}",
        "card": bank_card(chance),
        "email": name.lower().replace(" ", ".") + digits(chance, 2) + "@example.com",
        "wechat": name.split()[0].lower() + digits(chance, 4),
        "qq": f"30000{digits(chance, 4)}",
        "plate": f"{letters[:2]}{chance.randint(51, 75)} {letters[2:]}",
        "workplace": chance.choice(said["firms"]),
        "school": chance.choice(said["schools"]),
    }
    return Person("en", name, values["latin"], chance.choice("MF"), "", born, "", values)
