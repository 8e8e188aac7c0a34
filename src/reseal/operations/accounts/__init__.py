"""Accounts of the platform, as it tells of them: sealed, found again by a keyed hash of their id alone."""
