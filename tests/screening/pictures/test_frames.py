import numpy as np

from reseal.screening.pictures.frames import most_different


def test_the_most_different_frames_are_chosen_in_order() -> None:
    frames = np.array([[0, 0], [1, 0], [90, 0], [92, 0], [0, 200]], dtype=np.int16)
    assert most_different(frames, 6, 9) == [0, 3, 4]
    assert most_different(frames, 2, 9) == [0, 4]


def test_one_cell_that_differs_is_enough() -> None:
    frames = np.zeros((3, 400), dtype=np.int16)
    frames[2, 7] = 30
    assert most_different(frames, 6, 9) == [0, 2]
