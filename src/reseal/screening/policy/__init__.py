"""Policy packs: rules as dated data, evaluated on facts, said in words. docs/policy-packs.md is the guide."""

from reseal.screening.policy.errors import PackError
from reseal.screening.policy.evaluate import Ruling, evaluate, ruler
from reseal.screening.policy.facts import CLEAN, Facts, facts_of, facts_of_decision
from reseal.screening.policy.load import BUNDLED, load_pack, load_pack_file
from reseal.screening.policy.pack import Pack, read_pack_file, retuned

__all__ = [
    "BUNDLED",
    "CLEAN",
    "Facts",
    "Pack",
    "PackError",
    "Ruling",
    "evaluate",
    "facts_of",
    "facts_of_decision",
    "load_pack",
    "load_pack_file",
    "read_pack_file",
    "retuned",
    "ruler",
]
