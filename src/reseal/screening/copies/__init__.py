"""Copies: the same or near-same content elsewhere, of texts and of pictures, found by imprints.

An imprint is what is kept of a post's text or picture to know its copies again. Neither can be read from it, and the
imprints of texts are keyed, so that nobody without the key can try out a guessed text (RULES PI-12). No database: the
floors above keep imprints and load them into `Copies`.
"""

from reseal.screening.copies.copies import Copies, Copy
from reseal.screening.copies.imprint import Imprint, PictureImprint, TextImprint

__all__ = ["Copies", "Copy", "Imprint", "PictureImprint", "TextImprint"]
