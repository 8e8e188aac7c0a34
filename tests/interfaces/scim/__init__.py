"""Provisioning by API."""
