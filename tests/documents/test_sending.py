"""Video is sent in parts, and never as a page of ours."""

import pytest

from gongkai.documents.actions import attaching, drafting, publishing
from gongkai.documents.contents import Text
from gongkai.documents.sending import PART_BYTES_MAX, span

from .conftest import NOW

VIDEO = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 40


@pytest.fixture
def address(county, committed, settings, tmp_path):
    settings.GONGKAI_HOME = tmp_path
    entry = attaching.attach("解读.mp4", VIDEO)
    text = Text(
        title="一分钟看懂供水新规", issuer="云河县水利局", attribute="open", form="video",
        transcript="大家好，今天说说农村供水的新规定。", attachments=(entry,),
    )  # fmt: skip
    document = drafting.draft(county, text, by=None, at=NOW, source_path="old/video")
    with committed():
        publishing.backfill(document, document.revision, at=NOW)
    return document, f"/documents/{document.key}/files/{entry['digest'][:16]}/解读.mp4"


def test_the_page_plays_the_video_and_leads_to_what_is_said(address, client):
    document, _where = address
    page = client.get(document.get_absolute_url()).text
    assert "<video controls" in page
    assert 'href="#transcript"' in page
    assert "今天说说农村供水的新规定" in page


@pytest.mark.parametrize(
    ("asked", "begin", "end"),
    [("bytes=0-9", 0, 9), ("bytes=10-", 10, None), ("bytes=-5", -5, None)],
)
def test_a_player_gets_the_part_it_asks_for(address, client, asked, begin, end):
    answer = client.get(address[1], headers={"Range": asked})
    assert answer.status_code == 206
    assert answer.getvalue() == VIDEO[begin : None if end is None else end + 1]
    assert answer["Content-Range"].endswith(f"/{len(VIDEO)}")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_bytes_that_are_not_there_are_refused(address, client):
    answer = client.get(address[1], headers={"Range": f"bytes={len(VIDEO)}-"})
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{len(VIDEO)}")


@pytest.mark.parametrize("asked", ["", "bytes=a-b", "bytes=0-1,4-5", "lines=1-2"])
def test_anything_else_gets_the_whole(address, client, asked):
    answer = client.get(address[1], headers={"Range": asked})
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == VIDEO


@pytest.mark.parametrize(
    ("first", "last", "size", "found"),
    [
        ("0", "", 10, (0, 9)),
        ("3", "5", 10, (3, 5)),
        ("3", "99", 10, (3, 9)),
        ("", "4", 10, (6, 9)),
        ("", "40", 10, (0, 9)),
        ("10", "", 10, None),
        ("5", "3", 10, None),
        ("", "0", 10, None),
        ("", "", 10, None),
        ("0", "", PART_BYTES_MAX + 9, (0, PART_BYTES_MAX - 1)),
    ],
)
def test_what_a_range_means(first, last, size, found):
    assert span(first, last, size) == found
