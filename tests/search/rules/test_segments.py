"""Where a heading may break."""

import pytest

from gongkai.search.rules import segments


@pytest.mark.parametrize(
    ("title", "cut"),
    [
        ("云河县人民政府关于印发办法的通知", "云河县|人民政府|关于|印发|办法的|通知"),
        ("关于《养老助餐办法》的通知", "关于《养老助餐|办法》的通知"),
        ("找文件、问政策，都从这里开始。", "找文件、问政策，都从|这里|开始。"),
        ("", ""),
        ("令", "令"),
    ],
)
def test_a_heading_breaks_between_words_and_beside_no_mark(title, cut):
    assert "|".join(segments.pieces(title)) == cut
    assert "".join(segments.pieces(title)) == title
