"""What the encoder's outputs mean: tags, categories and kinds of harmless posts, in the order of the model file."""

from reseal.vocabulary import CATEGORIES, EXPOSURE_TYPES

TYPES = EXPOSURE_TYPES
TAGS = ("O", *(f"{place}-{name}" for name in TYPES for place in "BI"))

BENIGN_KINDS = (
    "self_disclosure",
    "business",
    "public_office",
    "news",
    "missing_person",
    "lost_found",
    "court_notice",
    "emergency",
    "education",
    "condemning",
    "victim_speech",
    "lookalike_number",
    "celebrity_talk",
    "place_talk",
    "slang_other_meaning",
    "fiction",
    "smalltalk",
)

__all__ = ["BENIGN_KINDS", "CATEGORIES", "TAGS", "TYPES"]
