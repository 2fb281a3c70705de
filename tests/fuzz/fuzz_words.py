"""What is put in the place of something in a file, each as it is written in YAML."""

import json


def _quoted(*texts: str) -> tuple[str, ...]:
    return tuple(json.dumps(text, ensure_ascii=False) for text in texts)


_FORMS = (
    *("", "~", "yes", "true", "[]", "{}", "[[]]", "{a: b}", "[~]", "[1, true]", '""', '" "', "|\n", "? a", "- a"),
    *("{at_least: 3}", "{at_least: {}}", "{at_least: 5, at_most: 1}", "{any: []}", "{all: [{}]}", "{not: {not: 1}}"),
    *("&a x", "*a", "!!python/object:os.system x", "!!binary aGk=", "{<<: {a: b}}", "--- x", "...", "%YAML 9.9", "@"),
    "`",
)
_NUMBERS = (
    *("0", "-1", "1.5", "-0", "007", "0x10", "0o7", "1e3", "1e308", "1e999", "-1e-400", ".nan", "-.inf", "+49"),
    *("9999999999", "1000000000000000", "9007199254740993", "9" * 40, "9" * 41, "9" * 5000, "1_000", '"²"', '"١٢"'),
)
_DATES = (
    *("12:30", "24:00", "23:60", "2026-01-12", "2026-02-30", "2024-02-29", "0000-00-00", "0001-01-01", "9999-12-31"),
    *("10000-01-01", "2026-W03-1", "20260112", "2026-01-12T09:00Z", "2026-01-12T24:00Z", "2026-01-12T23:59:60Z"),
    *("2026-01-12T09:00", "2026-01-12T09:00+99:99", "2026-01-12T09:00:00.123456789Z", "0001-01-01T00:00+14:00"),
    *("9999-12-31T23:59-12:00", "2200-12-31T23:59Z", "1970-01-01T00:00+23:59", "2026-03-29T02:30+01:00"),
    *('"２０２６-01-12"', '"٢٠٢٦-٠١-١٢"', '"2026-01-12 "', "2026-01-12\u00a009:00Z"),
)
_AMOUNTS = (
    *("0 min", "8 h", "1 h 30 min", "99999 weeks", "9999999999 weeks 9999999999 weeks", "-5 min", "1.5 h", "８ h"),
    *("25 %", "0 %", "100.01 %", "9999999999 %", "²5 %", "٢٥ %", "3 months", "999 months", "0 weeks"),
)
_NAMES = (
    *("P1", "P0", "any", "all", "not", "id", "none", "standard", "constructor", "__proto__", "__class__", "toString"),
    *("severity", "segment", "users", "lead", "tier-1", "accept", "review", "text", "a" * 80, "a" * 81, "-", "_a", "A"),
    *("Europe/Berlin", "Etc/GMT-14", "localtime", "posixrules", "../etc", "/etc/passwd", "..", "con", "a\\b", "de"),
    *("en-US-x-private", "zh-Hant", "und", "https://example.com/%zz", "javascript:alert(1)", "mailto:", "http://[::1"),
)
_TEXTS = _quoted(
    *("\t", "\n", "\n\n", "a\tb", "\\", "'", '"', "“”", "%", "::error::x", "\u00a0", "\u200b", "\u202eabc", "\ufffd"),
    *(
        "日本語の説明",
        "ความช่วยเหลือ",
        "مرحبا بالعالم",
        "עברית",
        "हिन्दी",
        "é",
        "e\u0301",
        "İ",
        "ß",
        "ﬁ",
        "ǅ",
        "ſ",
        "K",
        "Ⅷ",
    ),
    *("👩‍👩‍👧‍👦", "🇩🇪", "😀" * 50, "Z" + "\u0300\u0353" * 200, "\U000e0041", "\U0010fffd", "𝔘𝔫𝔦", "①", "㎏", "ﷺ" * 30),
    *("x" * 300, "x" * 20_000, "字" * 3_000, "word " * 3_000, "a-" * 2_000, "1" * 3_000),
    "\n".join("line" for _ in range(2_000)),
)
_TEMPLATES = _quoted(
    *("{{ issue }}", "{{ }}", "{{", "}}", "{{issue}}", "{{ {{ issue }} }}", "{{ issue | upper }}", "{{ 7*7 }}"),
    "{% if %}",
    *("{{ " * 500, "{{ issue }}" * 500, "{{ priority }} {{ link }}", "{number} users", "{duration}"),
    *("{number}{number}", "{x}"),
)
_MARKDOWN = _quoted(
    *("<b>", "<!--", "<script>", "&#x41;&nbsp;", "[a](b", "[a](criteria/#none)", "[a](../x)", "[a](//x)", "[a](<>)"),
    "[a][b]\n\n[b]: c",
    *("![a](b)", "[a](javascript:x)", "[a](JaVa\tscript:x)", "[a](https://\u202e)", "[a](%00)", "[a](" + "(" * 100),
    "# a\n" * 100,
    *("> " * 200 + "x", "- " * 200 + "x", "*" * 2_000, "_a " * 500, "[" * 2_000, "![" * 1_000, "[a](" * 500),
    *("`" * 999, "<" * 2_000),
    *("\n\n" + "    code\n" * 50, "```\nopen", "a\n===\nb\n---", "| a | b |\n|---|---|", "1. " * 100 + "x"),
    *("\\" * 999, "&" * 999, "<a " * 300),
)
_ESCAPES = (
    *('"\\0"', '"\\ud800"', '"\\udc00\\ud800"', '"\\x07"', '"\\e[31m"', '"\\u2028"', '"\\u0085"', '"\\uffff"'),
    *('"\\UFFFFFFFF"', '"\\q"', "'a", '"a'),
)
_DEEP = (
    *("[" * 20 + "]" * 20, "[" * 49 + "x" + "]" * 49, "[" * 51 + "]" * 51, "[" * 5_000, "[" * 5_000 + "]" * 5_000),
    *("{a: " * 30 + "1" + "}" * 30, "{a: " * 3_000 + "1" + "}" * 3_000),
    "{not: " * 40 + "{severity: critical}" + "}" * 40,
    *("{all: [" * 20 + "{users_affected: {at_least: 2}}" + "]}" * 20, "[" + "x, " * 25_000 + "x]"),
    "[" + "{}, " * 9_000 + "{}]",
    "[&a [x, x, x, x, x, x, x, x, x], &b [*a, *a, *a, *a, *a, *a], &c [*b, *b, *b, *b, *b], &d [*c, *c, *c, *c], [*d, *d]]",
    "&a [*a]",
)

WORDS = (
    _FORMS,
    _NUMBERS,
    _DATES,
    _AMOUNTS,
    _NAMES,
    _TEXTS,
    _TEMPLATES,
    _MARKDOWN,
    _ESCAPES,
    _DEEP,
)
"""By what is odd about them, so that each sort is drawn equally often."""

LETTERS = (
    *("\t", "\u00a0", "\x00", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\ufeff", "\uffff", "\u202e", "\u200b", "\r"),
    "\n",
    *(":", ": ", " #", "- ", "? ", "&", "*", "!", "|", ">", "'", '"', "%", "@", "`", "{", "}", "[", "]", "{{", "}}"),
    *(",", "\\"),
    *("é", "日", "ß", "İ", "🙂", "\u0301", "²", "٣"),
)
"""What is typed somewhere."""

BYTES = (
    *(b"\xff", b"\xfe\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82", b"\x80", b"\x00"),
    *(b"\xef\xbb\xbf", b"\xe4"),
)
"""What is no UTF-8, or no text."""
