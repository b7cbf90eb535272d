from gongkai.answers.rules import asking, ranking
from gongkai.answers.rules.ranking import Candidate

CLAUSES = [
    f"第{word}项规定住房公积金提取申请应当提交身份证明材料" for word in "甲乙丙丁戊己庚辛壬癸"
]
FULL = "关于住房公积金提取的通知。" + "。".join(CLAUSES) + "。本通知自发布之日起施行。"
SHORT = "关于住房公积金提取的通知。" + "。".join(CLAUSES[:8]) + "。"
OTHER = "关于道路养护的通知。养护工程按期推进，公积金提取另行通知。" * 3


def order(*texts: tuple[str, str]) -> list[str]:
    asked = asking.read("提取住房公积金需要提交哪些材料？")
    candidates = [
        Candidate(key, "关于住房公积金提取的通知", text, share=0.8) for key, text in texts
    ]
    return [one.candidate.key for one in ranking.rank(asked, candidates, lambda token: 1.0)]


def test_of_two_copies_the_fuller_comes_first_whichever_is_found_first():
    assert order(("short", SHORT), ("full", FULL), ("other", OTHER))[0] == "full"
    assert order(("full", FULL), ("short", SHORT), ("other", OTHER))[0] == "full"


def test_a_longer_text_that_is_no_copy_does_not_go_before_a_better_one():
    longer = OTHER * 40
    assert order(("short", SHORT), ("other", longer))[0] == "short"


def test_another_word_of_the_same_thing_is_evidence_though_less():
    def evidence(text: str) -> float:
        found = ranking.rank(
            asking.read("夜间噪音怎么处罚"),
            [Candidate("a", "通知", text, share=0.5)],
            lambda token: 1.0,
        )
        return found[0].signs["evidence"]

    same, alike, none = (
        evidence(f"夜间{word}超过标准的予以处罚。") for word in ("噪音", "噪声", "灯光")
    )
    assert same > alike > none
