import json
import pickle
import zipfile
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from gongkai.trends.learning import classing, keeping
from gongkai.trends.learning.training import groups
from gongkai.trends.learning.wording import wordings

from .conftest import HEADER
from .making import classed, table


def asked(path: Path, model: Path, **options: Any) -> list[dict[str, Any]]:
    out = StringIO()
    columns = ("--text", "主题", "--text", "内容")
    call_command(
        "classify_letters", str(path), *columns, model=model, json=True, stdout=out, **options
    )
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_letters_are_classed_in_their_order_in_any_encoding(tmp_path, learnt, encoding):
    rows = classed(30, seed=9)
    found = asked(table(tmp_path / "in.csv", rows, HEADER, encoding), learnt)
    assert [one["label"] for one in found] == [row[2] for row in rows]
    assert all(0 < one["confidence"] <= 1 for one in found)


def test_a_workbook_is_read_like_a_table(tmp_path, learnt):
    book = Workbook()
    for row in [HEADER, *classed(6)]:
        book.active.append(row)
    book.save(tmp_path / "in.xlsx")
    assert [one["label"] for one in asked(tmp_path / "in.xlsx", learnt)] == [
        row[2] for row in classed(6)
    ]


def test_the_words_that_led_to_a_class_stand_in_the_letter(tmp_path, learnt):
    rows = [("河道污水直排", "河道污水直排很久了", "")]
    found = asked(table(tmp_path / "in.csv", rows, HEADER, "utf-8"), learnt, reasons=True)
    assert found[0]["label"] == "环保"
    assert found[0]["words"]
    assert all(word in "河道污水直排很久了" for word in found[0]["words"])


def test_odd_letters_each_get_their_line(tmp_path, learnt):
    rows = [("", "😀😀😀", ""), ("<script>", "x" * 100_000, ""), ("=1+1", "\n" * 5_000, "x")]
    assert len(asked(table(tmp_path / "in.csv", rows, HEADER, "utf-8"), learnt)) == 3


def test_many_letters_are_classed_by_helpers_as_by_one(learnt, monkeypatch):
    model = keeping.load(learnt)
    letters = [row[:2] for row in classed(60, seed=4)]
    alone = list(classing.suggest(model, letters, reasons=3))
    monkeypatch.setattr(classing, "SHARED_FROM", 10)
    monkeypatch.setattr(classing, "BATCH", 7)
    monkeypatch.setattr(classing.os, "sched_getaffinity", lambda _: {0, 1})
    assert list(classing.suggest_many(model, iter(letters), reasons=3)) == alone


def test_a_letter_without_text_has_a_line_and_is_unsure(tmp_path, learnt):
    rows = [("路灯", "河道污水直排很久了", ""), ("", "", ""), ("😀", "ξψ", "")]
    found = asked(table(tmp_path / "in.csv", rows, HEADER, "utf-8"), learnt)
    assert [one["confidence"] for one in found[1:]] == [round(1 / 3, 4)] * 2
    assert found[0]["confidence"] > 0.5


def test_an_empty_row_of_a_workbook_has_a_line_but_none_behind_the_last(tmp_path, learnt):
    book = Workbook()
    for row in [HEADER, ("a", "河道污水直排", ""), (None,) * 3, ("b", "学位不足", "")]:
        book.active.append(row)
    book.active.cell(9, 1).value = ""
    book.save(tmp_path / "in.xlsx")
    assert len(asked(tmp_path / "in.xlsx", learnt)) == 3


def test_a_short_subject_without_blanks_is_not_taken_for_cut():
    assert len(wordings([["路灯不亮"]])[0].words) > 1


def test_text_cut_into_words_and_text_as_written_have_the_same_signs():
    cut, plain = wordings([["小区 物业 乱 收 停车费 业主"], ["小区物业乱收停车费业主"]])
    assert cut.signs == plain.signs
    assert cut.words == ["小区", "物业", "乱", "收", "停车费", "业主"]


def test_letters_of_one_text_are_one_group():
    letters = wordings([["路灯不亮"], ["路灯　不亮！"], ["路灯亮"]])
    assert groups(letters).tolist() == [0, 0, 1]


def test_the_card_tells_what_was_measured_and_left_out(tmp_path):
    rows = [*classed(), ("孤例", "只有一封", "罕见"), ("", "", "住房"), ("有文", "无类", "")]
    path = table(tmp_path / "in.csv", rows, HEADER, "utf-8")
    out = StringIO()
    call_command(
        "train_letters",
        path,
        text=["内容"],
        label="类别",
        out=tmp_path / "m",
        json=True,
        stdout=out,
    )
    card = json.loads(out.getvalue())
    assert card["letters"] == 90
    assert card["left_out"] == {"without_text_or_class": 2, "rare_classes": {"罕见": 1}}
    assert len(card["held_out"]["folds"]) == 5
    assert set(card["held_out"]["classes"]) == {"住房", "教育", "环保"}
    assert card["held_out"]["macro_f1"] > 0.9


def test_learning_twice_gives_the_same_weights(lessons, learnt, tmp_path):
    again = tmp_path / "again.model"
    call_command("train_letters", lessons, text=["主题", "内容"], label="类别", out=again)
    one, two = keeping.load(learnt), keeping.load(again)
    assert np.allclose(one.weights.table, two.weights.table, atol=1e-5)


def foreign(kind: str, path: Path, learnt: Path) -> Path:
    whole = learnt.read_bytes()
    if kind == "pickle":
        path.write_bytes(pickle.dumps({"format": "gongkai letters"}))
    elif kind == "cut":
        path.write_bytes(whole[: len(whole) // 2])
    elif kind == "text":
        path.write_text("no model")
    elif kind == "empty":
        path.write_bytes(b"")
    else:
        with zipfile.ZipFile(learnt) as old, zipfile.ZipFile(path, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                if kind == "objects" and name == "offset.npy":
                    made = path.with_suffix(".npy")
                    np.save(made, np.array([{"a": 1}], dtype=object), allow_pickle=True)
                    content = made.read_bytes()
                if kind == "version" and name == keeping.CARD:
                    content = content.replace(b'"version": 2', b'"version": 1')
                if kind == "shape" and name == "weights.npy":
                    content = old.read("offset.npy")
                if kind == "columns" and name == "near_columns.npy":
                    made = path.with_suffix(".npy")
                    np.save(made, np.array([3, 1 << 40]))
                    content = made.read_bytes()
                new.writestr(name, content)
    return path


@pytest.mark.parametrize(
    "kind", ["pickle", "cut", "text", "empty", "objects", "version", "shape", "columns"]
)
def test_a_foreign_or_broken_model_is_refused_in_words(tmp_path, lessons, learnt, kind):
    path = foreign(kind, tmp_path / "m.model", learnt)
    with pytest.raises(CommandError, match="train_letters"):
        call_command("classify_letters", str(lessons), "--text", "内容", model=path)


def test_a_wrong_column_is_named_with_those_there_are(lessons, learnt):
    with pytest.raises(CommandError, match=r"正文.*主题, 内容, 类别"):
        call_command("classify_letters", str(lessons), "--text", "正文", model=learnt)


def test_too_little_to_learn_from_is_said(tmp_path):
    path = table(tmp_path / "in.csv", classed(3), HEADER, "utf-8")
    with pytest.raises(CommandError, match="5"):
        call_command("train_letters", path, text=["内容"], label="类别", out=tmp_path / "m")
    assert not (tmp_path / "m").exists()
