"""The word tables of e-mail addresses, folded, read once from `data/identifiers/email.toml`."""

from reseal.screening.data import read_toml
from reseal.screening.identifiers.cues import folded_words

_WORDS = {name: folded_words(words) for name, words in read_toml("identifiers", "email.toml")["words"].items()}

AT, AT_CUED, AT_INSIDE, DOT = _WORDS["at"], _WORDS["at_cued"], _WORDS["at_inside"], _WORDS["dot"]
DOT_WORDS = tuple(word for word in DOT if word != ".")
TLD, PROVIDER, CUE, LOCAL_SIGN = _WORDS["tld"], _WORDS["provider"], _WORDS["cue"], _WORDS["local_sign"]
NOT_LOCAL_WORD = frozenset(_WORDS["not_local_word"])
NOT_LOCAL = frozenset("".join(_WORDS["not_local"]))
CLAUSE_SIGNS = frozenset(",。、丶")  # a dot only where nothing parts it from what follows
NEEDS_LATIN = frozenset(AT_CUED) | {"#", "&"}  # at-signs that are none before a domain in other letters


def skip_spaces(text: str, at: int, most: int) -> int:
    """Where the spaces end that start at `at`, `most` of them at the most."""
    end = at
    while end - at < most and text[end : end + 1] == " ":
        end += 1
    return end
