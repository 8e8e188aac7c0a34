"""Tokens: what machines open the API with. Each has a role, and the scopes of it that it was given."""
