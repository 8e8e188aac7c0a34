import json

from bench.server import buckets, inside, request_of

METRICS = """# TYPE reseal_request_seconds histogram
reseal_request_seconds_bucket{le="0.001"} 90
reseal_request_seconds_bucket{le="0.002"} 99
reseal_request_seconds_bucket{le="+Inf"} 100
reseal_requests_total{door="screen",status="200"} 100
"""


def test_buckets_are_read_by_their_upper_bounds() -> None:
    assert buckets(METRICS) == {0.001: 90, 0.002: 99, float("inf"): 100}
    assert buckets("nothing 1\n") == {}


def test_quantiles_are_the_bounds_they_lie_under() -> None:
    assert inside({}, buckets(METRICS)) == {"count": 100, "p50": 1.0, "p99": 2.0}


def test_what_was_counted_before_does_not_count() -> None:
    before = {0.001: 90.0, 0.002: 90.0, float("inf"): 90.0}
    assert inside(before, buckets(METRICS)) == {"count": 10, "p50": 2.0, "p99": float("inf")}
    assert inside(buckets(METRICS), buckets(METRICS)) is None


def test_a_request_carries_a_post_a_text() -> None:
    body = json.loads(request_of(["一", "二"]))
    assert body == {"posts": [{"id": "p0", "text": "一"}, {"id": "p1", "text": "二"}]}
