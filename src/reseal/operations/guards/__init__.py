"""Guards: identifiers that a person has watched, kept only as keyed fingerprints under keys of their own.

Nobody can ask whether a value is watched: what comes in is answered alike, and looked at afterwards.
"""
