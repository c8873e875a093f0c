from whensafe.outside.randomness import SystemRandomness


def test_it_gives_as_many_bytes_as_asked_for_and_never_the_same() -> None:
    randomness = SystemRandomness()
    assert [len(randomness.bytes(n)) for n in (0, 1, 32)] == [0, 1, 32]
    assert randomness.bytes(32) != randomness.bytes(32)
