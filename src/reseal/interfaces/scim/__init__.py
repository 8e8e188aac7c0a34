"""Provisioning by API, after SCIM 2.0 (RFC 7643, 7644): the provider of identities hands over people and groups."""
