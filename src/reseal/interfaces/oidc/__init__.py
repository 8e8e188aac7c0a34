"""Signing in at a provider of identities (OpenID Connect): the network side of it."""
