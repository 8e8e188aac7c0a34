"""Posts that a platform hands in as they appear (`POST /v1/posts`), kept sealed for a few days so that a notice or a
case can still take its snapshot when the post itself is gone.
"""
