"""Quality: a share of decisions looked at again by another, how far people agree, and what staff are spared."""
