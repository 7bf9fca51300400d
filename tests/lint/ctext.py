# SPDX-License-Identifier: GPL-3.0-or-later
"""A small view of C source for the lints: comments and strings told apart from code.

It is no C parser. It knows just enough (comments, literals, preprocessor lines, brackets) that a
word in a comment or a brace in a string never raises a false alarm.
"""
import pathlib
import re
from dataclasses import dataclass

TOKEN = re.compile(
    r'''(?P<comment>/\*.*?\*/|//[^\n]*)
      | (?P<string>"(?:\\.|[^"\\\n])*")
      | (?P<char>'(?:\\.|[^'\\\n])*')''',
    re.S | re.X)
DIRECTIVE = re.compile(r'^[ \t]*#(?:[^\n\\]|\\.|\\\n)*', re.M | re.S)
CONTROL_END = re.compile(r'(?:\)|\belse|\bdo|[;{}:])\s*$')
SIGNATURE = re.compile(r'([A-Za-z_]\w*)\s*$')


@dataclass
class Function:
    """A function definition: its name, where it stands, and what the budgets are counted on."""
    name: str
    line: int
    length: int
    parameters: int
    nesting: int
    code: str


def blank(text):
    """The same number of characters and lines, with nothing in them."""
    return re.sub(r'[^\n]', ' ', text)


def line_of(text, offset):
    return text.count('\n', 0, offset) + 1


def without_comments(text):
    """Code with strings kept and comments blanked; offsets stay true."""
    return TOKEN.sub(lambda m: blank(m[0]) if m['comment'] else m[0], text)


def code_only(text):
    """Code with comments and the inside of literals blanked; offsets stay true."""
    def hide(match):
        if match['comment']:
            return blank(match[0])
        return match[0][0] + blank(match[0][1:-1]) + match[0][-1]
    return TOKEN.sub(hide, text)


def matching(code, start):
    """The offset of the bracket that closes the one at start, or the end of the text."""
    pairs = {'(': ')', '{': '}', '[': ']'}
    opener, closer, depth = code[start], pairs[code[start]], 0
    for i in range(start, len(code)):
        if code[i] == opener:
            depth += 1
        elif code[i] == closer:
            depth -= 1
            if depth == 0:
                return i
    return len(code) - 1


def split_arguments(code, opened):
    """(start, end) of each argument of the bracket at offset opened."""
    end, depth, begin, parts = matching(code, opened), 0, opened + 1, []
    for i in range(opened + 1, end):
        if code[i] in '([{':
            depth += 1
        elif code[i] in ')]}':
            depth -= 1
        elif code[i] == ',' and depth == 0:
            parts.append((begin, i))
            begin = i + 1
    if code[begin:end].strip():
        parts.append((begin, end))
    return parts


def calls(code, names):
    """(name, offset of its bracket) for each call of one of the names."""
    pattern = re.compile(r'(?<![\w.>])(' + '|'.join(names) + r')\s*\(')
    for match in pattern.finditer(code):
        yield match[1], match.end() - 1


def block_depth(body):
    """How deep control blocks stand in each other; initialisers and ({ }) do not count."""
    deepest, stack = 0, []
    for match in re.finditer(r'[{}]', body):
        if match[0] == '{':
            before = body[max(0, match.start() - 200):match.start()]
            inside = not stack or stack[-1]
            stack.append(inside and (not stack or bool(CONTROL_END.search(before))))
            deepest = max(deepest, sum(stack) - 1)
        elif stack:
            stack.pop()
    return deepest


def functions(text):
    """Every function defined in the text."""
    code = code_only(text)
    code = DIRECTIVE.sub(lambda m: blank(m[0]), code)
    found, i = [], 0
    while i < len(code):
        if code[i] == '(':
            i = matching(code, i) + 1
            continue
        if code[i] != '{':
            i += 1
            continue
        end = matching(code, i)
        head = code[:i].rstrip()
        if head.endswith(')'):
            found.append(describe(code, head, i, end))
        i = end + 1
    return [f for f in found if f]


def describe(code, head, opened, closed):
    """The Function whose body stands between the two offsets."""
    depth, start = 0, len(head) - 1
    while start >= 0:
        depth += {')': 1, '(': -1}.get(head[start], 0)
        if depth == 0:
            break
        start -= 1
    name = SIGNATURE.search(head[:start])
    if not name:
        return None
    arguments = [code[a:b].strip() for a, b in split_arguments(code, start)]
    body = code[opened:closed + 1]
    return Function(name[1], line_of(code, name.start(1)), body.count('\n') + 1,
                    0 if arguments in ([], ['void']) else len(arguments), block_depth(body), body)


def sources(root, folders, endings=('.c', '.h')):
    """The project's own files below the folders, in a fixed order."""
    for folder in folders:
        base = pathlib.Path(root, folder)
        for path in sorted(base.rglob('*')):
            if path.suffix in endings and path.is_file():
                yield path
