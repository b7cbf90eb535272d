from gongkai.documents.rules.blocks import (
    Cell,
    Entry,
    Heading,
    Paragraph,
    Picture,
    Run,
    Table,
    blocks,
    grid,
)
from gongkai.documents.rules.prose import clean, plain

HTML = """
<h2>一、总则</h2><p>为了<strong>规范</strong>养护，制定本办法。</p>
<ol><li>县道<ul><li>日常养护</li></ul></li><li>乡道</li></ol>
<p class="right">云河县人民政府<br>2026年3月2日</p>
"""


def test_an_official_text_becomes_blocks_in_order():
    assert blocks(HTML) == (
        Heading(1, (Run("一、总则"),)),
        Paragraph((Run("为了"), Run("规范", strong=True), Run("养护，制定本办法。"))),
        Entry((Run("县道"),), depth=0, number=1),
        Entry((Run("日常养护"),), depth=1),
        Entry((Run("乡道"),), depth=0, number=2),
        Paragraph((Run("云河县人民政府"), Run("\n"), Run("2026年3月2日")), align="right"),
    )


def test_spaces_between_latin_words_survive_marks():
    assert blocks("<p>Yunhe <strong>County</strong> roads</p>") == (
        Paragraph((Run("Yunhe "), Run("County", strong=True), Run(" roads"))),
    )


def test_spanning_cells_leave_their_places_on_the_grid():
    (table,) = blocks(
        "<table><tr><th rowspan='2'>乡镇</th><th colspan='2'>里程</th></tr>"
        "<tr><th>县道</th><th>乡道</th></tr><tr><td>城关镇</td><td>12.5</td><td>40</td></tr></table>"
    )
    assert isinstance(table, Table)
    assert table.width == 3
    laid = grid(table.rows)
    assert [[cell.text if cell else None for cell in line] for line in laid] == [
        ["乡镇", "里程", None],
        [None, "县道", "乡道"],
        ["城关镇", "12.5", "40"],
    ]


def test_a_ragged_table_is_filled_up():
    laid = grid(((Cell("甲"), Cell("乙")), (Cell("丙"),)))
    assert [len(line) for line in laid] == [2, 2]


def test_scripts_styles_and_handlers_never_pass():
    dirty = (
        "<script>alert(1)</script><p onclick='x()' style='color:red' class='right evil'>正文"
        "<a href='javascript:x()'>链接</a><iframe src='//x'></iframe></p><style>p{}</style>"
    )
    assert clean(dirty) == '<p class="right">正文<a rel="noopener">链接</a></p>'


def test_plain_words_keep_lines_and_part_cells():
    assert plain("<p>一<br>二</p><table><tr><td>三</td><td>四</td></tr></table>") == "一\n二\n三 四"


OWN = "/documents/k7/files/0123456789abcdef/%E5%9B%BE.png"


def test_a_picture_of_the_document_itself_stays_and_follows_its_paragraph():
    html = clean(f'<p>见下图<img src="{OWN}" alt="规划图" onerror="x()"></p><p>完。</p>')
    assert html == f'<p>见下图<img src="{OWN}" alt="规划图"></p><p>完。</p>'
    assert blocks(html) == (
        Paragraph((Run("见下图"),)),
        Picture(OWN, "规划图"),
        Paragraph((Run("完。"),)),
    )


def test_pictures_in_tables_lists_and_between_paragraphs_are_none_of_them_lost():
    html = (
        f'<img src="{OWN}"><table><tr><td>甲<img src="{OWN}"></td></tr></table>'
        f'<ul><li>乙<img src="{OWN}"></li></ul>'
    )
    kinds = [type(block).__name__ for block in blocks(html)]
    assert kinds == ["Picture", "Table", "Picture", "Entry", "Picture"]


def test_a_picture_from_elsewhere_never_passes():
    for src in (
        "https://example.com/1.png",
        "//example.com/1.png",
        "data:image/png;base64,AAAA",
        "/documents/k7/",
        "/admin/logout/?x=/documents/k7/files/a/b.png",
        "/documents/k7/files/a/../../../../admin/x.png",
    ):
        assert clean(f'<p>前<img src="{src}" alt="x">后</p>') == "<p>前后</p>", src
