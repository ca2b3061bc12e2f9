# SPDX-License-Identifier: Apache-2.0
"""The places where a small change can be made in C++ text. In goes a file laid out by clang-format: spaces tell a
comparison from a template and a product from a pointer. Out come the changes. Nothing here knows types; what does not
compile is found by compiling."""
import re
from dataclasses import dataclass, field

TOKEN = re.compile(
    r"""(?P<skip>\s+|//[^\n]*|/\*.*?\*/)|(?P<directive>^[ \t]*\#(?:[^\n]*\\\n)*[^\n]*)
    |(?P<string>(?:u8|[uUL])?R"\((?:.*?)\)"|(?:u8|[uUL])?"(?:\\.|[^"\\\n])*"|(?:u8)?'(?:\\.|[^'\\\n])+')
    |(?P<number>0[xX][0-9a-fA-F']+[uUlLzZ]*|0[bB][01']+[uUlL]*|\d[\d']*(?:\.\d+)?(?:[eE][+-]?\d+)?[uUlLzZ]*)
    |(?P<name>[A-Za-z_]\w*)
    |(?P<mark><=>|->|\+\+|--|&&|\|\||[-+*/%&|^!=<]=|(?<=\s)>=|::|(?<=\s)<<=?|(?<=\s)>>=?|\.\.\.|.)""",
    re.VERBOSE | re.DOTALL | re.MULTILINE)
CLOSING = {"(": ")", "[": "]", "{": "}", "<": ">"}
ASSIGNING = {"=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>="}
# What ends the operand of an operator, from the loosest to the tightest.
LOOSEST = ASSIGNING | {";", ",", "?", ":", "{", "}", "return", "case", "else"}
BITS = {"&", "|", "^"}
STOPS = {"||": LOOSEST, "&&": LOOSEST | {"||"}}
STOPS |= dict.fromkeys(("==", "!="), STOPS["&&"] | {"&&"} | BITS)
STOPS |= dict.fromkeys(("<", "<=", ">", ">="), STOPS["=="] | {"==", "!=", "<=>"})
STOPS |= dict.fromkeys(("+", "-"), STOPS["<"] | {"<", "<=", ">", ">=", "<<", ">>"})
SWAPS = {"<": ("<=", ">="), ">": (">=", "<="), "<=": ("<", ">"), ">=": (">", "<"), "==": ("!=",), "!=": ("==",),
         "&&": ("||",), "||": ("&&",), "+": ("-",), "-": ("+",), "true": ("false",), "false": ("true",)}
CALLS = {"min": "max", "max": "min", "any_of": "all_of", "all_of": "any_of", "none_of": "any_of"}
NOT_A_STATEMENT = set("""return break continue goto using static_assert const constexpr auto static if for while do
                         switch case default else struct enum delete typedef""".split())
# What these words begin is constant, or names something.
QUIET = set("""static_assert constexpr case enum using noexcept alignas requires sizeof operator __attribute__ class
               struct template goto""".split())


@dataclass
class Token:
    kind: str
    text: str
    begin: int
    end: int
    line: int
    spaced: bool = False  # white space on both sides
    match: int = -1       # of a bracket: its other half
    where: str = ""       # what the innermost bracket around it is: class, body, list, angle or one of ( [
    opens: str = ""       # of a bracket: the same for what it holds


@dataclass
class Mutant:
    path: str
    line: int
    begin: int
    end: int
    text: str  # what stands in place of [begin, end)
    was: str
    kind: str
    around: str  # the source line that it begins on
    identity: str = ""
    number: int = 0
    inside: list = field(default_factory=list)

    def __str__(self):
        return self.identity.replace(" ", f":{self.line} ", 1)

    def change(self):
        was = one_line(self.was)
        before = "" if was == self.around else f"`{self.around}`: "
        return f"{before}`{was}` -> `{one_line(self.text)}`"


def one_line(text):
    return " ".join(re.sub(r"//[^\n]*", "", text).split())


def tokens_of(text):
    """Without comments, directives, and what stands between #else and #endif."""
    out, otherwise, line, last = [], [], 1, 0
    for found in TOKEN.finditer(text):
        line += text.count("\n", last, found.start())
        last = found.start()
        if found.lastgroup == "directive":
            word = found[0].replace("#", " ").split()[0]
            if word.startswith("if"):
                otherwise.append(False)
            elif word.startswith("el"):
                otherwise[-1] = True
            elif word == "endif":
                otherwise.pop()
        elif found.lastgroup != "skip" and not any(otherwise):
            t = Token(found.lastgroup, found[0], found.start(), found.end(), line)
            t.spaced = text[t.begin - 1].isspace() and text[t.end:t.end + 1].isspace()
            out.append(t)
    return out


def kind_of_brace(tokens, i, around):
    """What the `{` at `i` opens: class (also a namespace), body, or list."""
    before = tokens[i - 1].text if i else ""
    head = []
    for t in reversed(tokens[:i]):
        if t.text in {";", "{", "}"}:
            break
        head.append(t.text)
    if around in {"", "class"}:
        if "enum" in head:
            return "list"
        if "(" not in head and set(head) & {"namespace", "struct", "class", "union"}:
            return "class"
    if before in {")", "const", "noexcept", "mutable", "override", "final", "else", "do", ";", "}", "]"}:
        return "body" if tokens[i].spaced or before in {";", "}"} or tokens[i].begin > tokens[i - 1].end else "list"
    if before == "{":
        return "body" if around == "body" else "list"
    if before == ":" and around == "body":
        return "body"
    if "->" in head and tokens[i].begin > tokens[i - 1].end and before not in {"=", "return", ","}:
        return "body"
    return "list"


def pair(tokens):
    """Finds the other half of each bracket, and what stands around each token."""
    open_ = []
    for i, t in enumerate(tokens):
        before = tokens[i - 1] if i else t
        t.where = open_[-1][1] if open_ else ""
        if t.text in {"(", "["}:
            open_.append((i, t.text))
        elif t.text == "{":
            open_.append((i, kind_of_brace(tokens, i, t.where)))
        elif t.text == "<" and (before.text in {"template", "]"} or before.kind == "name" and before.end == t.begin):
            if before.text != "operator":
                open_.append((i, "angle"))
        elif t.text == ">" and t.where == "angle" or t.text in {")", "]", "}"}:
            while open_ and CLOSING[tokens[open_[-1][0]].text] != t.text:
                open_.pop()  # what looked like a template was none
            if open_:
                other, t.opens = open_.pop()
                t.match, tokens[other].match = other, i
                tokens[other].opens = t.opens
                t.where = tokens[other].where


def in_function(tokens):
    """For each token, whether it is run: in the body of a function, not in a type or a constant."""
    run, inside, quiet_until = [], [], -1
    for i, t in enumerate(tokens):
        while inside and inside[-1][0] <= i:
            inside.pop()
        run.append(any(kind == "body" for _, kind in inside) and all(kind != "angle" for _, kind in inside)
                   and i > quiet_until)
        if t.text in QUIET:
            quiet_until = max(quiet_until, end_of_quiet(tokens, i))
        if t.match > i:
            inside.append((t.match, t.opens))
    return run


def end_of_quiet(tokens, i):
    """The last token of what the word at `i` makes constant, or names."""
    ends = {"case": {":"}, "noexcept": {"{", ";", ","}, "requires": {"{", ";"}, "operator": {"{", ";"}}
    i += 1
    while i < len(tokens) and tokens[i].text not in ends.get(tokens[i - 1].text, set()) | {";", "{"}:
        if tokens[i].text == ":" and tokens[i].where == "body":
            return i
        i = tokens[i].match if tokens[i].match > i else i + 1
    return i


def operand(tokens, i, stops):
    """First and last token of the whole expression around `i` that nothing in `stops` cuts."""
    def cuts(t):
        return t.text in stops and (t.match < 0 or t.opens not in {"angle", "list"})

    first, last = i, max(i, tokens[i].match)
    while first > 0 and not cuts(tokens[first - 1]):
        t = tokens[first - 1]
        if t.text in CLOSING and t.match >= first:
            break
        first = t.match if 0 <= t.match < first else first - 1
    while last + 1 < len(tokens) and not cuts(tokens[last + 1]):
        t = tokens[last + 1]
        if 0 <= t.match <= last:
            break
        last = t.match if t.match > last else last + 1
    return first, last


class Finder:
    def __init__(self, path, text):
        self.path, self.text, self.lines = path, text, text.split("\n")
        self.tokens = tokens_of(text)
        pair(self.tokens)
        self.out = []

    def find(self):
        run = in_function(self.tokens)
        for i, t in enumerate(self.tokens):
            if not run[i]:
                continue
            self.operators(i, t)
            self.constants(i, t)
            self.conditions(i, t)
            self.statements(i, t)
            self.calls(i, t)
        seen = {}
        for m in self.out:
            key = f"src/{m.path} {m.change()}"
            seen[key] = seen.get(key, 0) + 1
            m.identity = key if seen[key] == 1 else f"{key} ({seen[key]})"
        return self.out

    def add(self, kind, first, last, edit_begin, edit_end, new):
        begin, end = self.tokens[first].begin, self.tokens[last].end
        text = self.text[begin:edit_begin] + new + self.text[edit_end:end]
        number = self.tokens[first].line
        line = one_line(self.lines[number - 1])
        self.out.append(Mutant(self.path, number, begin, end, text, self.text[begin:end], kind, line))

    def operators(self, i, t):
        if t.text in STOPS and t.kind == "mark" and t.spaced and self.tokens[i - 1].text not in STOPS[t.text] | {"("}:
            first, last = operand(self.tokens, i, STOPS[t.text])
            joins_texts = t.text == "+" and any(x.kind == "string" for x in self.tokens[first:last + 1])
            if first < i < last and not joins_texts:
                for new in SWAPS[t.text]:
                    self.add("operator", first, last, t.begin, t.end, new)
                if t.text in {"&&", "||"}:
                    self.negated(i + 1, t.text)

    def negated(self, i, before):
        first, last = operand(self.tokens, i, STOPS["&&"] | {"&&"})
        if first == i and self.tokens[i - 1].text == before:
            begin, end = self.tokens[first].begin, self.tokens[last].end
            self.add("negation", first, last, begin, end, f"!({self.text[begin:end]})")

    def constants(self, i, t):
        if t.text in {"true", "false"}:
            self.add("constant", i, i, t.begin, t.end, SWAPS[t.text][0])
        elif t.kind == "number" and "." not in t.text and "'" not in t.text:
            digits = re.match(r"0[xX][0-9a-fA-F]+|\d+", t.text)
            if digits:
                self.add("constant", i, i, t.begin, t.end, f"({t.text} + 1)")
                if int(digits[0], 0):
                    self.add("constant", i, i, t.begin, t.end, f"({t.text} - 1)")

    def conditions(self, i, t):
        if t.text not in {"if", "while"} or self.tokens[i + 1].text != "(":
            return
        first, last = i + 2, self.tokens[i + 1].match - 1
        if not {x.text for x in self.tokens[first:last + 1]} & {";", "="}:
            begin, end = self.tokens[first].begin, self.tokens[last].end
            self.add("negation", first, last, begin, end, f"!({self.text[begin:end]})")

    def statements(self, i, t):
        if t.text in {"break", "continue"} and self.tokens[i + 1].text == ";":
            return self.add("statement", i, i + 1, t.begin, self.tokens[i + 1].end, ";")
        if not self.begins_statement(i) or t.text in NOT_A_STATEMENT:
            return
        if t.kind != "name" and t.text not in {"++", "--", "*"}:
            return
        last = i
        while self.tokens[last].text != ";":
            if self.tokens[last].text == "{" and self.tokens[last].opens == "body":
                return
            if last > i and self.tokens[last].where == t.where and self.tokens[last].kind == "name" and (
                    self.tokens[last - 1].kind == "name" or self.tokens[last - 1].text in {"&", "*", ">", "&&"}
                    and not self.tokens[last - 1].spaced and last - 1 > i):
                return  # a declaration
            last = self.tokens[last].match if self.tokens[last].match > last else last + 1
        if last > i + 1:
            self.add("statement", i, last, t.begin, self.tokens[last].end, ";")

    def begins_statement(self, i):
        t, before = self.tokens[i], self.tokens[i - 1]
        if t.where != "body":
            return False
        if before.text in {";", "{", "}", "else", "do", ":"}:
            return before.text != ":" or before.where == "body" and not before.spaced
        opening = before.match if before.text == ")" else 0
        return opening > 0 and self.tokens[opening - 1].text in {"if", "for", "while", "constexpr"}

    def calls(self, i, t):
        around = [x.text for x in self.tokens[i - 2:i + 2]]
        if t.text in CALLS and around == ["std", "::", t.text, "("]:
            self.add("call", i - 2, self.tokens[i + 1].match, t.begin, t.end, CALLS[t.text])


def find(path, text):
    """Every mutant of a file, by place."""
    return Finder(path, text).find()
