"""Text, codes and identity documents in pictures, judged by the very same line as typed text.

Needs the extra `reseal[pictures]`; nothing in here is loaded before the first picture. Nothing looks at faces.
"""
