"""Signing in at a provider, against a real one."""
