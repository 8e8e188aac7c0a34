"""Retention: how long everything is kept (PI-01), and legal holds, which beat it (SYS-03)."""
