"""Ways in and out, thin: the command line, the API and its first page. No rule stands here."""
