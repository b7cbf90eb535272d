import json
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from .conftest import FUND, HEATING, SCHOOL

REFERENCE = os.environ.get("GONGKAI_REFERENCE", "")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    texts = {"fund": FUND, "heat": HEATING, "school": SCHOOL}
    texts |= {f"road{at}": f"第{at}号道路养护工程按期推进。" for at in range(9)}
    lines = [json.dumps({"docid": key, "context": text}) for key, text in texts.items()]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def asked(corpus: Path, rows: str, encoding: str = "utf-8") -> dict[str, float]:
    questions = corpus.with_name("questions.csv")
    questions.write_text(rows, encoding=encoding)
    out = StringIO()
    call_command("ask", corpus=corpus, questions=questions, json=True, stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_figures_of_a_measurement(corpus, encoding):
    rows = (
        "qid,docid,question,answer\n"
        "1,fund,提取住房公积金需要提交哪些材料？,身份证、购房合同和付款凭证\n"
        "2,heat,供热期间居民室内温度不得低于多少度？,18摄氏度\n"
        "3,school,供热期间居民室内温度不得低于多少度？,天上没有的答案\n"
        "4,,怎样腌制酸菜才脆？,\n"
    )
    found = asked(corpus, rows, encoding)
    assert found["questions"] == 4
    assert found["recall_at_1"] == round(2 / 3, 4)
    assert found["answer_in_passage"] == round(2 / 3, 4)
    assert found["declined"] == 0.25
    assert found["declined_of_unanswerable"] == 1.0


@pytest.mark.parametrize("content", ["nicht json", '{"docid": "1"}', "[1, 2]"])
def test_a_broken_corpus_is_named_by_its_line(tmp_path, content):
    path = tmp_path / "corpus.jsonl"
    path.write_text(f'{{"docid": "0", "context": "文本"}}\n{content}\n', encoding="utf-8")
    with pytest.raises(CommandError, match="2"):
        call_command("ask", "什么", corpus=path)


def test_a_table_without_questions_is_refused(corpus):
    with pytest.raises(CommandError, match="question"):
        asked(corpus, "a,b\n1,2\n")


@pytest.mark.reference
@pytest.mark.skipif(not REFERENCE, reason="GONGKAI_REFERENCE is not set")
def test_the_bars_on_the_reference_questions():
    out = StringIO()
    folder = Path(REFERENCE) / "qa"
    call_command(
        "ask",
        corpus=folder / "documents.jsonl",
        questions=folder / "questions.csv",
        json=True,
        stdout=out,
    )
    found = json.loads(out.getvalue())
    assert found["recall_at_1"] >= 0.85
    assert found["recall_at_10"] >= 0.985
    assert found["answer_in_passage"] >= 0.70
    assert found["answer_in_three"] >= 0.88
