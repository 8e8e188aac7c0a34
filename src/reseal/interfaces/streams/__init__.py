"""Posts in and decisions out as streams of any length: JSONL, CSV and Parquet, one process or many."""
