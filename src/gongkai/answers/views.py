"""The page that answers questions by quoting what is published."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.answers import finding, rephrasing
from gongkai.answers.rules.asking import QUESTION_MAX


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """Answer a question, or say that the published texts do not and where to write.

    Who asked what is not kept. With a language model the page is not kept either: its words may
    differ from one time to the next.
    """
    question = " ".join(request.GET.get("q", "").replace("\0", "").split())[:QUESTION_MAX]
    answer = rephrasing.rephrased(finding.find(question)) if question else None
    context = {"question": question, "answer": answer, "question_max": QUESTION_MAX}
    response = render(request, "answers/ask.html", context)
    if not settings.GONGKAI_MODEL_URL:
        response["X-Page-Tags"] = "index portal"
        response["X-Page-Reads"] = "q"
    return response
