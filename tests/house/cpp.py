"""Just enough of C++ for the house rules: text without comments and literals, and where functions begin and end.

It is no parser. What it cannot follow (braces that do not balance) it says, so that a rule never passes by not looking.
"""
import re

TOKEN = re.compile(
    r"""//(?:\\\n|[^\n])*                               # comments
      | /\*.*?\*/
      | \b(?:u8|[uUL])?R"(?P<tag>[^\s()\\]{0,16})\(.*?\)(?P=tag)"   # raw strings
      | (?<![\w'])[0-9](?:'?[\w.])*                   # numbers: the ' in 86'400 opens no character
      | "(?:\\.|[^"\\\n])*"
      | '(?:\\.|[^'\\\n])*'
    """, re.X | re.S)


def blank(text):
    """The same length and lines, nothing to read."""
    return re.sub(r"[^\n]", " ", text)


def without_comments(text):
    return TOKEN.sub(lambda m: blank(m[0]) if m[0].startswith(("//", "/*")) else m[0], text)


def code_only(text):
    """Without comments, literals and preprocessor lines; of #if … #else only the first branch, whose braces balance."""
    text = TOKEN.sub(lambda m: m[0] if m[0][0].isdigit() else blank(m[0]), text)
    lines, skipping, continued = [], [], False
    for line in text.split("\n"):
        directive = re.match(r"\s*#\s*(\w*)", line)
        if directive and not continued:
            if directive[1] in ("if", "ifdef", "ifndef"):
                skipping.append(False)
            elif directive[1] in ("else", "elif") and skipping:
                skipping[-1] = True
            elif directive[1] == "endif" and skipping:
                skipping.pop()
        drop = directive or continued or any(skipping)
        continued = bool(directive or continued) and line.endswith("\\")
        lines.append(blank(line) if drop else line)
    return "\n".join(lines)


TYPE_OR_SCOPE = re.compile(r"^(?:(?:inline|export|typedef|static|extern|const|constexpr)\s+)*(class|struct|union|enum|namespace)\b")


FUNCTION_OF_TYPE = re.compile(r"^(?:\w+\s+)*?(?:class|struct|union|enum)\s+[\w:]+[\s*&]+[\w:]+\s*\(")   # struct stat f(
LABEL = re.compile(r"\s*(?:public|private|protected)\s*:(?!:)")


def without_template_heads(head):
    while found := re.search(r"\btemplate\s*<", head):
        depth, end = 1, found.end()
        while end < len(head) and depth:
            depth += {"<": 1, ">": -1}.get(head[end], 0)
            end += 1
        head = head[:found.start()] + head[end:]
    return head


def opens_function(head):
    """Whether the `{` after this text begins a function's body (also that of a macro like TEST, or of a lambda outside functions)."""
    head = re.sub(r"\b(?:alignas|decltype|__attribute__)\s*\([^()]*\)|\[\[[^\]]*\]\]", " ", without_template_heads(head)).strip()
    return ")" in head and (not TYPE_OR_SCOPE.match(head) or bool(FUNCTION_OF_TYPE.match(head)))


def functions(text):
    """(first line, last line) of each outermost function, counted from 1. Raises ValueError where braces do not balance."""
    code = code_only(text)
    spans, stack = [], []       # the stack holds where each open block began, and whether it is a function
    head = inside = parens = 0  # where the text before the next brace begins; how many functions are open
    for i, c in enumerate(code):
        if c in "()":
            parens += 1 if c == "(" else -1
        elif c == "{":
            while label := LABEL.match(code, head, i):
                head = label.end()
            start = head + len(code[head:i]) - len(code[head:i].lstrip())
            function = not inside and not parens and opens_function(code[start:i])
            inside += function
            stack.append((start, function))
            head = i + 1 if not parens else head
        elif c == "}":
            if not stack:
                raise ValueError(f"{code.count(chr(10), 0, i) + 1}: a `}}` too many")
            start, function = stack.pop()
            inside -= function
            follows = re.match(r"\s*(.)", code[i + 1:i + 400], re.S)
            # In `A::A() : b_{1}, c_{2} {` the braces before the last belong to the head.
            if function and follows and follows[1] in ",{":
                head = start
                continue
            if function:
                spans.append((code.count("\n", 0, start) + 1, code.count("\n", 0, i) + 1))
            head = i + 1 if not parens else head
        elif c == ";" and not parens:
            head = i + 1
    if stack:
        raise ValueError(f"{code.count(chr(10), 0, stack[-1][0]) + 1}: a `{{` that nothing closes")
    return spans
