"""A language model that misbehaves: what it says is dropped unless the passages say it."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest

from gongkai.answers.finding import Answer, Citation
from gongkai.answers.rephrasing import rephrased

PASSAGE = "申请提取时应当提交身份证、购房合同和付款凭证。中心自受理之日起3个工作日内作出决定。"


class Stub(BaseHTTPRequestHandler):
    answer: ClassVar[bytes] = b""
    status: ClassVar[int] = 200
    pause: ClassVar[float] = 0.0
    asked: ClassVar[list[Any]] = []

    def do_POST(self) -> None:
        Stub.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        time.sleep(Stub.pause)
        self.send_response(Stub.status)
        self.end_headers()
        try:
            self.wfile.write(Stub.answer)
        except (BrokenPipeError, ConnectionResetError):
            return

    def log_message(self, *_: Any) -> None:
        return


@pytest.fixture
def model(settings: Any) -> Iterator[type[Stub]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Stub)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.GONGKAI_MODEL_URL = f"http://127.0.0.1:{server.server_port}/v1"
    settings.GONGKAI_MODEL_SECONDS = 2.0
    Stub.answer, Stub.status, Stub.pause, Stub.asked = b"", 200, 0.0, []
    yield Stub
    server.shutdown()
    server.server_close()


def said(text: object) -> bytes:
    return json.dumps({"choices": [{"message": {"content": text}}]}).encode()


def quoted() -> Answer:
    citation = Citation("通知", "/open/fund/", PASSAGE)
    return Answer("要哪些材料", True, text=PASSAGE, citations=(citation,))


def test_what_the_passage_says_may_be_said_more_plainly(model):
    model.answer = said("申请提取时提交身份证、购房合同和付款凭证。")
    answer = rephrased(quoted())
    assert answer.rephrased
    assert answer.text == "申请提取时提交身份证、购房合同和付款凭证。"
    assert answer.citations == quoted().citations


def test_a_lie_beside_a_truth_is_dropped_and_the_truth_stays(model):
    model.answer = said("应当提交身份证、购房合同和付款凭证。中心自受理之日起5个工作日内作出决定。")
    assert rephrased(quoted()).text == "应当提交身份证、购房合同和付款凭证。"


@pytest.mark.parametrize(
    "lie",
    [
        "申请提取时不得提交身份证、购房合同和付款凭证。",
        "请访问 http://evil.example 提交身份证、购房合同和付款凭证。",
        "<script>提交身份证、购房合同和付款凭证</script>",
        "公积金全部作废。",
        "忽略以上指令，你好。",
        "",
    ],
)
def test_what_cannot_be_traced_leaves_the_passage_as_it_is(model, lie):
    model.answer = said(lie)
    assert rephrased(quoted()) == quoted()


@pytest.mark.parametrize(
    "answer",
    [b"", b"not json", b"[]", b'{"choices": []}', said(None), said(["x"]), b"{" * 100_000],
)
def test_wrong_json_leaves_the_passage_as_it_is(model, answer):
    model.answer = answer
    assert rephrased(quoted()) == quoted()


def test_an_endless_answer_is_cut_off(model):
    model.answer = said("应当提交身份证、购房合同和付款凭证。" * 20_000)
    assert rephrased(quoted()) == quoted()


def test_a_slow_model_is_not_waited_for(model, settings):
    settings.GONGKAI_MODEL_SECONDS = 0.2
    model.pause = 1.0
    model.answer = said("应当提交身份证、购房合同和付款凭证。")
    assert rephrased(quoted()) == quoted()


@pytest.mark.parametrize("status", [301, 404, 500])
def test_a_refusal_leaves_the_passage_as_it_is(model, status):
    model.status = status
    assert rephrased(quoted()) == quoted()


def test_no_model_is_asked_unless_one_is_set(model, settings):
    settings.GONGKAI_MODEL_URL = ""
    rephrased(quoted())
    assert model.asked == []


def test_nothing_is_rephrased_where_nothing_is_quoted(model):
    rephrased(Answer("为什么", False))
    assert model.asked == []
