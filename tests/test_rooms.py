from tests import rooms


def test_the_picture_of_the_rooms_is_current() -> None:
    assert rooms.PICTURE.read_text() == rooms.picture(), "run python -m tests.rooms"
