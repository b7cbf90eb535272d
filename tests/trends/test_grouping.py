import numpy as np
import scipy.sparse

from gongkai.trends.topics.grouping import _trimmed


def test_a_letter_unlike_the_others_of_its_small_group_leaves_it_and_they_stay():
    like = [0.9, 0.436, 0.0, 0.0]
    strange = [0.2, 0.0, 0.98, 0.0]
    rows = scipy.sparse.csr_matrix(np.array([like, like, like, strange, like], dtype=np.float32))
    labels = np.array([0, 0, 0, 0, 0])
    assert _trimmed(rows, labels).tolist() == [0, 0, 0, -1, 0]


def test_a_pair_that_is_alike_stays_and_one_that_is_not_dissolves():
    rows = scipy.sparse.csr_matrix(
        np.array([[0.8, 0.6, 0], [0.6, 0.8, 0], [0, 0.1, 0.995], [1, 0, 0]], dtype=np.float32)
    )
    assert _trimmed(rows, np.array([0, 0, 1, 1])).tolist() == [0, 0, -1, -1]


def test_without_groups_nothing_changes():
    rows = scipy.sparse.csr_matrix(np.eye(2, dtype=np.float32))
    assert _trimmed(rows, np.array([-1, -1])).tolist() == [-1, -1]
