"""Cases: posts, notices, copies and accounts about one subject, held and decided as one."""
