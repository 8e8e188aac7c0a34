"""Webhooks by the Standard Webhooks specification: signed, bounded, and never to an address inside the house."""
