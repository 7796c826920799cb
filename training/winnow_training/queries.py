"""Which texts ask for records? Protocol texts as reviewers type them, and queries made from records themselves (DUQGen's idea without a language model)."""

import re

from .reviews import Review

OPERATORS = {"and", "or", "not", "adj", "near", "next", "exp", "mp", "tw", "ti", "ab", "tiab", "mesh", "pt", "sh", "kw", "all", "fields", "fs", "hw", "ot", "rn", "sb", "nm", "la"}


def boolean_words(query: str) -> str:
    """A Boolean query's terms in their order, each once; field tags, operators and line numbers go."""
    text = re.sub(r"\[[^\]]*\]|\.[a-z,]{2,12}\.|\bor/\S+|\band/\S+|adj\d+|\*|\$|\?|#\d+", " ", query)
    seen: dict[str, None] = {}
    for word in re.findall(r"[A-Za-z][A-Za-z0-9-]{2,}", text):
        if word.lower() not in OPERATORS:
            seen.setdefault(word.lower())
    return " ".join(seen)


def protocol_queries(review: Review) -> dict[str, str]:
    """The variants a reviewer might type, by name; those that would be empty are left out."""
    p = review.protocol
    title, question = (p.get("title") or "").strip(), (p.get("question") or "").strip()
    criteria = " ".join(p.get("criteria") or []).strip()
    said = {
        "title": title,
        "question": question,
        "both": ". ".join(x.rstrip(". ") for x in (title, question) if x),
        "criteria": criteria,
        "all": ". ".join(x.rstrip(". ") for x in (title, question, criteria) if x),
        "boolean": boolean_words(p.get("boolean_query") or ""),
    }
    return {name: text for name, text in said.items() if text}


SECTION = re.compile(r"(?:^|[.\s])(?:authors'?\s+)?(?:CONCLUSIONS?|Conclusions?(?:\s+and\s+relevance)?|INTERPRETATION|Interpretation)\s*[:.]\s*", re.M)
AIM = re.compile(r"[^.]*\b(?:aims?|objectives?|purpose|sought|to (?:evaluate|assess|determine|compare|investigate|examine|describe|explore|test|study|identify))\b[^.]*\.", re.I)


def conclusion(abstract: str) -> tuple[str, int]:
    """The conclusion and where it begins: what stands after its heading, else the last sentence of a long abstract; ("", end) where there is none."""
    found = list(SECTION.finditer(abstract))
    if found and len(abstract) - found[-1].end() > 30:
        return abstract[found[-1].end() :].strip(), found[-1].start()
    ends = [m.end() for m in re.finditer(r"[.!?]\s+(?=[A-Z])", abstract)]
    if len(abstract) > 600 and ends and len(abstract) - ends[-1] > 40:
        return abstract[ends[-1] :].strip(), ends[-1]
    return "", len(abstract)


def objective(abstract: str) -> tuple[int, int]:
    """Where the sentence that states the aim stands, [start, end); (0, 0) where none does."""
    found = AIM.search(abstract[:1200])
    return (found.start(), found.end()) if found and 40 < found.end() - found.start() < 400 else (0, 0)


def keyword_string(record: dict) -> str:
    """Subject headings and keywords as a query string of at most eight terms, qualifiers and stars dropped."""
    terms = [re.sub(r"[*/].*$", "", t).strip() for t in re.split(r"[;|]", f"{record.get('mesh') or ''};{record.get('keywords') or ''}")]
    common = {"humans", "male", "female", "adult", "middle aged", "aged", "animals", "adolescent", "child", "young adult", "human"}
    kept = [t for t in dict.fromkeys(terms) if t and t.lower() not in common]
    return " ".join(kept[:8]) if len(kept) >= 3 else ""
