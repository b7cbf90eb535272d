from gongkai.documents.rules.blocks import (
    Cell,
    Entry,
    Heading,
    Paragraph,
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
