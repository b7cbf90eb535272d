"""Every constant that comes from law stands with its article on the page of legal sources."""

import ast
import io
import re
import tokenize

from source import ROOT, SOURCE

PAGE = ROOT / "docs" / "reference" / "legal-sources.md"
ARTICLE = re.compile(r"\bart\.\s*(\d+)")
ROW = re.compile(r"^\| `([\w.]+)` \| (.+?) \| .+ \|$", re.M)


def comments(text):
    """Return the comment of each line that has one."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return {token.start[0]: token.string for token in tokens if token.type == tokenize.COMMENT}


def names(body, prefix):
    """Yield (dotted name, first and last line) of each constant, those of enums and classes too."""
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from names(node.body, f"{prefix}.{node.name}")
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and target.id.isupper():
                yield f"{prefix}.{target.id}", {node.lineno, node.end_lineno}


def lawful():
    """Return each constant of the rules whose comment names an article, with the articles."""
    found = {}
    for path in sorted(SOURCE.glob("*/rules/**/*.py")):
        text = path.read_text(encoding="utf-8")
        said = comments(text)
        module = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        for name, lines in names(ast.parse(text).body, module):
            articles = {number for line in lines for number in ARTICLE.findall(said.get(line, ""))}
            if articles:
                found[name] = articles
    return found


def listed():
    page = PAGE.read_text(encoding="utf-8")
    return {name: set(re.findall(r"\d+", articles)) for name, articles in ROW.findall(page)}


def test_every_constant_from_law_is_on_the_page_and_nothing_else_is():
    assert lawful(), "the reader of comments finds nothing"
    assert lawful().keys() - listed().keys() == set()
    assert listed().keys() - lawful().keys() == set()


def test_the_page_names_the_articles_that_the_code_names():
    rows = listed()
    wrong = {name: rows[name] for name, articles in lawful().items() if not articles <= rows[name]}
    assert not wrong
