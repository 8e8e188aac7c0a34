"""Deliveries: statements to authors and reporters, actions and webhooks to platforms, codes to exposed people.

Each is written together with what it tells of, and sent afterwards until it arrives: at least once, under one id.
"""
