"""The HTTP door and its first page. `docs/api.md` is its manual."""
