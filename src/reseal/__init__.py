"""Reseal: protection of people from doxxing (开盒, 人肉搜索), run by a platform's trust-and-safety team."""

__version__ = "0.1.0"
