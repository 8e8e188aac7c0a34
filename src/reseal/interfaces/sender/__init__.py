"""Senders: how messages leave for the mailbox or the telephone of a person. The operator's own, or the outbox."""
