from practices.wire.buckets import SPREAD_BUCKETS, bucket_of, digest_of, key_of


class TestBuckets:
    def test_keep_counting_keys_together_and_spread_others(self) -> None:
        assert [bucket_of(str(key)) for key in (0, 4095, 4096, -1)] == [0, 0, 1, -1]
        assert 0 <= bucket_of("a\u241fb") < SPREAD_BUCKETS
        assert 0 <= bucket_of("007") < SPREAD_BUCKETS

    def test_know_one_digest_for_the_same_rows_in_any_order(self) -> None:
        assert digest_of([b"a" * 16, b"b" * 16]) == digest_of([b"b" * 16, b"a" * 16])
        assert digest_of([b"a" * 16]) != digest_of([])

    def test_keep_the_parts_of_a_key_apart(self) -> None:
        assert key_of([1, 23]) != key_of([12, 3])
