"""The console: the desk's pages for staff, rendered on the server."""
