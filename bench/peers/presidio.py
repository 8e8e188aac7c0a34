"""Presidio with blank spaCy pipelines: no Chinese model can be had offline, so its pattern recognisers stand alone."""

from typing import Any

from bench.labelled import Span
from bench.peers.peer import Loaded, Peer, without_overlaps

TYPES = {
    "PHONE_NUMBER": "phone",
    "EMAIL_ADDRESS": "email",
    "CREDIT_CARD": "bank_card",
    "IBAN_CODE": "bank_card",
    "US_BANK_NUMBER": "bank_card",
    "IP_ADDRESS": "ip_address",
    "US_SSN": "government_id",
    "US_ITIN": "government_id",
    "US_PASSPORT": "government_id",
    "US_DRIVER_LICENSE": "government_id",
    "UK_NHS": "government_id",
}
THRESHOLD = 0.35  # below lie patterns that any run of nine digits fulfils; its phone recogniser answers 0.4


def _load() -> Loaded:
    import spacy
    import tldextract
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import SpacyNlpEngine
    from presidio_analyzer.predefined_recognizers import CreditCardRecognizer, PhoneRecognizer

    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())  # the list inside its wheel, no call home

    class BlankEngine(SpacyNlpEngine):  # type: ignore[misc]
        """Tokens and nothing else, so that no model is asked for."""

        def load(self) -> None:
            """Make both pipelines."""
            self.nlp: dict[str, Any] = {"zh": spacy.blank("zh"), "en": spacy.blank("en")}

    engine = BlankEngine(models=[{"lang_code": lang, "model_name": "blank"} for lang in ("zh", "en")])
    engine.load()
    registry = RecognizerRegistry(supported_languages=["zh", "en"])
    registry.load_predefined_recognizers(languages=["zh", "en"], nlp_engine=engine)
    registry.remove_recognizer("SpacyRecognizer")  # a blank pipeline names nothing
    registry.remove_recognizer("PhoneRecognizer", language="zh")
    registry.add_recognizer(PhoneRecognizer(supported_language="zh", supported_regions=("CN",)))
    registry.add_recognizer(CreditCardRecognizer(supported_language="zh"))
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["zh", "en"])

    def find(text: str, lang: str) -> list[Span]:
        results = analyzer.analyze(text, language="en" if lang == "en" else "zh", score_threshold=THRESHOLD)
        results = sorted(results, key=lambda result: -result.score)
        return without_overlaps([Span(TYPES[r.entity_type], r.start, r.end) for r in results if r.entity_type in TYPES])

    def work(text: str) -> object:
        return analyzer.analyze(text, language="zh", score_threshold=THRESHOLD)

    return Loaded(find, work)


PEER = Peer(
    name="presidio",
    package="presidio-analyzer",
    setting="a blank spaCy pipeline, phone recogniser set to CN (its defaults for posts marked English), cards added, "
    f"score from {THRESHOLD}",
    types=tuple(dict.fromkeys(TYPES.values())),
    load=_load,
)
